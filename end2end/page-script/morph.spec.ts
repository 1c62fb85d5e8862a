/** What a newer page may change, and what it must leave alone. */
import { expect, live, reading, test } from "./site";

const note = (inside = "", attributes = "") => `<form id="f" method="post" action="/spara" ${attributes}>
  <input type="hidden" name="version" value="1"><input id="t" name="t" value="">${inside}</form>`;
const newer = (inside = "") => note(inside).replace('name="version" value="1"', 'name="version" value="2"');

test("a typed form is not touched, the rest is renewed", async ({ page, open, change }) => {
  await open(`<p id="p">old</p>${note()}`);
  await page.fill("#t", "mitt");
  await page.locator("#t").blur();
  await change(`<p id="p">new</p>${newer("<p>more</p>")}`);
  await expect(page.locator("#p")).toHaveText("new");
  await expect(page.locator("#t")).toHaveValue("mitt");
  await expect(page.locator("[name=version]")).toHaveValue("1");
  await expect(page.getByText("more")).toHaveCount(0);
});

test("a form in which nothing is typed is renewed", async ({ page, open, change }) => {
  await open(note());
  await change(newer("<p>more</p>"));
  await expect(page.locator("[name=version]")).toHaveValue("2");
  await expect(page.getByText("more")).toBeVisible();
});

test("text that the server gave back counts as typed", async ({ page, open, change }) => {
  await open(note("", "data-typed"));
  await change(newer());
  await expect(page.locator("[name=version]")).toHaveValue("1");
});

for (const [what, control, act] of [
  ["a checkbox", '<input type="checkbox" id="c" name="c">', "check"],
  ["a box unticked", '<input type="checkbox" id="c" name="c" checked>', "uncheck"],
  ["a radio button", '<input type="radio" id="c" name="c" value="1">', "check"],
  ["a choice", '<select id="c" name="c"><option>a</option><option>b</option></select>', "select"],
  ["a text area", '<textarea id="c" name="c">\nx</textarea>', "fill"],
] as const) {
  test(`${what} counts as typed`, async ({ page, open, change }) => {
    await open(note(control));
    const field = page.locator("#c");
    await { check: () => field.check(), uncheck: () => field.uncheck(), select: () => field.selectOption("b"), fill: () => field.fill("y") }[act]();
    await change(newer(control));
    await expect(page.locator("[name=version]")).toHaveValue("1");
  });
}

test("what browsers make of a default is not typed", async ({ page, open, change }) => {
  const controls = '<input type="range" name="r"><input type="color" name="k"><input type="number" name="n" value="x"><select name="s"><option>a</option></select><textarea name="x">\n\na\n</textarea>';
  await open(note(controls));
  await change(newer(controls));
  await expect(page.locator("[name=version]")).toHaveValue("2");
});

test("a field elsewhere that belongs to a typed form is kept", async ({ page, open, change }) => {
  const outside = (value: string) => `<p><input form="f" id="o" name="o" value="${value}"></p>`;
  await open(note() + outside("a"));
  await page.fill("#o", "min");
  await change(newer() + outside("b"));
  await expect(page.locator("#o")).toHaveValue("min");
  await expect(page.locator("[name=version]")).toHaveValue("1");
});

test("a typed form that the newer page lacks stays with what it stands in", async ({ page, open, change }) => {
  await open(`<ul><li id="a">a</li><li id="b"><h2>Rad</h2>${note()}</li></ul>`);
  await page.fill("#t", "mitt");
  await change(`<ul><li id="a">a2</li><li id="c">c</li></ul>`);
  await expect(page.locator("#b h2")).toHaveText("Rad");
  await expect(page.locator("#b #t")).toHaveValue("mitt");
  await expect(page.locator("#a")).toHaveText("a2");
  await expect(page.locator("#c")).toHaveText("c");
});

test("… even if something beside it moved elsewhere", async ({ page, open, change }) => {
  await open(`<section id="s"><div><b id="x">x</b>${note()}</div><ul></ul></section>`);
  await page.fill("#t", "mitt");
  await page.locator("#t").blur();
  await change(`<section id="s"><ul></ul><p><b id="x">x2</b></p></section>`);
  await expect(page.locator("#x")).toHaveText("x2");
  await expect(page.locator("#s #t")).toHaveValue("mitt");
});

test("nothing is taken out of a typed form", async ({ page, open, change }) => {
  await open(note('<b id="x">x</b>'));
  await page.fill("#t", "mitt");
  await change(`<p><b id="x">elsewhere</b></p>${note()}`);
  await expect(page.locator("#f #x")).toHaveText("x");
  await expect(page.locator("p #x")).toHaveText("elsewhere");
});

test("a typed form without an id is found by its row", async ({ page, open, change }) => {
  const row = (id: string) => `<li id="${id}"><form method="post" action="/spara"><input name="t" value="${id}"></form></li>`;
  await open(`<ul>${row("a")}${row("b")}</ul>`);
  await page.fill("#b input", "mitt");
  await change(`<ul>${row("c")}${row("b")}</ul>`);
  await expect(page.locator("#b input")).toHaveValue("mitt");
  await expect(page.locator("#c input")).toHaveValue("c");
  await expect(page.locator("#a")).toHaveCount(0);
});

test("an untyped form does not pass for a typed one of another kind", async ({ page, open, change }) => {
  await open(`<form method="post" action="/one"><input name="t"></form>`);
  await page.fill("input", "mitt");
  await change(`<form method="post" action="/two"><input name="u" value="u"></form>`);
  await expect(page.locator("[action='/one'] input")).toHaveValue("mitt");
  await expect(page.locator("[action='/two'] input")).toHaveValue("u");
});

test("focus, caret and what is above survive", async ({ page, open, change }) => {
  await open(`<ul><li>a</li></ul>${note()}`);
  await page.fill("#t", "abcdef");
  await page.locator("#t").evaluate((field: HTMLInputElement) => field.setSelectionRange(2, 4));
  await change(`<h2>Nytt</h2><ul><li>b</li><li>a</li></ul><div>${note()}</div>`);
  await expect(page.locator("#t")).toBeFocused();
  expect(await page.locator("#t").evaluate((field: HTMLInputElement) => [field.selectionStart, field.selectionEnd])).toEqual([2, 4]);
  await page.keyboard.type("X");
  await expect(page.locator("#t")).toHaveValue("abXef");
});

test("a button keeps the focus when its row moves", async ({ page, open, change }) => {
  const row = (n: number) => `<li id="r${n}"><form id="f${n}" method="post" action="/x"><button name="svar" value="ja">Ja ${n}</button></form></li>`;
  await open(`<ul>${row(1)}${row(2)}${row(3)}</ul>`);
  await page.getByText("Ja 3").focus();
  await change(`<ul>${row(3)}${row(1)}${row(2)}</ul>`);
  await expect(page.getByText("Ja 3")).toBeFocused();
});

test("the scroll position survives", async ({ page, open, change }) => {
  await open('<div style="height: 3000px">tall</div>');
  await page.evaluate(() => scrollTo(0, 700));
  await change('<div style="height: 3000px">taller</div>');
  expect(await page.evaluate(() => scrollY)).toBe(700);
});

test("a refresh neither opens nor closes details", async ({ page, open, change }) => {
  await open('<details id="a"><summary>A</summary>a</details><details id="b" open><summary>B</summary>b</details><p id="x"></p>');
  await page.locator("#a summary").click();
  await page.locator("#b summary").click();
  await change('<details id="a"><summary>A</summary>a2</details><details id="b" open><summary>B</summary>b2</details><details id="c" open><summary>C</summary><p id="x"></p></details>');
  await expect(page.locator("#a")).toHaveAttribute("open");
  await expect(page.locator("#b")).not.toHaveAttribute("open");
  await expect(page.locator("#c")).toHaveAttribute("open");
  await expect(page.locator("#a")).toContainText("a2");
});

test("an open dialog stays open, and is renewed", async ({ page, open, change }) => {
  await open('<dialog id="d">old</dialog>');
  await page.locator("#d").evaluate((dialog: HTMLDialogElement) => dialog.showModal());
  await change('<dialog id="d">new</dialog>');
  await expect(page.locator("#d")).toHaveText("new");
  expect(await page.locator("#d").evaluate((dialog) => dialog.matches(":modal"))).toBe(true);
});

test("nothing takes the focus by itself", async ({ page, open, change }) => {
  await open("<p>a</p>");
  await change('<input id="i" autofocus>');
  await expect(page.locator("#i")).not.toBeFocused();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await expect(page.locator("#i")).not.toBeFocused();
});

test("the same id on another kind of element", async ({ page, open, change }) => {
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  await open('<input id="x" value="abc"><p id="y">y</p>');
  await page.focus("#x");
  await change('<div id="x">no field</div><h2 id="y">y</h2>');
  await expect(page.locator("div#x")).toBeVisible();
  await expect(page.locator("h2#y")).toBeVisible();
  expect(errors).toEqual([]);
});

test("what the script shows, hides and makes draggable stays so", async ({ page, open, change }) => {
  const main = '<button data-print hidden>Skriv ut</button><p data-scripted hidden>scripted</p><button data-plain>Sök</button><b data-step="move 1">b</b>';
  const holds = async () => {
    await expect(page.getByText("Skriv ut")).toBeVisible();
    await expect(page.getByText("scripted")).toBeVisible();
    await expect(page.getByText("Sök")).toBeHidden();
    await expect(page.locator("b")).toHaveAttribute("draggable", "true");
  };
  await open(main);
  await holds();
  await page.getByText("Skriv ut").focus();
  await change(main);
  await holds();
  await expect(page.getByText("Skriv ut")).toBeFocused();
  await page.evaluate(() => (window.print = () => (document.title = "printed")));
  await page.getByText("Skriv ut").click();
  await expect(page).toHaveTitle("printed");
});

test("the title is renewed, header and footer are not", async ({ page, site, open }) => {
  await open("");
  site.on("GET /sida", { body: site.page(reading(1), { title: "Ny", header: "<header>new</header>" }) });
  site.changed();
  await expect(page).toHaveTitle("Ny");
  await expect(page.locator("header")).toHaveCount(0);
});

test("a translator's changes do no harm", async ({ page, site, open, change }) => {
  const main = (n: number) => `<p id="p">text ${n}</p><a data-in-place href="/sida?q=1">länk</a>${note("<button>Spara</button>")}`;
  await open(main(1));
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector("main")!, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) if (walker.currentNode.textContent?.trim()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      const font = document.createElement("font");
      font.innerHTML = "<font>translated</font>";
      text.replaceWith(font);
    }
    document.querySelector("main")!.prepend(document.createElement("div"));
  });
  await change(main(2));
  await expect(page.locator("#p")).toHaveText("text 2");
  await page.evaluate(() => (document.querySelector("main a")!.innerHTML = "<font><font>link</font></font>"));
  await page.getByText("link").click();
  await expect(page).toHaveURL(/q=1$/);
  await page.evaluate(() => (document.querySelector("main button")!.innerHTML = "<font><font>Save</font></font>"));
  site.on("POST /spara", { status: 422, body: site.page('<form id="f" method="post" action="/spara"><div class="error-summary" tabindex="-1">Fel</div></form>') });
  await page.getByText("Save").click();
  await expect(page.locator(".error-summary")).toBeFocused();
});

test.describe("islands", () => {
  const CODE = `export default async ({ module_or_path }) => { if (module_or_path !== "/islands.wasm") throw "no"; };
    export const hydrate = () => {};
    export const Reply_1 = (island) => {
      island.innerHTML = '<b id="inside">hydrated ' + island.dataset.props + '</b><form id="own"><input id="i"></form>';
      island.addEventListener("ior:props", ({ detail }) => (document.getElementById("inside").textContent = "told " + detail));
      island.addEventListener("submit", (event) => event.preventDefault());
    };
    export const Broken_1 = () => { throw new Error("broken"); };`;
  const island = (props: string, name = "Reply_1", id = "w") =>
    `<div id="${id}"><leptos-island data-component="${name}" data-props='${props}'><p>plain ${props}</p></leptos-island></div>`;

  test.beforeEach(({ site }) => site.on("GET /islands.js", { headers: { "Content-Type": "text/javascript" }, body: CODE }));

  test("a hydrated island keeps its children, and is told newer props", async ({ page, open, change }) => {
    await open(island("1"));
    await expect(page.locator("#inside")).toHaveText("hydrated 1");
    await page.fill("#i", "mitt");
    await change(`<p>above</p><div>more</div>${island("2")}`);
    await expect(page.locator("#inside")).toHaveText("told 2");
    await expect(page.locator("leptos-island")).toHaveAttribute("data-props", "2");
    await expect(page.locator("#i")).toHaveValue("mitt");
    await expect(page.locator("#i")).toBeFocused();
    await expect(page.getByText("plain")).toHaveCount(0);
  });

  test("islands that fail stay plain and are renewed, the others are hydrated", async ({ page, open, change }) => {
    await open(island("1", "Broken_1", "v") + island("1", "Gone_1", "u") + island("1"));
    await expect(page.locator("#inside")).toHaveText("hydrated 1");
    for (const id of ["#v", "#u"]) await expect(page.locator(`${id} leptos-island`)).not.toHaveAttribute("data-hydrated");
    await change(island("2", "Broken_1", "v") + island("2", "Gone_1", "u") + island("1"));
    await expect(page.locator("#v")).toHaveText("plain 2");
    await expect(page.locator("#u")).toHaveText("plain 2");
  });

  test("without their code all stay plain, and the page is live", async ({ page, site, open, change }) => {
    site.on("GET /islands.js", { status: 404 });
    await open(island("1"));
    await change(island("2"));
    await expect(page.locator("#w")).toHaveText("plain 2");
    await live(page);
  });

  test("an island that comes with a morph is hydrated; one that goes is gone", async ({ page, open, change }) => {
    await open("<p>none</p>");
    await change(island("1"));
    await expect(page.locator("#inside")).toHaveText("hydrated 1");
    await change("<p>none</p>");
    await expect(page.locator("leptos-island")).toHaveCount(0);
  });

  test("another island in its place is another", async ({ page, open, change }) => {
    await open(island("1"));
    await expect(page.locator("#inside")).toHaveText("hydrated 1");
    await change(island("9", "Broken_1"));
    await expect(page.locator("#w")).toHaveText("plain 9");
  });

  test("a submit that an island took is left to it", async ({ page, site, open, change }) => {
    await open(island("1"));
    await page.focus("#i");
    await page.keyboard.press("Enter");
    await change(island("2"));
    await expect(page.locator("#inside")).toHaveText("told 2");
    expect(site.asked.filter(({ method }) => method === "POST")).toEqual([]);
  });
});
