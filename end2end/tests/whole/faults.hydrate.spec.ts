/** Whatever goes wrong in our code in a browser: links and forms go on, and the log hears of it. */
import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import type { Server } from "../../support/server";
import { expect, test } from "../../support/test";
import { trapping } from "../../support/trap";

const DAY = "/dagar/uppstart-2026";
const reply = (page: Page) => page.getByRole("group", { name: /^Kommer du/ }).first();

/** The code is asked for in the head: what follows may not be there yet. */
const isParsed = (page: Page) => page.waitForFunction(() => document.readyState !== "loading");

/** Answers twice, and follows two links. */
async function goesOn(page: Page) {
  for (const word of ["Kanske", "Nej"]) {
    await reply(page).getByRole("button", { name: word }).click();
    await expect(reply(page).getByRole("button", { pressed: true })).toHaveText(word);
  }
  await page.getByRole("navigation").getByRole("link", { name: "Dagar" }).click();
  await expect(page).toHaveURL("/dagar");
  await page.getByRole("link", { name: "Min sida" }).click();
  await expect(page).toHaveURL("/min-sida");
}

/** The lines of the log that browsers have caused, once there is one. */
async function reports(server: Server): Promise<string[]> {
  const lines = () => readFileSync(server.log, "utf8").split("\n").filter((line) => line.includes("a browser reports a fault"));
  await expect.poll(() => lines().length).toBeGreaterThan(0);
  return lines();
}

/** Only words of ours: no address, no name, nothing of the page. */
function isPlain(line: string, kind: string) {
  const said = line.slice(line.indexOf("a browser reports a fault"));
  expect(said).toBe(`a browser reports a fault kind="${kind}" build="current" route="/dagar/{slug}"`);
}

test("code that never comes", async ({ page, server, signIn, hydrated, tolerate }) => {
  tolerate(/ERR_FAILED|Failed to (load|fetch)|WebAssembly/);
  await page.route("**/*-islands.*.js", (route) => route.abort());
  await signIn(page, "adept1@example.org");
  await page.goto(DAY);
  await hydrated(page);
  await goesOn(page);
  isPlain((await reports(server)).at(-1)!, "load");
});

test("WASM that ends by a trap", async ({ page, server, signIn, hydrated, tolerate }) => {
  tolerate(/RuntimeError: unreachable/);
  const islands: string[] = [];
  await page.route("**/*-islands.*.wasm", async (route) => {
    await isParsed(page);
    const names = page.locator("leptos-island").evaluateAll((all) => all.map((island) => (island as HTMLElement).dataset.component!));
    islands.push(...(await names));
    await route.fulfill({ contentType: "application/wasm", body: trapping([...new Set(islands)], ["hydrate", "__wbindgen_start"]) });
  });
  await signIn(page, "adept2@example.org");
  await page.goto(DAY);
  await hydrated(page);
  expect(islands.length).toBeGreaterThan(0);
  await goesOn(page);
  isPlain((await reports(server)).at(-1)!, "hydrate");
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
    tolerate(/hydration|unreachable|RuntimeError|panicked/i);
    await page.route("**/*-islands.*.wasm", async (route) => {
      await isParsed(page);
      await page.evaluate(change);
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
