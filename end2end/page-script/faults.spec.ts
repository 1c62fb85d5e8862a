/** Whatever goes wrong in our code, or changes the page behind its back. */
import { type Page } from "@playwright/test";
import { trapping } from "../support/trap";
import { type Site, expect, hasNotReloaded, reading, test, willNotReload } from "./site";

const CODE = `
const wasm = Uint8Array.from(atob("${trapping(["trap"]).toString("base64")}"), (c) => c.charCodeAt(0));
const { trap } = new WebAssembly.Instance(new WebAssembly.Module(wasm)).exports;
export default async () => {};
export const hydrate = () => {};
export function Traps(island) {
  island.addEventListener("submit", (event) => { event.preventDefault(); trap(); });
}
export function Throws(island) {
  island.addEventListener("submit", (event) => event.preventDefault());
  throw new Error("hydration");
}
export function Works(island) {
  island.addEventListener("submit", (event) => { event.preventDefault(); island.querySelector("p").textContent = "code"; });
}`;
const island = (name: string) =>
  `<div id="w"><leptos-island data-component="${name}"><p>plain</p><form method="post" action="/spara"><button name="svar" value="ja">Ja</button></form></leptos-island></div>`;
const press = (page: Page) => page.getByRole("button", { name: "Ja" }).click();
const reports = (site: Site) => site.asked.filter(({ url }) => url === "/rapport").map(({ body }) => body);
const report = (kind: string) => `kind=${kind}&build=1&route=%2Fsida%2F%7Bnamn%7D`;

test.beforeEach(({ site }) => {
  site.on("GET /islands.js", { headers: { "Content-Type": "text/javascript" }, body: CODE });
  site.on("POST /rapport", { status: 204 });
  site.on("POST /spara", { status: 204, headers: { "X-Location": "/sida" } });
});

/** The form is sent by the page script, as where there is no island. */
async function worksPlainly(page: Page, site: Site) {
  const before = site.count("POST /spara");
  await press(page);
  await expect.poll(() => site.count("POST /spara")).toBe(before + 1);
  expect(site.last("POST /spara").body).toBe("svar=ja");
}

test("an island that traps goes on as plain HTML", async ({ page, site, open, change }) => {
  await open(island("Traps"));
  await press(page);
  await expect(page.locator("leptos-island")).not.toHaveAttribute("data-hydrated");
  await worksPlainly(page, site);
  await change(island("Traps").replace("plain", "newer"));
  await expect(page.locator("#w p")).toHaveText("newer");
  await worksPlainly(page, site);
  expect(reports(site)).toEqual([report("trap")]);
});

test("an island that cannot be hydrated has no listeners left", async ({ page, site, open }) => {
  await open(island("Throws"));
  await worksPlainly(page, site);
  expect(reports(site)).toEqual([report("hydrate")]);
});

test("code that does not load is reported once", async ({ page, site, open, change }) => {
  site.on("GET /islands.js", { status: 404 });
  await open(island("Works"));
  await worksPlainly(page, site);
  await change(island("Works"));
  expect(reports(site)).toEqual([report("load")]);
});

test("what a translator has changed before stays plain", async ({ page, site, open }) => {
  await open(island("Works").replace("plain", "<font>översatt</font>"));
  await worksPlainly(page, site);
  await expect(page.locator("#w p")).not.toHaveText("code");
  expect(reports(site), "nothing of ours has failed").toEqual([]);
});

test("what a translator changes afterwards goes on as plain HTML, and follows", async ({ page, site, open, change }) => {
  await open(island("Works"));
  await press(page);
  await expect(page.locator("#w p")).toHaveText("code");
  await page.locator("#w p").evaluate((p) => (p.innerHTML = "<font><font>översatt</font></font>"));
  await expect(page.locator("leptos-island")).not.toHaveAttribute("data-hydrated");
  await worksPlainly(page, site);
  await change(island("Works").replace("plain", "newer"));
  await expect(page.locator("#w p")).toHaveText("newer");
});

test("a newer page that cannot be laid over the older takes its place", async ({ page, site, open }) => {
  await open('<p id="p">old</p>');
  await willNotReload(page);
  await page.evaluate(() => {
    const refuse = () => {
      throw new Error("altered");
    };
    Object.assign(Node.prototype, { insertBefore: refuse });
    Object.assign(Element.prototype, { moveBefore: refuse });
  });
  site.on("GET /sida", `${reading(1)}<section><p>more</p></section><p id="p">new</p><form id="f" method="post" action="/spara"><button>Spara</button></form>`);
  site.changed();
  await expect(page.locator("#p")).toHaveText("new");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect.poll(() => site.count("POST /spara")).toBe(1);
  await hasNotReloaded(page);
  expect(reports(site)).toEqual([report("script")]);
});
