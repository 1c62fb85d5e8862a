/** The one page that is kept to be opened without a connection. */
import { type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Site, expect, live, reading, test } from "./site";

const DOOR = "/dagar/d/incheckning";
const WORKER = readFileSync(join(__dirname, "../../public/door-worker.js"), "utf8");
const JS = { headers: { "Content-Type": "text/javascript" }, body: "" };
const door = (words: string, kept = "3600") => `${reading(0)}<div data-kept="${kept}"><p id="p">${words}</p></div>
  <form method="post" action="/api/people/sign-out"><button>Logga ut</button></form>`;

test.beforeEach(({ site }) => {
  site.on("GET /door-worker.js", { headers: { ...JS.headers }, body: WORKER });
  for (const file of ["/islands.js", "/islands.wasm"]) site.on(`GET ${file}`, JS);
  site.on(`GET ${DOOR}`, door("online"));
  site.on("GET /annan", "<p>annan</p>");
});

/** How many addresses are kept. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return all.reduce((sum, length) => sum + length, 0);
  });

/** Opens the door, and waits until it is kept and its worker at work. */
async function keepDoor(page: Page, site: Site, query = "") {
  await page.goto(site.url(DOOR + query));
  await live(page);
  await expect.poll(() => kept(page)).toBeGreaterThan(3);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
}

test("it is shown again without a connection, as it was read last, and no other page is", async ({ page, site, context }) => {
  await keepDoor(page, site);
  site.on(`GET ${DOOR}`, door("newer"));
  site.changed();
  await expect(page.locator("#p")).toHaveText("newer");
  await page.goto(site.url(`${DOOR}?pass=2`));
  await expect.poll(() => kept(page)).toBe(6);
  await context.setOffline(true);
  for (const query of ["", "?sok=eva", "?kod=00ff", "?pass=2", "?pass=2&klar=7"]) {
    await page.goto(site.url(DOOR + query));
    await expect(page.locator("#p"), query).toHaveText("newer");
  }
  for (const path of ["/annan", `${DOOR}/annat`, `${DOOR}2`, `${DOOR}?pass=3`]) {
    await expect(page.goto(site.url(path)), path).rejects.toThrow(/ERR_/);
  }
});

test("a network that takes too long is not waited for", async ({ page, site }) => {
  await keepDoor(page, site);
  const never = site.hold(`GET ${DOOR}`, door("late"));
  await page.reload();
  await expect(page.locator("#p")).toHaveText("online", { timeout: 10_000 });
  never.open();
});

test("signing out empties it", async ({ page, site, context }) => {
  await keepDoor(page, site);
  site.on("POST /api/people/sign-out", { status: 303, headers: { Location: "/ut" } });
  site.on("GET /ut", { body: site.page("ute", { viewer: null }) });
  await page.getByRole("button", { name: "Logga ut" }).evaluate((button) => button.closest("form")!.setAttribute("data-native", ""));
  await page.getByRole("button", { name: "Logga ut" }).click();
  await expect(page).toHaveURL(/\/ut$/);
  await expect.poll(() => kept(page)).toBe(0);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await context.setOffline(true);
  await expect(page.goto(site.url(DOOR))).rejects.toThrow(/ERR_/);
});

test("a page of another reader empties it, a page of the same does not", async ({ page, site }) => {
  await keepDoor(page, site);
  await page.goto(site.url("/annan"));
  await live(page);
  expect(await kept(page)).toBeGreaterThan(3);
  site.on("GET /annan", { body: site.page("<p>annan</p>", { viewer: "13" }) });
  await page.reload();
  await expect.poll(() => kept(page)).toBe(0);
});

test("it is emptied when the server has no such door any more", async ({ page, site, context }) => {
  await keepDoor(page, site);
  site.on(`GET ${DOOR}`, { status: 404, body: site.page("<p id='p'>none</p>") });
  await page.reload();
  await expect(page.locator("#p")).toHaveText("none");
  await context.setOffline(true);
  await expect(page.reload()).rejects.toThrow(/ERR_/);
});

test("it is not shown after the day", async ({ page, site, context }) => {
  site.on(`GET ${DOOR}`, door("online", "3"));
  await keepDoor(page, site);
  await context.setOffline(true);
  const shown = () => page.reload().then(() => true, () => false);
  await expect.poll(shown, { timeout: 10_000 }).toBe(false);
});

test("where nothing can be kept, the page is as it ever was", async ({ page, site, open }) => {
  await page.addInitScript(() => Object.defineProperty(window, "caches", { get: () => undefined }));
  site.on("GET /sida", door("online"));
  await open(door("online"));
  await expect(page.locator("#p")).toHaveText("online");
  expect(site.count("GET /door-worker.js")).toBe(0);
});
