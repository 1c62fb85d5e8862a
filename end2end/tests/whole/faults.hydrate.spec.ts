/** Whatever goes wrong in our code in a browser: links and forms go on, and the log hears of it. */
import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import type { Server } from "../../support/server";
import { expect, test } from "../../support/test";
import { trapping } from "../../support/trap";

const DAY = "/dagar/uppstart-2026";
const reply = (page: Page) => page.getByRole("group", { name: /^Kommer du/ }).first();

/** The code is asked for in the head: what follows may not be there yet. A page that has
 * been left by then has no more to be changed. */
async function inParsed<T>(page: Page, change: () => T): Promise<T | undefined> {
  try {
    await page.waitForFunction(() => document.readyState !== "loading");
    return await page.evaluate(change);
  } catch {
    return undefined;
  }
}

/** Answers twice, and follows two links. */
async function goesOn(page: Page) {
  for (const word of ["Kanske", "Nej"]) {
    await reply(page).getByRole("button", { name: word }).click();
    // A form under way takes no second answer; the demo may have given this one.
    await expect(page.locator("form[aria-busy]")).toHaveCount(0);
    await expect(reply(page).getByRole("button", { pressed: true })).toHaveText(word);
  }
  await page.getByRole("navigation").getByRole("link", { name: "Dagar" }).click();
  await expect(page).toHaveURL("/dagar");
  await page.getByRole("link", { name: "Min sida" }).click();
  await expect(page).toHaveURL("/min-sida");
}

/** The log hears of it, in words of ours only: no address, no name, nothing of the page. */
async function isReported(server: Server, kind: string) {
  const lines = () => readFileSync(server.log, "utf8").split("\n").map((line) => /a browser reports a fault.*/.exec(line)?.[0]);
  const reports = () => lines().filter((said) => said !== undefined);
  await expect.poll(reports).toContain(`a browser reports a fault kind="${kind}" build="current" route="/dagar/{slug}"`);
  for (const said of reports()) expect(said).toMatch(/ kind="\w+" build="current" route="[/{}\w-]+"$/);
}

test("code that never comes", async ({ page, server, signIn, hydrated, tolerate }) => {
  tolerate(/ERR_FAILED|Failed to (load|fetch)|WebAssembly/);
  await signIn(page, "adept1@example.org");
  await page.route("**/*-islands.*.js", (route) => route.abort());
  await page.goto(DAY);
  await hydrated(page);
  await goesOn(page);
  await isReported(server, "load");
});

test("WASM that ends by a trap", async ({ page, server, signIn, hydrated, tolerate }) => {
  tolerate(/RuntimeError: unreachable|429 .*\/rapport/);
  await signIn(page, "adept2@example.org");
  const islands: string[] = [];
  await page.route("**/*-islands.*.wasm", async (route) => {
    const names = () => [...document.querySelectorAll<HTMLElement>("leptos-island")].map((island) => island.dataset.component!);
    islands.push(...((await inParsed(page, names)) ?? []));
    await route.fulfill({ contentType: "application/wasm", body: trapping([...new Set(islands)], ["hydrate", "__wbindgen_start"]) });
  });
  await page.goto(DAY);
  await hydrated(page);
  expect(islands.length).toBeGreaterThan(0);
  await goesOn(page);
  await isReported(server, "hydrate");
});

for (const [what, change] of Object.entries({
  "words that a translator has wrapped": () => {
    const wrap = (text: Text) => {
      const font = document.createElement("font");
      text.replaceWith(font);
      font.append(text);
    };
    const walker = document.createTreeWalker(document.querySelector("main")!, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    texts.filter((text) => text.data.trim()).forEach(wrap);
  },
  "an element that an extension has put in": () => {
    for (const island of document.querySelectorAll("leptos-island, leptos-island *")) island.prepend(document.createElement("ext-mark"));
  },
  "words that are others": () => {
    for (const button of document.querySelectorAll("leptos-island p")) button.textContent = "Translated";
  },
})) {
  test(`${what}, before the code is there`, async ({ page, signIn, hydrated, tolerate }) => {
    // One client of the server has reported all of this file's faults by now.
    tolerate(/hydration|unreachable|RuntimeError|panicked|429 .*\/rapport/i);
    await page.route("**/*-islands.*.wasm", async (route) => {
      await inParsed(page, change);
      await route.continue();
    });
    await signIn(page, "adept3@example.org");
    await page.goto(DAY);
    await hydrated(page);
    await goesOn(page);
  });
}

test("words that a translator wraps afterwards follow what is answered", async ({ page, signIn, hydrated }) => {
  await signIn(page, "adept4@example.org");
  await page.goto(DAY);
  await hydrated(page);
  await page.evaluate(() => {
    for (const text of document.querySelectorAll("leptos-island button span, leptos-island p")) {
      text.innerHTML = `<font><font>${text.textContent}</font></font>`;
    }
  });
  await goesOn(page);
});
