import type { Page } from "@playwright/test";
import { managersLink } from "../support/application";
import { answer, expectNoSidewaysScrolling, openDetails, speak, tabTo } from "../support/page";
import type { Server, Today } from "../support/server";
import { expect, test } from "../support/test";

test.use({ today: "halfway", contextOptions: { reducedMotion: "reduce" } });

/**
 * Who has which pages, on a day on which they show something. Those that say that there is nothing to see are marked
 * so; what stands in capitals is known only once it is opened.
 */
const PAGES: Partial<Record<Today, [who: string, pages: string[]][]>> = {
  call: [
    ["", ["/ansok", "MANAGER"]],
    ["adept5@example.org", ["/min-sida", "/ansok/ansokan", "/ansok/ansokan/roll", "/ansok/ansokan/uppdrag"]],
    ["adept5@example.org", ["syfte", "onskemal", "jav", "chef"].map((section) => `/ansok/ansokan/${section}`)],
    ["mentor12@example.org", ["/ansok/ansokan/syfte", "/ansok/ansokan/onskemal"]],
    ["adept1@example.org", ["/ansok/ansokan"]],
    ["kontakt6@example.org", ["/min-sida", "/kontakt/ansokningar", "/kontakt/ansokningar/18"]],
  ],
  selection: [
    ["arbetsgrupp1@example.org", ["/urval", "/urval/2", "/urval/jamfor?nr=2&nr=3", "/urval/beslut"]],
    ["kontakt6@example.org", ["/kontakt/ansokningar/21"]],
  ],
  matching: [
    ["organisator1@example.org", ["/matchning", "/urval/protokoll"]],
    ["arbetsgrupp1@example.org", ["/matchning"]],
    ["adept1@example.org", ["/min-sida", "/ansok/ansokan"]],
  ],
  halfway: [
    ["", ["/", "/programmet", "/natverket", "/datum", "404 /finns-inte"]],
    ["", ["/logga-in", "/logga-in/kod", "404 /logga-in/lank/okänd"]],
    [
      "adept1@example.org",
      ["/min-sida", "/dagar", "/dagar/uppstart-2026", "/dagar/avslutning-2027", "/installningar", "404 /organisera"],
    ],
    ["adept1@example.org", ["/par", "/par/traffar/ny", "MEETING", "MEETING/andra", "MEETING/historik", "MEETING/ta-bort"]],
    ["adept1@example.org", ["/par/traffar/nasta", "/par/traffar/foresla"]],
    ["mentor11@example.org", ["/par", "/par/traffar/tacka-nej"]],
    ["mentor13@example.org", ["/min-sida", "/dagar/avslutning-2027", "/par", "/par/traffar/nasta"]],
    ["adept1@example.org", ["/par/overenskommelse", "/par/overenskommelse/andra", "/par/forbered"]],
    ["adept1@example.org", ["/par/kontakt", "/par/lage", "/par/lage/pause", "/min-sida/puls"]],
    [
      "organisator1@example.org",
      ["/organisera", "/organisera/dagar/avslutning-2027", "/organisera/dagar/uppstart-2026?svar=yes&sok=stad"],
    ],
    [
      "organisator1@example.org",
      ["/organisera/dagar/avslutning-2027/incheckning?kod=0", "/organisera/dagar/uppstart-2026/namnskyltar"],
    ],
    ["mentor2@example.org", ["/dagar/uppstart-2026", "/dagar/inspirationsdag-2026/utvardering"]],
    [
      "organisator1@example.org",
      ["/efter", "/material", "/utvardering"].map((page) => `/organisera/dagar/uppstart-2026${page}`),
    ],
    [
      "organisator1@example.org",
      [
        "/organisera/dagar/avslutning-2027/bord",
        "/organisera/dagar/inspirationsdag-2026/bord",
        "/organisera/dagar/inspirationsdag-2026/bord/utskrift",
      ],
    ],
    ["mentor1@example.org", ["/dagar/avslutning-2027/behov"]],
    [
      "organisator1@example.org",
      [
        "/organisera/dagar/avslutning-2027/behov",
        "/organisera/dagar/avslutning-2027/gaster",
        "/organisera/dagar/avslutning-2027/gaster/4",
        "/organisera/dagar/uppstart-2026/lista?roll=adept",
      ],
    ],
    ["organisator1@example.org", ["/organisera/import", "/organisera/ansokan", "/organisera/arbetsgivare", "/matchning"]],
    ["", ["/ansok", "/chef/tack", "/chef/vidare", "404 /chef/okänd"]],
    ["adept1@example.org", ["/ansok/ansokan", "/ansok/ansokan/utskrift", "/ansok/arbetsgivare"]],
    ["kontakt2@example.org", ["/kontakt/ansokningar", "/kontakt/nominera", "/kontakt/ersattare"]],
    ["kontakt1@example.org", ["/min-sida", "/kontakt"]],
    ["arbetsgrupp1@example.org", ["/min-sida", "/matchning"]],
    ["arbetsgrupp1@example.org", ["/urval", "/urval/2", "/urval/jamfor?nr=2&nr=3", "/urval/beslut", "/urval/protokoll"]],
    ["reserv1@example.org", ["/min-sida", "/dagar/avslutning-2027"]],
    [
      "organisator1@example.org",
      ["/organisera/dagar/ny", "/organisera/dagar/avslutning-2027/andra", "/organisera/dagar/avslutning-2027/svar/5/1"],
    ],
    ["adept10@example.org", ["/dagar/avslutning-2027/ord/5"]],
  ],
};

for (const [today, people] of Object.entries(PAGES) as [Today, [string, string[]][]][]) {
  test.describe(`on the day ${today}`, () => {
    test.use({ today });
    for (const [who, pages] of people) readable(who, pages);
  });
}

/** All pages of someone's are accessible, valid and no wider than a phone, in both languages, light and dark. */
function readable(who: string, pages: string[]): void {
  test(`everyone can read the pages of ${who || "visitors"}: ${pages.join(" ")}`, async ({
    page,
    server,
    signIn,
    hydrated,
    axe,
    validHtml,
    javaScriptEnabled,
    tolerate,
  }) => {
    test.setTimeout(240_000);
    tolerate(/404 \(Not Found\)/);
    if (who) await signIn(page, who);
    for (const [, refused, path] of pages.map((entry) => /^(404 )?(.*)$/.exec(entry)!)) {
      const address = await addressOf(page, server, path);
      for (const lang of ["sv", "en"] as const) {
        await speak(page, lang, server.url);
        const response = await page.goto(address);
        expect(response?.status(), path).toBe(refused ? 404 : 200);
        // The two projects share the work, since the server sends both the same:
        // the markup is judged here, how it looks in every dress there.
        if (!javaScriptEnabled) await validHtml(response);
        await hydrated(page);
        await expect(page.locator("html")).toHaveAttribute("lang", lang);
        await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
        await openDetails(page);
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 640 });
          await expectNoSidewaysScrolling(page);
          for (const colorScheme of javaScriptEnabled ? (["light", "dark"] as const) : []) {
            await page.emulateMedia({ colorScheme });
            await axe(page);
          }
        }
        if (!javaScriptEnabled && lang === "sv") await axe(page);
      }
    }
  });
}

test("the other language keeps the page and what it shows", async ({ page, signIn, hydrated }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera/dagar/avslutning-2027");
  await hydrated(page);
  await page.getByRole("searchbox").fill("demoström");
  await page.getByRole("combobox", { name: "Roll" }).selectOption("adept");
  await page.getByRole("button", { name: "Visa", exact: true }).click();
  await expect(page).toHaveURL(/sok=demostr%C3%B6m&roll=adept/);
  const address = page.url();

  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Closing day" })).toBeVisible();
  expect(page.url()).toBe(address);
  await expect(page.getByRole("row", { name: "Johan Demoström" })).toBeVisible();
  await hydrated(page);

  await page.getByRole("link", { name: "My page" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hello Katarina" })).toBeVisible();
  await page.getByRole("button", { name: "Svenska" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hej Katarina" })).toBeVisible();
  await expect(page).toHaveURL("/min-sida");
});

test("the other language keeps a search of several words", async ({ page, signIn, hydrated }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera/dagar/avslutning-2027");
  await hydrated(page);
  await page.getByRole("searchbox").fill("johan demo");
  await page.getByRole("button", { name: "Visa", exact: true }).click();
  await expect(page).toHaveURL(/sok=johan/);
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Closing day" })).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("johan demo");
});

test("a chosen theme holds on every page, from its first paint", async ({ page, signIn, hydrated }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await signIn(page, "adept2@example.org");
  const light = await background();
  await page.goto("/installningar");
  await hydrated(page);
  await expect(page.getByRole("button", { name: "Följ systemet" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Mörkt" }).click();
  await expect(page.getByRole("button", { name: "Mörkt" })).toHaveAttribute("aria-pressed", "true");

  const response = await page.goto("/min-sida");
  expect(await response?.text()).toMatch(/<html[^>]* data-theme="dark"/);
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await background()).toBe(dark);

  await page.goto("/installningar");
  await hydrated(page);
  await page.getByRole("button", { name: "Ljust" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await expect.poll(background).toBe(light);
  await page.getByRole("button", { name: "Följ systemet" }).click();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme", /./);
  await expect.poll(background).toBe(dark);
});

test("everything is done by keyboard alone", async ({ page, signIn, hydrated, javaScriptEnabled }) => {
  test.setTimeout(60_000);
  const main = page.getByRole("main");
  await signIn(page, "adept3@example.org");
  await hydrated(page);

  await test.step("past the header", async () => {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Hoppa till innehållet" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL("/min-sida#innehall");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.querySelector("main")!.contains(document.activeElement))).toBe(true);
  });

  await test.step("an answer", async () => {
    const reply = page.getByRole("group", { name: /^Kommer du/ }).first();
    const word = (await reply.getByRole("button", { name: "Ja", pressed: true }).count()) ? "Nej" : "Ja";
    await tabTo(page, reply.getByRole("button", { name: word }));
    await page.keyboard.press("Space");
    await expect(reply.getByRole("button", { pressed: true })).toHaveText(word);
    // With JavaScript what was pressed shows at once; it is kept when the page says so.
    if (javaScriptEnabled) await expect(page.getByText(/^Sparat/).first()).toBeVisible();
    await page.reload();
    await hydrated(page);
    await expect(reply.getByRole("button", { pressed: true })).toHaveText(word);
  });

  await test.step("a meeting", async () => {
    await tabTo(page, main.getByRole("link", { name: "Logga en träff" }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Logga en träff" })).toBeVisible();
    await tabTo(page, page.getByLabel("Längd i minuter"));
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("45");
    const chosen = page.getByRole("radio", { checked: true });
    await tabTo(page, chosen);
    const before = await chosen.getAttribute("value");
    await page.keyboard.press("ArrowDown");
    await expect(chosen).not.toHaveAttribute("value", before!);
    await tabTo(page, page.getByLabel("Gemensamma anteckningar"));
    await page.keyboard.type("Skrivet utan mus");
    await tabTo(page, page.getByLabel("Klart").first());
    await page.keyboard.press("Space");
    await expect(page.getByLabel("Klart").first()).toBeChecked();
    await tabTo(page, page.getByRole("button", { name: "Spara träffen" }));
    await page.keyboard.press("Enter");
    await expect(main.getByText("Träffen är sparad.")).toBeVisible();
    await expect(main.getByText("45 minuter")).toBeVisible();
    await expect(main.getByText("Skrivet utan mus")).toBeVisible();
  });
});

test("pictures for people to look at", async ({ page, signIn, person, hydrated, picture }) => {
  test.setTimeout(60_000);
  const phone = { width: 360, height: 740 };
  const desktop = { width: 1280, height: 800 };
  const show = async (window: Page, path: string, size: typeof phone) => {
    await window.setViewportSize(size);
    await window.goto(path);
    await hydrated(window);
    await window.evaluate(() => document.fonts.ready);
  };

  await show(page, "/", desktop);
  await picture(page, "start", { readme: true });
  await show(page, "/", phone);
  await picture(page, "start-telefon");

  await signIn(page, "adept1@example.org");
  await answer(page, "Ja");
  await show(page, "/min-sida", desktop);
  await picture(page, "min-sida", { readme: true });
  await show(page, "/min-sida", phone);
  await picture(page, "min-sida-telefon", { readme: true });
  await show(page, "/par/traffar/ny", phone);
  await picture(page, "logga-telefon", { readme: true });
  await show(page, "/par/traffar/ny", desktop);
  await picture(page, "logga");
  await show(page, "/par", phone);
  await picture(page, "par-telefon");
  await page.emulateMedia({ colorScheme: "dark" });
  await show(page, "/par", desktop);
  await picture(page, "par-mork", { readme: true });

  const organiser = await person("organisator1@example.org");
  await show(organiser, "/organisera/dagar/avslutning-2027", desktop);
  await picture(organiser, "tavla", { readme: true });
  await show(organiser, "/organisera/dagar/avslutning-2027", phone);
  await picture(organiser, "tavla-telefon");
  await show(organiser, "/organisera", desktop);
  await picture(organiser, "organisera");
});

/** A path's address, with what is known only once it is opened: the reader's latest meeting, the link that a manager got. */
async function addressOf(page: Page, server: Server, path: string): Promise<string> {
  if (path === "MANAGER") return managersLink(server, "chef1@example.org");
  return path.includes("MEETING") ? path.replace("MEETING", await latestMeeting(page)) : path;
}

async function latestMeeting(page: Page): Promise<string> {
  await page.goto("/par");
  const link = page.getByRole("main").locator('ol a[href^="/par/traffar/"]').first();
  return (await link.getAttribute("href"))!;
}
