/** The live connection, and what makes a page be read again. */
import { type Page } from "@playwright/test";
import { type Site, expect, hasNotReloaded, live, reading, test, willNotReload } from "./site";

const FORM = '<form id="f" method="post" action="/x"><input id="t" name="t"></form>';
const connected = (site: Site) => expect.poll(() => site.listeners).toBe(1);

/** Loads `/sida`, whose first reading is 0. */
async function load(page: Page, site: Site, main = "") {
  site.on("GET /sida", reading(0) + main);
  await page.goto(site.url());
  await live(page);
}

test("nothing changed since the page was rendered: it is not read again", async ({ page, site, open, change }) => {
  await open("");
  await change("");
  expect(site.count("GET /sida")).toBe(2);
});

test("something changed since the page was rendered: it is read again", async ({ page, site }) => {
  site.hello.seq = "a.2";
  const answers = [site.page(reading(0)), site.page(reading(1), { sequence: "a.2" })];
  site.on("GET /sida", () => ({ body: answers.shift() }));
  await page.goto(site.url());
  await expect(page.locator("#reading")).toHaveText("1");
  await expect(page.locator("html")).toHaveAttribute("data-sequence", "a.2");
});

test("nobody is signed in: no connection", async ({ page, site }) => {
  let asked = false;
  page.on("request", (request) => (asked ||= request.url().endsWith("/live")));
  site.on("GET /sida", { body: site.page('<a data-in-place href="/sida?q=1">q</a>', { viewer: null }) });
  await page.goto(site.url());
  await live(page);
  await page.getByText("q").click();
  await expect(page).toHaveURL(/q=1/);
  expect(asked).toBe(false);
});

test("many changes during a reading cause one more", async ({ page, site, open, context }) => {
  await open("");
  // A tab is told of a change after the one that listens has acted on it.
  const other = await context.newPage();
  site.on("GET /annan", { headers: { "Content-Type": "text/plain" } });
  await other.goto(site.url("/annan"));
  await other.evaluate(() => {
    let told = 0;
    new BroadcastChannel("ior-live").onmessage = ({ data }) => {
      if (data.name === "ior:changed") document.title = `told ${(told += 1)}`;
    };
  });
  const slow = site.hold("GET /sida", reading(1));
  site.changed();
  await slow.arrived;
  for (const _ of "123") site.changed();
  await expect(other).toHaveTitle("told 4");
  const second = site.hold("GET /sida", reading(2));
  slow.open();
  await second.arrived;
  second.open();
  await expect(page.locator("#reading")).toHaveText("2");
  expect(site.count("GET /sida")).toBe(3);
});

test("another's change arrives while one types", async ({ page, open, change }) => {
  await open(`<p id="p">old</p>${FORM}`);
  await page.locator("#t").pressSequentially("ab");
  await change(`<p id="p">new</p>${FORM}`);
  await page.keyboard.type("c");
  await expect(page.locator("#t")).toHaveValue("abc");
  await expect(page.locator("#p")).toHaveText("new");
});

test("a hidden tab waits until it is looked at", async ({ page, site, open, context }) => {
  await open("");
  const look = (hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await look(true);
  const other = await context.newPage();
  await other.goto(site.url());
  await live(other);
  site.on("GET /sida", reading(1));
  site.changed();
  await expect(other.locator("#reading")).toHaveText("1");
  await expect(page.locator("#reading")).toHaveText("0");
  await look(false);
  await expect(page.locator("#reading")).toHaveText("1");
});

test.describe("a lost connection", () => {
  test("is told, polled for, and told when it is back", async ({ page, site }) => {
    await page.clock.install();
    await load(page, site);
    await connected(site);
    site.refuses = 503;
    site.hangUp();
    await expect(page.locator("#live-lost")).toBeVisible();
    await expect.poll(() => site.count("GET /sida")).toBe(2);
    site.on("GET /sida", reading(3));
    await page.clock.fastForward(30_000);
    await expect(page.locator("#reading")).toHaveText("3");
    site.refuses = null;
    site.hello.seq = "a.9";
    site.on("GET /sida", { body: site.page(reading(4), { sequence: "a.9" }) });
    await page.clock.fastForward(30_000);
    await connected(site);
    await expect(page.locator("#live-lost")).toBeHidden();
    await expect(page.locator("#reading")).toHaveText("4");
  });

  test("touches no form, nor the page when the server has no answer", async ({ page, site }) => {
    await page.clock.install();
    await load(page, site, FORM);
    await connected(site);
    await page.fill("#t", "mitt");
    site.refuses = 503;
    site.on("GET /sida", { status: 503, body: site.page("<p>oj</p>") });
    site.hangUp();
    await expect.poll(() => site.count("GET /sida")).toBe(2);
    site.on("GET /sida", { broken: true });
    await page.clock.fastForward(30_000);
    await expect.poll(() => site.count("GET /sida")).toBeGreaterThan(2);
    site.on("GET /sida", reading(3) + FORM);
    await page.clock.fastForward(30_000);
    await expect(page.locator("#reading")).toHaveText("3");
    await expect(page.locator("#t")).toHaveValue("mitt");
  });
});

test.describe("a silent connection", () => {
  /** Has the document tell what the connection said last, before the page's own code hears it. */
  const telling = (page: Page) =>
    page.addInitScript(() => {
      window.EventSource = class extends EventSource {
        constructor(url: string | URL) {
          super(url);
          for (const said of ["hello", "heartbeat"]) this.addEventListener(said, () => (document.documentElement.dataset.said = said));
        }
      };
    });
  const hears = (page: Page, said: string) => expect(page.locator("html")).toHaveAttribute("data-said", said);

  test("that never said a word is told as lost, and polled for", async ({ page, site }) => {
    await page.clock.install();
    site.buffered = true;
    await load(page, site);
    await connected(site);
    await page.clock.fastForward(30_000);
    await expect(page.locator("#live-lost")).toBeHidden();
    site.on("GET /sida", reading(1));
    await page.clock.fastForward(15_000);
    await expect(page.locator("#live-lost")).toBeVisible();
    await expect(page.locator("#reading")).toHaveText("1");
    site.on("GET /sida", reading(2));
    site.buffered = false;
    await page.clock.fastForward(30_000);
    await expect(page.locator("#reading")).toHaveText("2");
    await expect(page.locator("#live-lost")).toBeHidden();
    expect(site.connections).toBe(2);
  });

  test("that has worked is opened anew, without a word", async ({ page, site }) => {
    await telling(page);
    await page.clock.install();
    await load(page, site);
    await hears(page, "hello");
    await page.clock.fastForward(45_000);
    await expect.poll(() => site.connections).toBe(2);
    await connected(site);
    await expect(page.locator("#live-lost")).toBeHidden();
    site.on("GET /sida", reading(1));
    site.changed();
    await expect(page.locator("#reading")).toHaveText("1");
  });

  test("is none while its heart beats", async ({ page, site }) => {
    await telling(page);
    await page.clock.install();
    await load(page, site);
    await hears(page, "hello");
    for (const _ of "123") {
      await page.clock.fastForward(40_000);
      await page.evaluate(() => (document.documentElement.dataset.said = ""));
      site.heartbeat();
      await hears(page, "heartbeat");
    }
    expect(site.connections).toBe(1);
    await expect(page.locator("#live-lost")).toBeHidden();
  });
});

test.describe("several tabs", () => {
  test("share one connection; another takes over", async ({ page, site, context }) => {
    await load(page, site);
    await connected(site);
    const other = await context.newPage();
    await other.goto(site.url());
    await live(other);
    site.on("GET /sida", reading(1));
    site.changed();
    for (const tab of [page, other]) await expect(tab.locator("#reading")).toHaveText("1");
    expect(site.listeners).toBe(1);
    const before = site.count("GET /sida");
    site.hello.seq = "a.7";
    site.on("GET /sida", { body: site.page(reading(2), { sequence: "a.7" }) });
    await page.close();
    await expect(other.locator("#reading")).toHaveText("2");
    expect(site.count("GET /sida")).toBe(before + 1);
    await connected(site);
  });

  test("one that opens late asks whether it missed something", async ({ page, site, context }) => {
    await load(page, site);
    await connected(site);
    const other = await context.newPage();
    // Something changes between its rendering and its listening.
    site.on("GET /annan", () => ({ body: site.page(reading(0), { head: '<script src="/slow.js"></script>' }) }));
    const slow = site.hold("GET /slow.js", { headers: { "Content-Type": "text/javascript" } });
    const opened = other.goto(site.url("/annan"));
    await slow.arrived;
    site.on("GET /sida", reading(1));
    site.changed();
    await expect(page.locator("#reading")).toHaveText("1");
    site.on("GET /annan", reading(1));
    slow.open();
    await opened;
    await expect(other.locator("#reading")).toHaveText("1");
  });
});

test.describe("a new version", () => {
  const deploy = (site: Site) => {
    site.hello = { seq: "b.1", build: "2" };
    site.on("GET /sida", { body: site.page(reading(1) + FORM, { build: "2", sequence: "b.1" }) });
    site.hangUp();
  };

  test("is loaded", async ({ page, site, open }) => {
    await open(FORM);
    await willNotReload(page);
    deploy(site);
    await expect(page.locator("html")).toHaveAttribute("data-build", "2");
    expect(await page.evaluate(() => "same" in window)).toBe(false);
  });

  test("is told where something is typed", async ({ page, site, open }) => {
    await open(FORM);
    await willNotReload(page);
    await page.fill("#t", "mitt");
    deploy(site);
    await expect(page.locator("#ny-version")).toBeVisible();
    await expect(page.locator("#t")).toHaveValue("mitt");
    await hasNotReloaded(page);
  });

  test("is loaded once, though the server goes on answering with the old one", async ({ page, site, open }) => {
    await open("");
    site.hello = { seq: "a.1", build: "2" };
    site.hangUp();
    await expect(page.locator("#ny-version")).toBeVisible();
    expect(site.count("GET /sida")).toBe(2);
  });
});

for (const [what, answer] of [
  ["someone else is signed in", (site: Site) => ({ body: site.page("<p>theirs</p>", { viewer: "13" }) })],
  ["nobody is signed in", (site: Site) => ({ body: site.page("<p>theirs</p>", { viewer: null }) })],
  ["the page leads elsewhere", () => ({ status: 303, headers: { Location: "/annan" } })],
] as const) {
  test.describe(what, () => {
    test.beforeEach(({ site }) => site.on("GET /annan", { body: site.page("<p>theirs</p>", { viewer: null }) }));

    test("the page is loaded", async ({ page, site, open }) => {
      await open(FORM);
      await willNotReload(page);
      site.on("GET /sida", () => answer(site));
      site.changed();
      await expect(page.getByText("theirs")).toBeVisible();
      expect(await page.evaluate(() => "same" in window)).toBe(false);
    });

    test("but not over what is typed", async ({ page, site, open, change }) => {
      await open(FORM);
      await willNotReload(page);
      await page.fill("#t", "mitt");
      site.on("GET /sida", () => answer(site));
      site.changed();
      const said = page.locator(what === "someone else is signed in" ? "#annan-lasare" : "#utloggad");
      await expect(said).toBeVisible();
      await change(FORM);
      await expect(said).toBeHidden();
      await expect(page.locator("#t")).toHaveValue("mitt");
      await hasNotReloaded(page);
    });
  });
}

test("a page that is gone says so", async ({ page, site, open }) => {
  await open("<p>here</p>");
  site.on("GET /sida", { status: 404, body: site.page("<p>gone</p>") });
  site.changed();
  await expect(page.getByText("gone")).toBeVisible();
});
