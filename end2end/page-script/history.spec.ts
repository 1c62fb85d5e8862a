/** Going back: forms stay the forms they were, and pages from the cache ask first. */
import { type Page } from "@playwright/test";
import { type Site, expect, hasNotReloaded, live, test, willNotReload } from "./site";

let rendered = 0;
/** Each rendering of a form has a key of its own. */
const form = (id = "f", action = "/spara") =>
  `<form id="${id}" method="post" action="${action}"><input type="hidden" name="nyckel" value="${(rendered += 1)}"><input id="t-${id}" name="t"><button>Spara ${id}</button></form>`;
const renders = (site: Site, path: string, page: () => string) => site.on(`GET ${path}`, () => ({ body: site.page(page()) }));
const keyOf = (page: Page, id = "f") => page.locator(`#${id} [name=nyckel]`).inputValue();

test("a form that one goes back to is the same form", async ({ page, site }) => {
  renders(site, "/sida", () => form());
  site.on("POST /spara", { status: 204, headers: { "X-Location": "/sparad" } });
  site.on("GET /sparad", "<p>sparad</p>");
  await page.goto(site.url());
  await live(page);
  const key = await keyOf(page);
  await page.fill("#t-f", "hej");
  await page.getByText("Spara f").click();
  await expect(page).toHaveURL(site.url("/sparad"));
  await page.goBack();
  await live(page);
  await expect.poll(() => keyOf(page)).toBe(key);
  await page.reload();
  await live(page);
  expect(await keyOf(page)).toBe(key);
});

test("a form that was carried out on a page that stays makes way for another", async ({ page, site }) => {
  renders(site, "/sida", () => form() + form("g", "/annat"));
  site.on("POST /spara", { status: 204, headers: { "X-Location": "/sida" } });
  await page.goto(site.url());
  await live(page);
  const [sent, other] = [await keyOf(page), await keyOf(page, "g")];
  await page.fill("#t-f", "hej");
  await page.getByText("Spara f").click();
  await expect(page.locator("#t-f")).toHaveValue("");
  expect(await keyOf(page)).not.toBe(sent);
  expect(await keyOf(page, "g")).toBe(other);
});

test("a link to the same page gives another form", async ({ page, site }) => {
  renders(site, "/sida", () => form());
  await page.goto(site.url());
  await live(page);
  const key = await keyOf(page);
  await page.goto(site.url("/sida?igen"));
  await live(page);
  expect(await keyOf(page)).not.toBe(key);
});

test("under whose key a draft is offered, a form is begun anew", async ({ page, site }) => {
  renders(site, "/sida", () => form());
  await page.goto(site.url());
  await live(page);
  const key = await keyOf(page);
  renders(site, "/sida", () => `<form id="utkast-${key}" method="post" action="/slang"></form>${form()}`);
  await page.reload();
  await live(page);
  expect(await keyOf(page)).not.toBe(key);
});

test.describe("a page from the browser's cache", () => {
  const goAway = (page: Page) => page.evaluate(() => void dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  const comeBack = (page: Page) => page.evaluate(() => void dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  const shown = async (page: Page) => (await page.locator("main").evaluate((main) => getComputedStyle(main).visibility)) === "visible";

  test("is not shown before the session has been asked for, and is live again", async ({ page, site, open }) => {
    await open("<p id=p>gammal</p>");
    await willNotReload(page);
    await goAway(page);
    await expect.poll(() => site.listeners).toBe(0);
    const answer = site.hold("GET /sida", "<p id=p>ny</p>");
    await comeBack(page);
    await answer.arrived;
    expect(await shown(page)).toBe(false);
    answer.open();
    await expect(page.locator("#p")).toHaveText("ny");
    expect(await shown(page)).toBe(true);
    await expect.poll(() => site.listeners).toBe(1);
    site.on("GET /sida", "<p id=p>nyare</p>");
    site.changed();
    await expect(page.locator("#p")).toHaveText("nyare");
    await hasNotReloaded(page);
  });

  test("is not shown to whoever is not signed in", async ({ page, site, open }) => {
    await open("<p id=p>hemligt</p>");
    await goAway(page);
    site.on("GET /sida", { status: 303, headers: { Location: "/logga-in" } });
    site.on("GET /logga-in", { body: site.page("<p>logga in</p>", { viewer: null }) });
    await comeBack(page);
    await expect(page.getByText("logga in")).toBeVisible();
    await expect(page.getByText("hemligt")).toHaveCount(0);
  });

  test("waits for the server, and says so", async ({ page, site, open }) => {
    await page.clock.install();
    await open("<p id=p>gammal</p>");
    await goAway(page);
    site.on("GET /sida", { broken: true });
    await comeBack(page);
    await expect(page.locator("#live-lost")).toBeVisible();
    expect(await shown(page)).toBe(false);
    site.on("GET /sida", "<p id=p>ny</p>");
    await page.clock.fastForward(6_000);
    await expect(page.locator("#p")).toHaveText("ny");
    await expect(page.locator("#live-lost")).toBeHidden();
    expect(await shown(page)).toBe(true);
  });

  test("hands the connection to a waiting tab, and waits in turn", async ({ page, site, open, context }) => {
    await open("<p id=p>1</p>");
    const other = await context.newPage();
    await other.goto(site.url());
    await live(other);
    await goAway(page);
    await expect.poll(() => [site.connections, site.listeners]).toEqual([2, 1]);
    site.on("GET /sida", "<p id=p>2</p>");
    site.changed();
    await expect(other.locator("#p")).toHaveText("2");
    await comeBack(page);
    await expect(page.locator("#p")).toHaveText("2");
    expect(site.listeners).toBe(1);
    site.on("GET /sida", "<p id=p>3</p>");
    site.changed();
    await expect(page.locator("#p")).toHaveText("3");
    await other.close();
    await expect.poll(() => [site.connections, site.listeners]).toEqual([3, 1]);
  });

  test("its form that was on its way can be sent", async ({ page, site, open }) => {
    await open(form());
    site.hold("POST /spara", { broken: true });
    await page.getByText("Spara f").click();
    await expect(page.locator("#f")).toHaveAttribute("aria-busy", "true");
    await goAway(page);
    await comeBack(page);
    await expect(page.locator("#f")).not.toHaveAttribute("aria-busy");
  });
});

test("a typed form keeps what is typed when a page comes back from the cache", async ({ page, site, open }) => {
  await open(form());
  await page.fill("#t-f", "mitt");
  await page.evaluate(() => void dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  site.on("GET /sida", `<p id=p>ny</p>${form()}`);
  await page.evaluate(() => void dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expect(page.locator("#p")).toHaveText("ny");
  await expect(page.locator("#t-f")).toHaveValue("mitt");
});
