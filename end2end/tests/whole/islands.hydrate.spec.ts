import type { Page } from "@playwright/test";
import { expect, test } from "../../support/test";

const DAY = "/dagar/uppstart-2026";
const reply = (page: Page) => page.getByRole("group", { name: /^Kommer du/ }).first();

/** The addresses of all WASM that a page asks for. */
function wasmOf(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith(".wasm")) asked.push(new URL(request.url()).pathname);
  });
  return asked;
}

test("only a page with an island loads its code, and the door has code of its own", async ({ page, signIn, hydrated }) => {
  const asked = wasmOf(page);
  await signIn(page, "organisator1@example.org");
  for (const path of ["/organisera", "/organisera/dagar/uppstart-2026", "/installningar"]) {
    await page.goto(path);
    await hydrated(page);
  }
  expect(asked).toEqual([]);
  await page.goto("/organisera/dagar/uppstart-2026/incheckning");
  await hydrated(page);
  expect([...new Set(asked)], "again only to be kept").toEqual([expect.stringContaining("-tools.")]);

  await signIn(page, "adept1@example.org");
  await page.goto(DAY);
  await hydrated(page);
  expect(asked.at(-1)).toContain("-islands.");
});

test("the answer that was pressed last is the one that holds", async ({ page, signIn, hydrated }) => {
  await page.route("**/api/day/answer", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  await signIn(page, "adept6@example.org");
  await page.goto(DAY);
  await hydrated(page);
  await reply(page).getByRole("button", { name: "Ja", exact: true }).click();
  const sent = page.waitForResponse((answer) => answer.request().postData()?.endsWith("answer=no") ?? false);
  await reply(page).getByRole("button", { name: "Nej" }).click();
  await expect(reply(page).getByRole("button", { pressed: true })).toHaveText("Nej");
  expect((await sent).status()).toBe(200);
  await page.reload();
  await expect(reply(page).getByRole("button", { pressed: true })).toHaveText("Nej");
});

test("without its code an answer is given by the form that stands there", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/ERR_FAILED|Failed to (load|fetch)|WebAssembly/);
  await page.route("**/*.wasm", (route) => route.abort());
  await signIn(page, "adept2@example.org");
  await page.goto(DAY);
  await hydrated(page);
  await reply(page).getByRole("button", { name: "Kanske" }).click();
  await expect(reply(page).getByRole("button", { pressed: true })).toHaveText("Kanske");
  await page.getByRole("link", { name: "Min sida" }).click();
  await expect(page).toHaveURL("/min-sida");
});

test("with broken code too", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/WebAssembly|CompileError|magic/);
  await page.route("**/*.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: "no code" }));
  await signIn(page, "adept3@example.org");
  await page.goto(DAY);
  await hydrated(page);
  await reply(page).getByRole("button", { name: "Nej" }).click();
  await expect(reply(page).getByRole("button", { pressed: true })).toHaveText("Nej");
});

test("with a blocked page script all is as without scripts", async ({ page, signIn, tolerate }) => {
  tolerate(/ERR_FAILED|Failed to load/);
  await page.route("**/*-pages.*.js", (route) => route.abort());
  await signIn(page, "adept4@example.org");
  await page.goto(DAY);
  await reply(page).getByRole("button", { name: "Ja", exact: true }).click();
  await expect(reply(page).getByRole("button", { pressed: true })).toHaveText("Ja");
  await expect(page).toHaveURL(new RegExp(`${DAY}#del-\\d+$`));
});

test("a page that a translator has changed before the code came still works", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/hydration|unreachable|RuntimeError|panicked/i);
  await page.route("**/*.wasm", async (route) => {
    await page.evaluate(() => {
      for (const button of document.querySelectorAll("main p, main button span, main a")) {
        button.innerHTML = `<font><font>${button.textContent}</font></font>`;
      }
      document.querySelector("main")?.prepend(Object.assign(document.createElement("div"), { textContent: "Translated" }));
    });
    await route.continue();
  });
  await signIn(page, "adept5@example.org");
  await page.goto(DAY);
  await hydrated(page);
  await reply(page).getByRole("button", { name: "Kanske" }).click();
  await expect(reply(page).getByRole("button", { pressed: true })).toHaveText("Kanske");
  await page.getByRole("navigation").getByRole("link", { name: "Dagar" }).click();
  await expect(page).toHaveURL("/dagar");
});

test("an address that is no page is one error page, asked for once", async ({ page, hydrated, tolerate }) => {
  tolerate(/404 \(Not Found\)/);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.isNavigationRequest()) asked.push(new URL(request.url()).pathname);
  });
  const paths = ["/finns-inte", "/organisera/finns-inte"];
  for (const path of paths) {
    await page.goto(path);
    await hydrated(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Här finns ingen sida");
  }
  expect(asked).toEqual(paths);
});
