/** Forms that are sent without leaving the page. */
import { type Page } from "@playwright/test";
import { expect, hasNotReloaded, live, reading, test, willNotReload } from "./site";

const form = (inside: string, attributes = "") => `<form id="f" method="post" action="/spara" ${attributes}>${inside}<button data-busy="Sparar …"><b>Spara</b></button></form>`;
const NOTE = form('<input id="t" name="t">');
const to = (address: string) => ({ status: 204, headers: { "X-Location": address } });
const summary = '<div class="error-summary" role="alert" tabindex="-1">Fel</div>';
const save = (page: Page) => page.getByRole("button", { name: "Spara" }).click();

test.beforeEach(({ page }) => page.addInitScript(() => addEventListener("load", () => Object.assign(window, { loaded: true }))));

test("done: the page is read again, and the form takes its values", async ({ page, site, open }) => {
  await open(NOTE + '<p id="p">old</p>');
  await willNotReload(page);
  await page.fill("#t", "mitt");
  site.on("POST /spara", to("/sida"));
  site.on("GET /sida", `${NOTE}<p id="p">new</p><p class="notice" role="status"> Sparat. </p>`);
  await save(page);
  await expect(page.locator("#p")).toHaveText("new");
  await expect(page.locator("#t")).toHaveValue("");
  await expect(page.locator(".notice"), "announced by being taken out and put back").toHaveText("Sparat.");
  await hasNotReloaded(page);
  const { headers, body } = site.last("POST /spara");
  expect([headers["x-in-place"], headers.accept, headers["content-type"], body]).toEqual(["1", "text/html", "application/x-www-form-urlencoded;charset=UTF-8", "t=mitt"]);
  expect(site.count("GET /sida")).toBe(2);
});

test("a form that was sent is no longer typed: the next change shows in it", async ({ page, site, open, change }) => {
  const chosen = (which: string) => form(`<select name="s" id="s">${["a", "b", "c"].map((o) => `<option${o === which ? " selected" : ""}>${o}</option>`).join("")}</select>
    <input type="checkbox" id="c" name="c"${which === "c" ? " checked" : ""}><textarea id="x" name="x">${which}</textarea>`, which === "a" ? "data-typed" : "");
  await open(chosen("a"));
  await page.selectOption("#s", "b");
  await page.check("#c");
  await page.fill("#x", "mitt");
  site.on("POST /spara", to("/sida"));
  site.on("GET /sida", reading(0) + chosen("b"));
  await save(page);
  await expect(page.locator("#x")).toHaveValue("b");
  await expect(page.locator("#c")).not.toBeChecked();
  await expect(page.locator("#s")).toHaveValue("b");
  await change(chosen("c"));
  await expect(page.locator("#s")).toHaveValue("c");
  await expect(page.locator("#c")).toBeChecked();
  await expect(page.locator("#x")).toHaveValue("c");
});

test("what was typed after sending wins; a second submit does nothing", async ({ page, site, open, change }) => {
  const fields = form('<input id="t" name="t"><input id="u" name="u"><input type="checkbox" id="c" name="c"><select id="s" name="s"><option>a</option><option>b</option></select>');
  await open(fields);
  await page.fill("#t", "sent");
  await page.fill("#u", "sent");
  const post = site.hold("POST /spara", to("/sida"));
  await save(page);
  await post.arrived;
  await expect(page.getByRole("button")).toHaveText("Sparar …");
  await page.getByRole("button").click();
  await page.check("#c");
  await page.selectOption("#s", "b");
  await page.fill("#t", "more");
  await page.locator("#t").evaluate((field: HTMLInputElement) => field.setSelectionRange(1, 1));
  post.open();
  await expect(page.getByRole("button")).toHaveText("Spara");
  await expect(page.locator("#u")).toHaveValue("");
  await expect(page.locator("#t")).toHaveValue("more");
  await expect(page.locator("#c")).toBeChecked();
  await expect(page.locator("#s")).toHaveValue("b");
  await expect(page.locator("#t")).toBeFocused();
  expect(await page.locator("#t").evaluate((field: HTMLInputElement) => field.selectionStart)).toBe(1);
  await change(fields);
  await expect(page.locator("#t")).toHaveValue("more");
  expect(site.count("POST /spara")).toBe(1);
});

test("what was typed after sending stays, though the answer has no such form", async ({ page, site, open }) => {
  await open(NOTE);
  const post = site.hold("POST /spara", to("/sida"));
  await save(page);
  await post.arrived;
  await page.fill("#t", "more");
  site.on("GET /sida", reading(7));
  post.open();
  await expect(page.locator("#reading")).toHaveText("7");
  await expect(page.locator("#t")).toHaveValue("more");
});

test("nothing is read while a form is being sent, but afterwards", async ({ page, site, open }) => {
  await open(NOTE);
  const post = site.hold("POST /spara", { status: 422, body: site.page(NOTE + summary) });
  await save(page);
  await post.arrived;
  site.changed();
  // The event has come when a later one on the same stream would have: another tab tells.
  const other = await page.context().newPage();
  await other.goto(site.url());
  await live(other);
  site.on("GET /sida", reading(5) + NOTE);
  site.changed();
  await expect(other.locator("#reading")).toHaveText("5");
  await expect(page.locator("#reading")).toHaveText("0");
  post.open();
  await expect(page.locator("#reading")).toHaveText("5");
});

test("a refresh that began before the form was sent is not laid over it", async ({ page, site, open }) => {
  await open(NOTE);
  const old = site.hold("GET /sida", reading(1) + NOTE);
  site.changed();
  await old.arrived;
  const post = site.hold("POST /spara", to("/sida"));
  await save(page);
  await post.arrived;
  site.on("GET /sida", reading(2) + NOTE);
  post.open();
  await expect(page.locator("#reading")).toHaveText("2");
  old.open();
  await expect.poll(() => site.count("GET /sida")).toBe(4);
  await expect(page.locator("#reading")).toHaveText("2");
});

test("done, at another query", async ({ page, site, open }) => {
  await open(NOTE);
  await willNotReload(page);
  site.on("POST /spara", to("/sida?sparat=1"));
  site.on("GET /sida", ({ url }) => ({ body: site.page(`<p id="p">${url}</p>`) }));
  const before = await page.evaluate(() => history.length);
  await save(page);
  await expect(page.locator("#p")).toHaveText("/sida?sparat=1");
  expect(page.url()).toBe(site.url("/sida?sparat=1"));
  expect(await page.evaluate(() => history.length)).toBe(before);
  await hasNotReloaded(page);
});

test("done, at a fragment", async ({ page, site, open }) => {
  await open(NOTE);
  site.on("POST /spara", to("/sida#rad"));
  site.on("GET /sida", NOTE + '<div style="height: 3000px"></div><p id="rad">rad</p>');
  await save(page);
  await expect(page.locator("#rad")).toBeFocused();
  await expect(page.locator("#rad")).toBeInViewport();
});

test("done, at another page", async ({ page, site, open }) => {
  await open(NOTE);
  site.on("POST /spara", to("/annan"));
  site.on("GET /annan", "<p>annan</p>");
  await save(page);
  await expect(page.getByText("annan")).toBeVisible();
  expect(page.url()).toBe(site.url("/annan"));
  await page.waitForFunction(() => "loaded" in window);
});

for (const status of [200, 422, 409]) {
  test(`a rejected form comes back (${status})`, async ({ page, site, open, change }) => {
    await open(NOTE);
    await page.fill("#t", "fel");
    site.on("POST /spara", { status, body: site.page(reading(0) + form(`${summary}<details id="d" open></details><input id="t" name="t" value="fel">`, "data-typed")) });
    await save(page);
    await expect(page.locator("#f .error-summary")).toBeFocused();
    await expect(page.locator("#t")).toHaveValue("fel");
    await expect(page.getByRole("button")).toHaveText("Spara");
    expect(page.url()).toBe(site.url());
    await change(NOTE);
    await expect(page.locator("#t")).toHaveValue("fel");
    await expect(page.locator("#f .error-summary")).toBeFocused();
  });
}

test("an answer may open details, but closes none", async ({ page, site, open }) => {
  const main = (a: string, b: string) => `${NOTE}<details id="a" ${a}></details><details id="b" ${b}></details>`;
  await open(main("", "open"));
  site.on("POST /spara", { status: 422, body: site.page(summary + main("open", "")) });
  await save(page);
  await expect(page.locator(".error-summary")).toBeFocused();
  for (const id of ["#a", "#b"]) await expect(page.locator(id)).toHaveAttribute("open");
});

for (const [what, answer, words] of [
  ["no network", { broken: true }, "Ingen anslutning."],
  ["a server's error", { status: 503, body: '<main id="innehall">oj</main>' }, "Ingen anslutning."],
  ["a short plain answer", { status: 429, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: "Vänta en stund." }, "Vänta en stund."],
  ["a long plain answer", { status: 429, headers: { "Content-Type": "text/plain" }, body: "x".repeat(301) }, "Ingen anslutning."],
] as const) {
  test(`nothing is lost: ${what}`, async ({ page, site, open, change }) => {
    await open(NOTE);
    await page.fill("#t", "mitt");
    site.on("POST /spara", answer);
    for (const _ of "12") {
      await save(page);
      await expect(page.locator("#f > .error-summary[role=alert] h2")).toHaveText(words);
      await expect(page.locator(".error-summary")).toBeFocused();
    }
    await expect(page.getByRole("button").locator("b")).toHaveText("Spara");
    await change(NOTE);
    await expect(page.locator("#t")).toHaveValue("mitt");
    site.on("POST /spara", to("/sida"));
    await save(page);
    await expect(page.locator(".error-summary")).toHaveCount(0);
    await expect(page.locator("#t")).toHaveValue("");
  });
}

test("nothing is lost when the page cannot be read after sending", async ({ page, site, open }) => {
  await open(NOTE);
  await page.fill("#t", "mitt");
  site.on("POST /spara", to("/sida"));
  site.on("GET /sida", { status: 502 });
  await save(page);
  await expect(page.locator(".error-summary")).toBeFocused();
  await expect(page.locator("#t")).toHaveValue("mitt");
});

test("the button says what is sent and where to; fields called action and method do not confuse", async ({ page, site, open }) => {
  await open(form('<input type="hidden" name="action" value="x"><input type="hidden" name="method" value="get"><input type="hidden" name="id" value="3"><button formaction="/annat" name="svar" value="ja">Ja</button>'));
  site.on("POST /annat", to("/sida"));
  site.on("POST /spara", to("/sida"));
  site.on("GET /sida", reading(1));
  await page.getByText("Ja").click();
  await expect(page.locator("#reading")).toHaveText("1");
  expect(site.last("POST /annat").body).toBe("action=x&method=get&id=3&svar=ja");
  expect(site.count("POST /spara")).toBe(0);
});

test("forms that are the browser's are left to it", async ({ page, site, open }) => {
  site.on("POST /spara", "<p>whole</p>");
  for (const attributes of ["data-native", 'enctype="multipart/form-data"']) {
    await open(form("", attributes));
    await save(page);
    await expect(page.getByText("whole")).toBeVisible();
    expect(page.url()).toBe(site.url("/spara"));
    expect(site.last("POST /spara").headers["x-in-place"]).toBeUndefined();
  }
  site.on("GET /sida", { body: site.page("", { header: `<header>${NOTE}</header>` }) });
  await page.goto(site.url());
  await live(page);
  await save(page);
  await expect(page.getByText("whole")).toBeVisible();
  expect(site.last("POST /spara").headers["x-in-place"]).toBeUndefined();
});

test("a redirect to somebody else's page loses nothing", async ({ page, site, open }) => {
  await open(NOTE);
  await page.fill("#t", "mitt");
  site.on("POST /spara", { status: 303, headers: { Location: "/logga-in" } });
  site.on("GET /logga-in", { body: site.page("<p>logga in</p>", { viewer: null }) });
  await save(page);
  await expect(page.locator("#f .error-summary")).toBeFocused();
  await expect(page.locator("#t")).toHaveValue("mitt");
});

test("whoever is signed out by now is shown the way in, in a tab of its own", async ({ page, site, open }) => {
  await open(NOTE);
  await page.fill("#t", "mitt");
  site.on("POST /spara", { status: 401, body: site.page('<p><a href="/logga-in">Logga in först</a></p>', { viewer: null }) });
  await save(page);
  await expect(page.locator("#f .error-summary")).toBeFocused();
  await expect(page.getByRole("link", { name: "Logga in först" })).toHaveAttribute("target", "_blank");
  await expect(page.locator("#t")).toHaveValue("mitt");
});

test("an answer does not take whoever types on away from it", async ({ page, site, open }) => {
  const two = (error: string) => `<form id="f" method="post" action="/spara">${error}<input id="t" name="t"><input id="u" name="u"><button>Spara</button></form>`;
  await open(two(""));
  const answer = site.hold("POST /spara", { status: 422, body: site.page(two('<div class="error-summary" tabindex="-1">Fel</div>')) });
  await save(page);
  await answer.arrived;
  await page.locator("#u").click();
  await page.keyboard.type("ett ");
  answer.open();
  await expect(page.getByText("Fel")).toBeVisible();
  await page.keyboard.type("två");
  await expect(page.locator("#u")).toHaveValue("ett två");
});

test.describe("the focus after an answer", () => {
  const row = (inside: string) => `<h1>Rubrik</h1><form id="f" method="post" action="/spara" data-focus="elsewhere">${inside}</form>`;
  const answers = (n: number) => row(["ja", "nej"].map((v) => `<button name="svar" value="${v}">${v} ${n}</button>`).join(""));

  test("is where it was, by name and value", async ({ page, site, open }) => {
    await open(answers(1));
    site.on("POST /spara", to("/sida"));
    site.on("GET /sida", `<p id="elsewhere">e</p><section>${answers(2)}</section>`);
    await page.getByText("nej 1").click();
    await expect(page.getByText("nej 2")).toBeFocused();
  });

  test("else where the form says", async ({ page, site, open }) => {
    await open(answers(1));
    site.on("POST /spara", to("/sida"));
    site.on("GET /sida", '<h1>Rubrik</h1><p id="elsewhere">e</p>');
    await page.getByText("nej 1").click();
    await expect(page.locator("#elsewhere")).toBeFocused();
  });

  test("else at the heading, and stays there", async ({ page, site, open, change }) => {
    await open(answers(1));
    site.on("POST /spara", to("/sida"));
    site.on("GET /sida", `${reading(0)}<h1>Rubrik</h1>`);
    await page.getByText("nej 1").click();
    await expect(page.locator("h1")).toBeFocused();
    await change("<h1>Rubrik</h1>");
    await expect(page.locator("h1")).toBeFocused();
  });
});

test("two forms at once: neither answer touches what is typed in the other", async ({ page, site, open }) => {
  const two = (n: number) => `<p id="p">${n}</p>${["a", "b"].map((id) => `<form id="${id}" method="post" action="/${id}"><input name="t"><button>${id}!</button></form>`).join("")}`;
  await open(two(0));
  await page.fill("#a input", "A");
  await page.fill("#b input", "B");
  const first = site.hold("POST /a", to("/sida"));
  const second = site.hold("POST /b", to("/sida"));
  await page.getByText("a!").click();
  await page.getByText("b!").click();
  await first.arrived;
  await second.arrived;
  site.on("GET /sida", two(1));
  first.open();
  await expect(page.locator("#p")).toHaveText("1");
  await expect(page.locator("#a input")).toHaveValue("");
  await expect(page.locator("#b input")).toHaveValue("B");
  site.on("GET /sida", two(2));
  second.open();
  await expect(page.locator("#p")).toHaveText("2");
  await expect(page.locator("#b input")).toHaveValue("");
});

test("an answer after which someone else is signed in loads the page, unless another form is typed in", async ({ page, site, open }) => {
  const other = '<form id="o" method="post" action="/o"><input id="u" name="u"></form>';
  await open(NOTE + other);
  await willNotReload(page);
  await page.fill("#t", "mitt");
  await page.fill("#u", "mitt");
  site.on("POST /spara", to("/sida"));
  site.on("GET /sida", { body: site.page("<p>theirs</p>", { viewer: null }) });
  await save(page);
  await expect.poll(() => site.count("GET /sida")).toBe(2);
  await expect(page.getByRole("button")).toHaveText("Spara");
  await expect(page.locator("#u")).toHaveValue("mitt");
  await hasNotReloaded(page);
  await page.fill("#u", "");
  await save(page);
  await expect(page.getByText("theirs")).toBeVisible();
});

test("what cannot be reached is no longer said once it can", async ({ page, site, open }) => {
  await open(NOTE);
  await page.fill("#t", "mitt");
  site.on("POST /spara", { broken: true });
  await save(page);
  await expect(page.locator(".error-summary")).toHaveText("Ingen anslutning.");
  site.changed();
  await expect(page.locator(".error-summary")).toHaveText("Anslutningen är tillbaka.");
  await expect(page.locator("#t")).toHaveValue("mitt");
});

test("what the server says in its header is said", async ({ page, site, open }) => {
  await open(NOTE);
  await page.fill("#t", "mitt");
  site.on("POST /spara", { status: 410, headers: { "X-Error-Words": encodeURIComponent("Paret är avslutat.") }, body: site.page("<p>borta</p>") });
  await save(page);
  await expect(page.locator("#f > .error-summary")).toHaveText("Paret är avslutat.");
  await expect(page.locator("#t")).toHaveValue("mitt");
  await expect(page.getByText("borta")).toHaveCount(0);
});

test("the second click of a double click presses nothing that has come in between", async ({ page, open }) => {
  await open('<p id="fel">Fel</p><button id="b" type="button">Släpp in</button><a id="a" href="/annan">Bort från den här sidan</a><div data-kept="0"></div>');
  await page.evaluate(async () => void (await import(document.documentElement.dataset.extrasJs!)));
  // The link takes the button's place at the first press.
  await page.locator("#b").evaluate((button) => button.addEventListener("click", () => button.replaceWith(document.getElementById("a")!)));
  await page.locator("#b").dblclick();
  await expect(page.locator("#a")).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/sida");
  await page.locator("#a").click({ delay: 10 });
  await expect(page).toHaveURL(/annan/);
});
