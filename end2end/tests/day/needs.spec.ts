/** What surrounds an answer: what one needs at a day, and meeting one's partner around it. */
import type { Page } from "@playwright/test";
import { answer, follow, speak } from "../../support/page";
import { expect, test } from "../../support/test";

const DAY = "/dagar/uppstart-2026";
const BOARD = "/organisera/dagar/uppstart-2026";

test("whoever says yes says what they need; one organiser reads it, the kitchen gets figures", async ({
  page,
  person,
  server,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  test.setTimeout(90_000);
  tolerate(/404 \(Not Found\)|422 \(Unprocessable/);
  const responsible = await person("organisator1@example.org");
  const other = await person("organisator2@example.org");
  await signIn(page, "adept1@example.org");
  await page.goto(DAY);
  await hydrated(page);

  await test.step("not before a yes", async () => {
    await expect(page.getByRole("link", { name: "Kost och tillgänglighet" })).toHaveCount(0);
    await page.goto(`${DAY}/behov`);
    await expect(page.getByText("Sidan finns inte, eller så är den inte för dig.")).toBeVisible();
    await page.goto(DAY);
    await hydrated(page);
    await answer(page, "Ja");
    await expect(page.getByText("Kost och tillgänglighet: inget angett")).toBeVisible();
  });

  await test.step("ticks and words, read by one and told to the kitchen", async () => {
    await page.getByRole("link", { name: "Kost och tillgänglighet" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kost och tillgänglighet");
    await expect(page.getByText("Bara Katarina")).toBeVisible();
    await expect(page.getByText("Allt raderas 20 mars 2026")).toBeVisible();
    await page.getByLabel("Veganskt").check();
    await page.getByLabel("Mer om kost").fill("å".repeat(301));
    await page.getByLabel("Hörslinga").check();
    await page.getByRole("button", { name: "Spara", exact: true }).click();
    await expect(page.getByRole("alert").getByRole("link")).toHaveText(/^Mer om kost: Texten är 301 tecken/);
    await expect(page.getByLabel("Veganskt")).toBeChecked();
    await axe(page);
    await page.getByLabel("Mer om kost").fill("Ingen soja.");
    await page.getByRole("button", { name: "Spara", exact: true }).click();
    await expect(page.getByText("Sparat.")).toBeVisible();
    await expect(page.getByLabel("Hörslinga")).toBeChecked();
    await page.getByRole("link", { name: "Till dagen" }).click();
    await expect(page.getByText("Kost och tillgänglighet: noterat")).toBeVisible();
  });

  await test.step("the one responsible sees who, any organiser sees how many", async () => {
    for (const window of [responsible, other]) {
      await window.goto(BOARD);
      await hydrated(window);
      await window.getByRole("link", { name: "Kost och tillgänglighet" }).click();
      await expect(window.getByRole("rowheader", { name: /^Veganskt/ }).first()).toBeVisible();
      await hydrated(window);
      await axe(window);
    }
    const name = (window: Page) => window.getByRole("rowheader", { name: /Amina Exempelsson/ });
    await expect(responsible.getByRole("rowheader", { name: "Veganskt: Ingen soja." })).toBeVisible();
    await expect(other.getByText("Ingen soja.")).toHaveCount(0);
    await expect(other.getByText(/har skrivit mer om kost/)).toBeVisible();
    await expect(name(responsible)).toBeVisible();
    await expect(responsible.getByText("Hörslinga")).toBeVisible();
    await expect(name(other)).toHaveCount(0);
    await expect(other.getByText("Hörslinga")).toHaveCount(0);
    await expect(other.getByText("Bara Katarina Påhittqvist, som ansvarar för dagen, ser")).toBeVisible();
    await responsible.emulateMedia({ media: "print" });
    await expect(name(responsible), "what is printed goes to the kitchen").toBeHidden();
    await picture(responsible, "behov-utskrift");
    await responsible.emulateMedia({ media: "screen" });
  });

  await test.step("whoever does not come after all needs nothing", async () => {
    await hydrated(page);
    await answer(page, "Nej");
    await expect(page.getByRole("link", { name: "Kost och tillgänglighet" })).toHaveCount(0);
    await follow(responsible);
    await expect(responsible.getByRole("rowheader", { name: /Amina/ })).toHaveCount(0);
    await answer(page, "Ja");
    await expect(page.getByText("Kost och tillgänglighet: inget angett")).toBeVisible();
  });

  await test.step("pictures", async () => {
    await page.goto(`${DAY}/behov`);
    await page.getByLabel("Vegetariskt").check();
    await page.getByLabel("Mer om tillgänglighet").fill("Gärna en plats långt fram.");
    await page.getByRole("button", { name: "Spara", exact: true }).click();
    for (const [name, size, scheme, lang] of [
      ["telefon", { width: 360, height: 740 }, "light", "sv"],
      ["telefon-mork", { width: 360, height: 740 }, "dark", "en"],
      ["dator", { width: 1280, height: 800 }, "light", "sv"],
      ["dator-mork", { width: 1280, height: 800 }, "dark", "sv"],
    ] as const) {
      for (const [window, path, what] of [
        [page, `${DAY}/behov`, "behov"],
        [page, DAY, "dagen"],
        [responsible, `${BOARD}/behov`, "köket"],
        [responsible, BOARD, "tavlan"],
        [responsible, `${BOARD}/lista`, "listan"],
      ] as const) {
        await window.setViewportSize(size);
        await window.emulateMedia({ colorScheme: scheme });
        await speak(window, lang, server.url);
        await window.goto(path);
        await hydrated(window);
        await picture(window, `${what}-${name}`);
      }
    }
  });
});

test("whoever becomes responsible reads what was given before only with a yes", async ({
  page,
  person,
  signIn,
  hydrated,
  axe,
  picture,
}) => {
  test.setTimeout(90_000);
  const other = await person("organisator2@example.org");
  await signIn(page, "adept3@example.org");
  await page.goto(DAY);
  await hydrated(page);
  await answer(page, "Ja");
  await page.goto(`${DAY}/behov`);
  await page.getByLabel("Mer om kost").fill("Inga jordnötter.");
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  await expect(page.getByText("Sparat.")).toBeVisible();

  await other.goto(`${BOARD}/andra`);
  await hydrated(other);
  // Oneself, by the number that every form says of its reader.
  const own = await other.locator('form[action$="planning/edit"] input[name="lasare"]').inputValue();
  await other.getByLabel("Ansvarig organisatör").selectOption(own);
  await other.getByRole("button", { name: "Spara dagen" }).click();
  await expect(other).toHaveURL(`${BOARD}?sparad=1`);
  await other.goto(`${BOARD}/behov`);
  await hydrated(other);
  await expect(other.getByRole("heading", { name: "Ändringar av vem som får läsa" })).toBeVisible();
  await expect(other.getByText("Inga jordnötter.")).toHaveCount(0);
  await axe(other);
  await picture(other, "behov-ny-ansvarig");

  await page.reload();
  await hydrated(page);
  await axe(page);
  await picture(page, "behov-ge");
  await page.getByRole("button", { name: /^Ja, låt/ }).click();
  await expect(page.getByRole("button", { name: /^Ja, låt/ })).toHaveCount(0);
  await follow(other);
  await expect(other.getByText("Inga jordnötter.").first()).toBeVisible();
});

test("the two of a pair agree on when to meet with one click each", async ({ page, person, signIn, hydrated, axe }) => {
  const mentor = await person("mentor2@example.org");
  await signIn(page, "adept2@example.org");
  for (const window of [page, mentor]) {
    await window.goto(DAY);
    await hydrated(window);
    await answer(window, "Ja");
  }
  const group = (window: Page) => window.getByRole("group", { name: /^Ses du och/ });
  const before = (window: Page) => group(window).getByRole("button", { name: "Före, från 08.30" });
  const say = async (window: Page, pressed: boolean) => {
    await before(window).click();
    await expect(before(window)).toHaveAttribute("aria-pressed", String(pressed));
  };
  // The demo's pair may have said so already: it begins with nothing said.
  for (const window of [page, mentor]) {
    if ((await before(window).getAttribute("aria-pressed")) === "true") await say(window, false);
  }
  await say(page, true);
  await follow(mentor);
  await expect(mentor.getByText(/kan ses före\./)).toBeVisible();
  await say(mentor, true);
  for (const window of [page, mentor]) {
    await follow(window);
    await expect(window.getByText("Ni ses före, från 08.30.")).toBeVisible();
    await axe(window);
  }
  await say(page, false);
  await follow(mentor);
  await expect(mentor.getByText("Ni ses före, från 08.30.")).toHaveCount(0);
  await page.goto("/min-sida");
  await hydrated(page);
  await say(page, true);
  await answer(mentor, "Nej");
  await follow(page);
  await expect(group(page), "whoever does not come meets nobody").toHaveCount(0);
});

test("a list to tick is printed", async ({ page, signIn, hydrated, axe, picture }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto(`${BOARD}?roll=mentor`);
  await hydrated(page);
  await page.getByRole("link", { name: "Lista att skriva ut" }).click();
  await expect(page).toHaveURL(`${BOARD}/lista?roll=mentor`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lista");
  await hydrated(page);
  await expect(page.getByText("22 personer").first()).toBeVisible();
  await axe(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("rowheader").first()).toBeVisible();
  await picture(page, "lista-utskrift");
});
