/** Links and searches in place, drag and drop. */
import { expect, hasNotReloaded, reading, test, willNotReload } from "./site";

test.describe("in place", () => {
  const LINKS = '<a id="l" data-in-place href="/sida?q=1" data-focus="p">ett</a><a data-in-place href="/sida?q=2">två</a><form id="n" method="post" action="/x"><input id="t" name="t"></form>';

  test("links are laid over the page; back and forth works; what is typed stays", async ({ page, site, open }) => {
    await open(LINKS);
    await willNotReload(page);
    await page.fill("#t", "mitt");
    site.on("GET /sida", ({ url }) => ({ body: site.page(`<h1 id="p">${url}</h1>${LINKS}`) }));
    await page.getByText("ett").click();
    await expect(page.locator("#p")).toHaveText("/sida?q=1");
    await expect(page.locator("#p")).toBeFocused();
    await page.getByText("två").click();
    await expect(page.locator("#p")).toHaveText("/sida?q=2");
    await expect(page.getByText("två")).toBeFocused();
    expect(page.url()).toBe(site.url("/sida?q=2"));
    await page.goBack();
    await expect(page.locator("#p")).toHaveText("/sida?q=1");
    await page.goForward();
    await expect(page.locator("#p")).toHaveText("/sida?q=2");
    await expect(page.locator("#t")).toHaveValue("mitt");
    await hasNotReloaded(page);
  });

  test("the latest link wins", async ({ page, site, open }) => {
    await open(LINKS);
    const slow = site.hold("GET /sida", "<p id=p>1</p>");
    await page.getByText("ett").click();
    await slow.arrived;
    site.on("GET /sida", "<p id=p>2</p>");
    await page.getByText("två").click();
    await expect(page.locator("#p")).toHaveText("2");
    slow.open();
    expect(page.url()).toBe(site.url("/sida?q=2"));
  });

  test("a link with a modifier, and a fragment, are the browser's", async ({ page, context, open, site }) => {
    await open(`${LINKS}<a href="#t">fragment</a>`);
    const [tab] = await Promise.all([context.waitForEvent("page"), page.getByText("ett").click({ modifiers: ["ControlOrMeta"] })]);
    await tab.close();
    const before = site.count("GET /sida");
    await page.getByText("fragment").click();
    await page.goBack();
    expect(page.url()).toBe(site.url());
    expect(site.count("GET /sida")).toBe(before);
  });

  test("what does not fit is loaded", async ({ page, site, open }) => {
    await open(LINKS);
    site.on("GET /sida", { status: 303, headers: { Location: "/annan" } });
    site.on("GET /annan", "<p>annan</p>");
    await page.getByText("två").click();
    await expect(page).toHaveURL(site.url("/annan"));
  });

  test("a form with method GET is its query", async ({ page, site, open }) => {
    await open('<form data-in-place method="get" action="/sida"><input name="q"><button name="b" value="1">Sök</button></form>');
    await willNotReload(page);
    await page.fill("[name=q]", "å b");
    site.on("GET /sida", '<p id="p">found</p>');
    await page.getByText("Sök").click();
    await expect(page.locator("#p")).toHaveText("found");
    expect(page.url()).toBe(site.url("/sida?q=%C3%A5+b&b=1"));
    await page.goBack();
    await expect(page).toHaveURL(site.url());
    await hasNotReloaded(page);
  });

  test("a search as one types keeps what is typed meanwhile", async ({ page, site, open }) => {
    const search = (q: string) => `<form id="s" data-as-you-type data-in-place action="/sida"><input id="q" name="q" value="${q}"></form><p id="p">${q}</p>`;
    await open(search(""));
    const length = await page.evaluate(() => history.length);
    const slow = site.hold("GET /sida", search("ab"));
    await page.locator("#q").pressSequentially("ab");
    await slow.arrived;
    await page.locator("#q").evaluate((field: HTMLInputElement) => {
      field.value = "abc";
      field.setSelectionRange(1, 1);
    });
    slow.open();
    await expect(page.locator("#p")).toHaveText("ab");
    await expect(page.locator("#q")).toHaveValue("abc");
    await expect(page.locator("#q")).toBeFocused();
    expect(await page.locator("#q").evaluate((field: HTMLInputElement) => field.selectionStart)).toBe(1);
    site.on("GET /sida", ({ url }) => ({ body: site.page(reading(9) + search(new URL(url, "http://x").searchParams.get("q") ?? "")) }));
    await page.keyboard.type("X");
    await expect(page.locator("#p")).toHaveText("aXbc");
    expect(page.url()).toBe(site.url("/sida?q=aXbc"));
    expect(await page.evaluate(() => history.length)).toBe(length);
    // It is not typed any more: the next page's value shows.
    site.on("GET /sida", search("new"));
    site.changed();
    await expect(page.locator("#q")).toHaveValue("new");
  });
});

test.describe("drag and drop", () => {
  const BOARD = `<style>[data-step], [data-drop] { display: block; padding: 10px; margin: 10px; border: 1px solid }</style>
    <form id="slapp" method="post" action="/flytta"><input type="hidden" name="step"></form>
    <div id="one" data-drop="table 1"><b id="anna" data-step="move 2 17" data-kind="2" data-drop="swap 17">Anna</b></div>
    <div id="two" data-drop="table 2" data-kind="2">två<b id="bo" data-step="move 2 18" data-kind="2" data-drop="swap 18">Bo</b><b id="cia" data-step="move 1 19" data-kind="1" data-drop="swap 19">Cia</b></div>
    <div id="three" data-drop="table 3" data-kind="1">tre</div>`;

  test.beforeEach(async ({ open, site }) => {
    await open(BOARD);
    site.on("POST /flytta", { status: 204, headers: { "X-Location": "/sida" } });
  });

  const at = { sourcePosition: { x: 3, y: 3 }, targetPosition: { x: 3, y: 3 } };

  for (const [what, source, target, step] of [
    ["onto a place of its kind", "#anna", "#two", "move 2 17 table 2"],
    ["onto the innermost place", "#anna", "#bo", "move 2 17 swap 18"],
    ["onto another kind, in a place that takes it", "#anna", "#cia", "move 2 17 table 2"],
    ["onto a place for all", "#bo", "#one", "move 2 18 table 1"],
  ] as const) {
    test(what, async ({ page, site }) => {
      site.on("GET /sida", reading(1) + BOARD);
      await page.dragAndDrop(source, target, at);
      await expect(page.locator("#reading")).toHaveText("1");
      expect(new URLSearchParams(site.last("POST /flytta").body).get("step")).toBe(step);
    });
  }

  test("not onto another kind, nor itself", async ({ page, site, change }) => {
    await page.dragAndDrop("#anna", "#three", at);
    await page.dragAndDrop("#anna", "#anna", { sourcePosition: { x: 3, y: 3 }, targetPosition: { x: 9, y: 9 } });
    await change(BOARD);
    expect(site.count("POST /flytta")).toBe(0);
  });

  test("marks what is lifted and where it can go, also over a morph", async ({ page, change }) => {
    const marked = async () => {
      await expect(page.locator("#anna")).toHaveAttribute("data-lifted");
      for (const id of ["#one", "#two", "#bo"]) await expect(page.locator(id)).toHaveAttribute("data-takes");
      for (const id of ["#anna", "#three", "#cia"]) await expect(page.locator(id)).not.toHaveAttribute("data-takes");
    };
    await page.hover("#anna", { position: { x: 3, y: 3 } });
    await page.mouse.down();
    await page.hover("#two", { position: { x: 3, y: 3 } });
    await page.hover("#two", { position: { x: 5, y: 5 } });
    await marked();
    await change(BOARD);
    await marked();
    await page.hover("#three", { position: { x: 3, y: 3 } });
    await page.mouse.up();
    await expect(page.locator("[data-lifted], [data-takes]")).toHaveCount(0);
  });
});
