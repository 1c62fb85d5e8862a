/**
 * How soon a change shows elsewhere, how soon an island is hydrated on a phone's
 * line, and how many pages a second one core renders. Prints `name: value` lines:
 * medians, with the middle half. With IOR_BASE_BIN and IOR_BASE_SITE, another
 * build is measured in turns with this one, and each figure stands beside its.
 */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { Agent, get } from "node:http";
import { figure, signIn, waitForHydration } from "../support/page";
import { Build, type Installation } from "./installation";

const DAY = "/dagar/uppstart-2026";
const BOARD = `/organisera${DAY}`;
const TURNS = 11;
/** A slow phone: 1.6 Mbit/s, 150 ms there and back, a quarter of this machine's speed. */
const LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const SLOWER = 4;
const TURN_SECONDS = 2;

const own = Build.own();
const base = Build.base();
const builds = base ? [own, base] : [own];

test.beforeAll(async () => {
  for (const build of builds) await build.start();
});
test.afterAll(async () => {
  for (const build of builds) await build.remove();
});

test("a change shows at the partner's and on the board", async ({ browser }) => {
  const [adept, mentor, organiser] = await Promise.all(
    ["adept1", "mentor1", "organisator1"].map((who) => windowOf(browser, own.server, who)),
  );
  await adept.goto(DAY);
  await mentor.goto(DAY);
  await organiser.goto(BOARD);
  for (const window of [adept, mentor, organiser]) await waitForHydration(window);
  const maybes = figure(organiser, "09.00–13.00", "kanske");
  const before = parseInt(await maybes.innerText(), 10);
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const [word, shown, count] = turn % 2 ? (["Nej", "Amina kommer inte", before] as const) : (["Kanske", "Amina kommer kanske", before + 1] as const);
    const began = performance.now();
    await adept.getByRole("group", { name: /^Kommer du/ }).first().getByRole("button", { name: word }).click();
    await Promise.all([
      expect(mentor.getByText(shown, { exact: true })).toBeVisible(),
      expect(maybes).toHaveText(`${count}kanske`),
    ]);
    times.push(performance.now() - began);
    // Changes that come sooner than this are told together.
    await adept.waitForTimeout(500);
  }
  tell("live_update_ms", times, 0);
});

test("the answer's island is hydrated", async ({ browser }) => {
  const times = new Map(builds.map((build) => [build, [] as number[]]));
  for (let turn = 0; turn < TURNS; turn++) {
    for (const build of builds) times.get(build)!.push(await timeToHydration(browser, build.server));
  }
  tell("tti_ms", times.get(own)!, 0);
  if (base) beside("tti", times.get(own)!, times.get(base)!, 0);
});

test("pages a second on one core", async () => {
  for (const [name, path, who] of [["dashboard", "/min-sida", "adept1"], ["board", BOARD, "organisator1"]] as const) {
    const cookies = new Map<Build, string>();
    for (const build of builds) cookies.set(build, await cookieOf(build.server, who));
    const rates = new Map(builds.map((build) => [build, [] as number[]]));
    for (let turn = 0; turn < TURNS; turn++) {
      for (const build of builds) rates.get(build)!.push(await rate(build.server.url + path, cookies.get(build)!));
    }
    tell(`${name}_per_second`, rates.get(own)!, 0);
    if (base) beside(`${name}_per_second`, rates.get(own)!, rates.get(base)!, 0);
  }
});

async function windowOf(browser: Browser, server: Installation, who: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: server.url })).newPage();
  await signIn(page, `${who}@example.org`);
  return page;
}

/** From the last byte of the page to the moment when it says that it is hydrated. */
async function timeToHydration(browser: Browser, server: Installation): Promise<number> {
  const page = await windowOf(browser, server, "adept1");
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.documentElement?.dataset.hydrated) Object.assign(window, { hydratedAt: (window as { hydratedAt?: number }).hydratedAt ?? performance.now() });
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-hydrated"] });
  });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.clearBrowserCache");
  await devtools.send("Network.emulateNetworkConditions", LINE);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.goto(DAY);
  await waitForHydration(page);
  const time = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return (window as unknown as { hydratedAt: number }).hydratedAt - navigation.responseEnd;
  });
  await page.context().close();
  return time;
}

async function cookieOf(server: Installation, who: string): Promise<string> {
  const answer = await fetch(`${server.url}/demo/logga-in`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: server.url, "content-type": "application/x-www-form-urlencoded" },
    body: `email=${who}@example.org`,
  });
  return answer.headers.getSetCookie()[0].split(";")[0];
}

/** Answers a second, one request after the other on one connection. */
async function rate(url: string, cookie: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      get(url, { agent, headers: { cookie, accept: "text/html" } }, (answer) => {
        expect(answer.statusCode).toBe(200);
        answer.resume().on("end", resolve);
      }).on("error", reject);
    });
  const began = performance.now();
  let answers = 0;
  while (performance.now() - began < TURN_SECONDS * 1000) {
    await ask();
    answers += 1;
  }
  agent.destroy();
  return (answers * 1000) / (performance.now() - began);
}

function quartiles(values: number[]): [number, number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(((sorted.length - 1) * share) / 4)];
  return [at(1), at(2), at(3)];
}

function tell(name: string, values: number[], digits: number): void {
  const [low, median, high] = quartiles(values).map((value) => value.toFixed(digits));
  console.log(`\n${name}: ${median} (${low}–${high})`);
}

/** This build's figure beside the other's, pair by pair. */
function beside(name: string, ours: number[], theirs: number[], digits: number): void {
  tell(`${name}_of_base`, theirs, digits);
  tell(`${name}_vs_base`, ours.map((value, n) => value / theirs[n]), 2);
}
