/** Where the focus is when something has happened: on what came of it. */
import { type Page } from "@playwright/test";
import { type Site, expect, live, test } from "./site";

const RECEIPT = '<p class="notice notice--ok" role="status" tabindex="-1" autofocus>Sparat.</p>';
const row = (n: number) => `<form method="post" action="/ta-bort"><input type="hidden" name="rad" value="${n}"><button>Ta bort</button></form>`;
const PAGE = `<h1 tabindex="-1">Rubrik</h1><form method="post" action="/spara"><input id="t" name="t"><button id="s">Spara</button></form>${row(1)}${row(2)}`;

const done = (site: Site, action: string, then: string, to = "/sida") => {
  site.on(`POST ${action}`, { status: 204, headers: { "X-Location": to } });
  site.on(`GET ${to.split(/[?#]/)[0]}`, then);
};
const press = (page: Page, label: string) => page.getByRole("button", { name: label }).first().click();

test("goes to what the action made, as the server marks it", async ({ page, site, open }) => {
  await open(PAGE);
  done(site, "/spara", RECEIPT + PAGE);
  await press(page, "Spara");
  await expect(page.locator(".notice")).toBeFocused();
  await expect(page.locator(".notice")).toHaveText("Sparat.");
});

test("goes to the receipt that stood there already, when it is earned anew", async ({ page, site, open }) => {
  await open(RECEIPT + PAGE);
  done(site, "/spara", RECEIPT + PAGE);
  await press(page, "Spara");
  await expect(page.locator(".notice")).toBeFocused();
});

test("does not take whoever types on away from it", async ({ page, site, open }) => {
  await open(PAGE);
  const post = site.hold("POST /spara", { status: 204, headers: { "X-Location": "/sida" } });
  await press(page, "Spara");
  await post.arrived;
  await page.locator("#t").pressSequentially("mer");
  site.on("GET /sida", RECEIPT + PAGE);
  post.open();
  await expect(page.locator(".notice")).toBeVisible();
  await expect(page.locator("#t")).toBeFocused();
  await expect(page.locator("#t")).toHaveValue("mer");
});

test("never falls on the next row's button, nor to the body", async ({ page, site, open }) => {
  await open(PAGE);
  done(site, "/ta-bort", PAGE.replace(row(1), ""));
  await press(page, "Ta bort");
  await expect(page.getByRole("button", { name: "Ta bort" })).toHaveCount(1);
  await expect(page.locator("h1")).toBeFocused();
});

test("nor does a refresh leave it on another row's button", async ({ page, open, change }) => {
  await open(PAGE);
  await page.getByRole("button", { name: "Ta bort" }).first().focus();
  await change(PAGE.replace(row(1), ""));
  await expect(page.locator("h1")).toBeFocused();
});

test("stays on the button that still does the same", async ({ page, site, open }) => {
  await open(PAGE);
  done(site, "/ta-bort", PAGE.replace(row(1), row(3) + row(1)) + '<p id="new"></p>');
  await press(page, "Ta bort");
  await expect(page.locator("#new")).toBeAttached();
  expect(await page.evaluate(() => (document.activeElement as HTMLButtonElement).form?.querySelector("input")?.value)).toBe("1");
});

for (const [what, then, to, focused] of [
  ["its receipt", RECEIPT + PAGE, "/annan", ".notice"],
  ["its heading", PAGE, "/annan", "h1"],
  ["the place that the address names", `${PAGE}<p id="rad">Ny</p>`, "/annan#rad", null],
] as const) {
  test(`a page that a form leads to begins at ${what}`, async ({ page, site, open }) => {
    await open(PAGE);
    done(site, "/spara", then, to);
    await press(page, "Spara");
    await expect(page).toHaveURL(site.url(to));
    await live(page);
    if (focused) await expect(page.locator(focused)).toBeFocused();
    else expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  });
}

test("nor is it lost where the browser sends the form", async ({ page, site, open }) => {
  await open('<form data-native method="post" action="/annan"><button>Spara</button></form>');
  site.on("POST /annan", PAGE);
  await press(page, "Spara");
  await expect(page.locator("h1")).toBeFocused();
});

test("a page that a link leads to begins at its top", async ({ page, site, open }) => {
  await open('<a href="/annan">annan</a>');
  site.on("GET /annan", PAGE);
  await page.getByText("annan").click();
  await expect(page).toHaveURL(site.url("/annan"));
  await live(page);
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});

test("details opened before the page is live stay open", async ({ page, site }) => {
  const script = await (await page.request.get(site.url("/page.js"))).text();
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  await page.route("**/page.js", async (route) => {
    await opened;
    await route.fulfill({ contentType: "text/javascript", body: script });
  });
  // Something has changed since the page was rendered: it is read again at once.
  site.hello.seq = "a.2";
  const closed = (n: number) => `<p id="n">${n}</p><details><summary>Mer</summary><p>text</p></details>`;
  site.on("GET /sida", closed(1));
  await page.goto(site.url(), { waitUntil: "commit" });
  await page.locator("summary").click();
  await expect(page.locator("details")).toHaveAttribute("open");
  site.on("GET /sida", { body: site.page(`<details><summary>Nytt</summary></details>${closed(2)}`, { sequence: "a.2" }) });
  open();
  await live(page);
  await expect(page.locator("#n")).toHaveText("2");
  await expect(page.locator("details", { hasText: "Mer" })).toHaveAttribute("open");
  await expect(page.locator("details", { hasText: "Nytt" })).not.toHaveAttribute("open");
});
