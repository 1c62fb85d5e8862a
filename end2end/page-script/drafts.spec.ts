/** What is typed into long forms: kept, offered, and gone when it was sent or discarded. */
import type { BrowserContext, Page } from "@playwright/test";
import { type Site, expect, test } from "./site";

const DISCARD = '<form id="utkast-k0" class="notice draft-offer" method="post" action="/api/people/discard-draft"><p>På servern</p><input type="hidden" name="draft" value="k0"><button>Släng</button></form>';
const KEEPER = `<form-drafts data-save="/utkast" data-offline="Utan anslutning" data-saved="Sparat {tid}" data-here="Bara här {tid}" data-other="Annan {tid}"
  data-out="Ute {tid}" data-refused="Nekat {tid}:" data-lost="Inte sparat." data-offer="Utkast från {tid}" data-go-on="Fortsätt" data-discard="Kasta"></form-drafts>`;
/** A form with drafts, as the server renders it. */
const form = ({ text = "", key = "k", above = "", attributes = "", action = "/spara" } = {}) => `${above}<form id="log" method="post" action="${action}" ${attributes}>
  <input type="hidden" name="nyckel" value="${key}"><input type="hidden" name="sida" value="/sida"><input type="hidden" name="lasare" value="12">${KEEPER}
  <textarea id="t" name="t">${text}</textarea><p class="draft-state" role="status"></p><button>Spara</button></form>`;

const STATE = ".draft-state";
const OFFERS = "form-drafts .draft-offer";
const keptAs = (key: string, page = "/sida") => `ior-draft:12:${page}:${key}`;
const kept = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("ior-draft:")).sort());
/** As if it had been typed before. */
const keep = (page: Page, key: string, body: string, words = "", at = Date.now()) =>
  page.evaluate(([name, value]) => (localStorage[name] = value), [key, JSON.stringify({ at, body, words })] as const);
const takesDrafts = (site: Site) => site.on("POST /utkast", { headers: { "Content-Type": "application/json" }, body: "null" });
const typed = (site: Site) => new URLSearchParams(site.last("POST /utkast").body).get("t");

test("are kept at once, then on the server with their first words, and survive morphs", async ({ page, site, open, change }) => {
  await open(form());
  const answer = site.hold("POST /utkast", { body: "null" });
  await page.fill("#t", "hej\n  på dig");
  expect(await kept(page)).toEqual([keptAs("k")]);
  await change(`<h2>Nytt</h2><div>${form()}</div>`);
  await answer.arrived;
  answer.open();
  await expect(page.locator(STATE)).toHaveText(/^Sparat \d\d\.\d\d$/);
  const sent = new URLSearchParams(site.last("POST /utkast").body);
  expect([sent.get("nyckel"), sent.get("t"), sent.get("ord")]).toEqual(["k", "hej\n  på dig", "hej på dig"]);
  // The server has it, and offers it.
  expect(await kept(page)).toEqual([]);
  await change(form());
  await expect(page.locator("#t")).toHaveValue("hej\n  på dig");
});

test("are offered above the form with time and words, and gone on with", async ({ page, site, open, change }) => {
  await open(form());
  await keep(page, keptAs("k0"), "nyckel=k0&t=hej", "hej");
  await page.reload();
  await expect(page.locator(OFFERS)).toHaveText(/^Utkast från \d\d\.\d\d hejFortsättKasta$/);
  expect(await page.evaluate(() => document.querySelector(".draft-offer")!.getBoundingClientRect().top < document.querySelector("#t")!.getBoundingClientRect().top)).toBe(true);
  await change(form({ above: "<p>above</p>" }));
  await expect(page.locator(OFFERS)).toHaveCount(1);
  takesDrafts(site);
  site.on("GET /sida", form({ text: "hej", key: "k0", attributes: "data-typed" }));
  await page.getByText("Fortsätt").click();
  await expect(page).toHaveURL(site.url("/sida?utkast=k0"));
  expect(new URLSearchParams(site.last("POST /utkast").body).get("nyckel")).toBe("k0");
  expect(await kept(page)).toEqual([]);
});

test("several are offered, latest first, and none is overwritten by what is begun anew", async ({ page, site, open }) => {
  await open(form());
  await keep(page, keptAs("k1"), "t=ett", "ett", Date.now() - 60_000);
  await keep(page, keptAs("k2"), "t=tva", "två");
  await page.reload();
  await expect(page.locator(`${OFFERS} q`)).toHaveText(["två", "ett"]);
  site.on("POST /utkast", { broken: true });
  await page.fill("#t", "tre");
  await expect(page.locator(STATE)).toHaveText(/^Bara här/);
  await expect(page.locator(`${OFFERS} q`)).toHaveText(["två", "ett"]);
  expect(await kept(page)).toEqual(["k", "k1", "k2"].map((key) => keptAs(key)));
  // Nor does the save of something else take them.
  site.on("POST /spara", { status: 204, headers: { "X-Location": "/sida" } });
  site.on("GET /sida", '<p id="saved">Sparat</p>' + form({ key: "kk" }));
  await page.getByText("Spara", { exact: true }).click();
  await expect(page.locator("#saved")).toBeVisible();
  expect(await kept(page)).toEqual(["k1", "k2"].map((key) => keptAs(key)));
});

test("of another page or another writer are not offered, and stay", async ({ page, open }) => {
  await open(form());
  const others = [keptAs("k1", "/sida/2"), "ior-draft:13:/sida:k2"];
  for (const key of others) await keep(page, key, "t=hej");
  await page.reload();
  await expect(page.locator("form-drafts")).toBeAttached();
  await expect(page.locator(OFFERS)).toHaveCount(0);
  expect(await kept(page)).toEqual([...others].sort());
});

test("that nobody went on with are dropped after 90 days", async ({ page, open }) => {
  await open(form());
  const day = 24 * 3_600_000;
  await keep(page, keptAs("k1"), "t=1", "", Date.now() - 91 * day);
  await keep(page, keptAs("k2"), "t=2", "", Date.now() - 89 * day);
  await page.evaluate(() => (localStorage["ior-draft:13:/x:k3"] = "not a draft"));
  await page.reload();
  await expect(page.locator(OFFERS)).toHaveCount(1);
  expect(await kept(page)).toEqual([keptAs("k2")]);
});

test("stand in the place of the server's older offer of the same draft", async ({ page, site, open }) => {
  await open(DISCARD + form());
  await keep(page, keptAs("k0"), "t=nyare", "nyare");
  await page.reload();
  await expect(page.locator(OFFERS)).toHaveCount(1);
  await expect(page.getByText("På servern")).toBeHidden();
  await page.getByText("Kasta").click();
  await expect(page.locator(OFFERS)).toHaveCount(0);
  await expect(page.getByText("På servern")).toBeVisible();
  await expect(page.locator("#utkast-k0")).toBeFocused();
  // What the server has goes by its own button, and is not kept anew.
  await keep(page, keptAs("k0"), "t=nyare", "nyare");
  site.on("POST /api/people/discard-draft", { status: 204, headers: { "X-Location": "/sida" } });
  site.on("GET /sida", form());
  await page.getByText("Släng").click();
  await expect(page.getByText("På servern")).toHaveCount(0);
  expect(await kept(page)).toEqual([]);
  expect(site.count("POST /utkast")).toBe(0);
});

test("are discarded by their writer alone, and the focus goes on to the form", async ({ page, open }) => {
  await open(form());
  await keep(page, keptAs("k1"), "t=hej");
  await page.reload();
  await page.getByText("Kasta").click();
  await expect(page.locator(OFFERS)).toHaveCount(0);
  await expect(page.locator("#t")).toBeFocused();
  expect(await kept(page)).toEqual([]);
});

test("without a connection the form stays, and is kept until the server has it", async ({ page, context, site, open }) => {
  await page.clock.install();
  await open(form());
  takesDrafts(site);
  await page.fill("#t", "hej");
  await context.setOffline(true);
  await page.getByText("Spara", { exact: true }).click();
  await expect(page.locator(STATE)).toHaveText("Utan anslutning");
  expect(await kept(page)).toEqual([keptAs("k")]);
  expect(site.asked.filter(({ method }) => method === "POST")).toEqual([]);
  await context.setOffline(false);
  await page.clock.fastForward(20_000);
  await expect(page.locator(STATE)).toHaveText(/^Sparat/);
  expect(await kept(page)).toEqual([]);
});

for (const [status, words, says] of [
  [401, "", /^Ute/],
  [403, "", /^Annan/],
  [409, "Det är avslutat.", /^Nekat \d\d\.\d\d: Det är avslutat\.$/],
  [503, "", /^Bara här/],
] as const) {
  test(`what the server does not take (${status}) is kept here, and it says so`, async ({ page, site, open }) => {
    await open(form());
    site.on("POST /utkast", { status, headers: words ? { "X-Error-Words": encodeURIComponent(words) } : {} });
    await page.fill("#t", "hej");
    await expect(page.locator(STATE)).toHaveText(says);
    expect(await kept(page)).toEqual([keptAs("k")]);
  });
}

test("no draft comes after the form itself, unless that failed", async ({ page, site, open }) => {
  await page.clock.install();
  await open(form());
  await page.fill("#t", "hej");
  const post = site.hold("POST /spara", { broken: true });
  takesDrafts(site);
  await page.getByText("Spara", { exact: true }).click();
  await post.arrived;
  await page.clock.fastForward(5_000);
  expect(site.count("POST /utkast")).toBe(0);
  post.open();
  await expect(page.locator(".error-summary")).toBeFocused();
  await page.clock.fastForward(5_000);
  await expect.poll(() => site.count("POST /utkast")).toBe(1);
});

test("what was typed last does not wait when the page is left", async ({ page, site, open }) => {
  await open(form());
  takesDrafts(site);
  site.on("GET /annan", "<p>annan</p>");
  await page.fill("#t", "sist");
  await page.goto(site.url("/annan"));
  await expect.poll(() => site.count("POST /utkast")).toBe(1);
  expect(typed(site)).toBe("sist");
});

test.describe("when signing out", () => {
  const OUT = '<form data-native method="post" action="/api/people/sign-out"><input name="submit"><button>Ut</button></form>';

  const signOut = async (page: Page, site: Site) => {
    site.on("POST /api/people/sign-out", "<p>ute</p>");
    await page.getByText("Ut", { exact: true }).click();
  };

  test("are handed to the server, and nothing stays in the browser", async ({ page, site, open }) => {
    await open(form() + OUT);
    takesDrafts(site);
    await keep(page, keptAs("k1", "/annan"), "t=hej", "hej");
    await keep(page, "ior-draft:13:/sida:k2", "t=annans");
    await signOut(page, site);
    await expect(page.getByText("ute")).toBeVisible();
    expect(typed(site)).toBe("hej");
    expect(await kept(page)).toEqual(["ior-draft:13:/sida:k2"]);
  });

  test("and the server does not take them, it is asked first", async ({ page, site, open }) => {
    await open(form() + OUT);
    site.on("POST /utkast", { status: 503 });
    await keep(page, keptAs("k1"), "t=hej");
    const asked: string[] = [];
    page.once("dialog", (dialog) => (asked.push(dialog.message()), dialog.dismiss()));
    await signOut(page, site);
    await expect.poll(() => asked).toEqual(["Logga ut ändå?"]);
    expect(await kept(page)).toEqual([keptAs("k1")]);
    expect(site.count("POST /api/people/sign-out")).toBe(0);
    page.once("dialog", (dialog) => dialog.accept());
    await signOut(page, site);
    await expect(page.getByText("ute")).toBeVisible();
    expect(await kept(page)).toEqual([]);
  });
});

test.describe("in a browser that keeps nothing", () => {
  /** As Chromium does with site data blocked. */
  const block = (context: BrowserContext) =>
    context.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("The operation is insecure.", "SecurityError");
          },
        });
    });

  test("the server keeps what is typed", async ({ page, context, site, open }) => {
    await block(context);
    await open(form());
    takesDrafts(site);
    await page.fill("#t", "hej");
    await expect(page.locator(STATE)).toHaveText(/^Sparat/);
    expect(typed(site)).toBe("hej");
  });

  test("it says when nobody has it", async ({ page, context, site, open }) => {
    await block(context);
    await open(form());
    site.on("POST /utkast", { broken: true });
    await page.fill("#t", "hej");
    await expect(page.locator(STATE)).toHaveText("Inte sparat.");
  });

  test("forms and live pages work, and a new version does not go round", async ({ page, context, site, open }) => {
    await block(context);
    await open(form());
    site.on("POST /spara", { status: 204, headers: { "X-Location": "/sida" } });
    site.on("GET /sida", '<p id="saved">Sparat</p>');
    await page.fill("#t", "hej");
    await page.getByText("Spara", { exact: true }).click();
    await expect(page.locator("#saved")).toBeVisible();
    site.on("GET /sida", () => ({ body: site.page("<p>ny</p>", { build: "2" }) }));
    site.changed();
    await expect(page.locator("#ny-version")).toBeVisible();
  });
});
