import type { Page } from "@playwright/test";
import { answer, follow, scriptsRun, speak, tabTo } from "../../support/page";
import { expect, test } from "../../support/test";

const BOARD = "/organisera/dagar/uppstart-2026";
const TABLES = `${BOARD}/bord`;

const rounds = (page: Page) => page.locator(".seating__round");
/** The tables of the first round. */
const tables = (page: Page) => rounds(page).first().locator(".table-of");
/** Someone's seat in the first round. */
const seat = (page: Page, name: string) => rounds(page).first().getByRole("listitem").filter({ hasText: name });
/** Who sits at a table of the first round, by name. */
const names = (page: Page, number: number) => tables(page).nth(number - 1).locator(".seat__name").allInnerTexts();

/** Opens the planner with a plan in it. */
async function open(page: Page, hydrated: (page: Page) => Promise<void>) {
  await page.goto(TABLES);
  await hydrated(page);
  if ((await rounds(page).count()) === 0) await draw(page, "5", "2");
  await expect(rounds(page).first()).toBeVisible();
}

async function draw(page: Page, tables: string, rounds: string) {
  await page.getByLabel("Antal bord").fill(tables);
  await page.getByLabel("Antal rundor").fill(rounds);
  await page.getByRole("button", { name: /^Fördela/ }).click();
}

test("people are spread over tables, moved, locked, spread anew, and a change is undone", async ({
  page,
  person,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  test.setTimeout(90_000);
  tolerate(/422 \(Unprocessable|409 \(Conflict/);
  await signIn(page, "organisator1@example.org");
  await page.goto(BOARD);
  await page.getByRole("link", { name: "Bordsplacering" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bordsplacering");
  await hydrated(page);
  await picture(page, "bord-tom");

  await test.step("a wrong number is explained, and what was typed is kept", async () => {
    await draw(page, "99", "2");
    await expect(page.getByRole("alert").getByRole("link")).toHaveText(/^Antal bord: Skriv ett heltal från 1 till \d+\.$/);
    await expect(page.getByLabel("Antal bord")).toHaveValue("99");
    await axe(page);
  });

  await test.step("nobody sits with the partner or a colleague, and what it is worth stands there", async () => {
    await draw(page, "5", "2");
    await expect(page.getByText(/^\d+ nya kontakter av högst \d+$/)).toBeVisible();
    await expect(page.getByText("Ingen sitter med sin mentor eller adept")).toBeVisible();
    await expect(rounds(page)).toHaveCount(2);
    await axe(page);
    await picture(page, "bord");
  });

  const [first] = await names(page, 1);
  const [other] = await names(page, 2);

  await test.step("someone is moved to another table", async () => {
    await seat(page, first).getByRole("link", { name: "Flytta" }).click();
    const to = page.getByLabel(`Flytta ${first} till`);
    await expect(to).toBeFocused();
    await axe(page);
    await picture(page, "bord-flytta");
    await to.selectOption(await to.getByRole("option", { name: /^Bord 3,/ }).innerText());
    await page.getByRole("button", { name: "Flytta", exact: true }).click();
    await expect.poll(() => names(page, 3)).toContain(first);
    expect(await names(page, 1)).not.toContain(first);
  });

  await test.step("and that is undone", async () => {
    await page.getByRole("button", { name: "Ångra senaste ändringen" }).click();
    await expect.poll(() => names(page, 1)).toContain(first);
  });

  await test.step("two change seats", async () => {
    await page.goto(TABLES);
    await hydrated(page);
    await seat(page, first).getByRole("link", { name: "Flytta" }).click();
    await page.getByLabel(`Flytta ${first} till`).selectOption(`${other}, bord 2`);
    await page.getByRole("button", { name: "Flytta", exact: true }).click();
    await expect.poll(() => names(page, 2)).toContain(first);
    expect(await names(page, 1)).toContain(other);
  });

  await test.step("a locked seat stays when the others are spread anew", async () => {
    await page.goto(TABLES);
    await hydrated(page);
    const lock = seat(page, first).getByRole("button", { name: `Lås platsen: ${first}` });
    await lock.click();
    await expect(lock).toHaveAttribute("aria-pressed", "true");
    await page.getByText("Fördela om", { exact: true }).first().click();
    await draw(page, "6", "3");
    await expect(rounds(page)).toHaveCount(3);
    expect(await names(page, 2)).toContain(first);
    await expect(lock).toHaveAttribute("aria-pressed", "true");
  });

  await test.step("a second organiser sees it, and is told when the first was faster", async () => {
    const second = await person("organisator2@example.org");
    await second.goto(TABLES);
    await hydrated(second);
    await expect(rounds(second)).toHaveCount(3);
    await page.getByRole("button", { name: "Ta bort placeringen" }).click();
    await expect(rounds(page)).toHaveCount(0);
    if (await scriptsRun(second)) {
      await expect(rounds(second), "live").toHaveCount(0);
    } else {
      await second.getByRole("button", { name: `Lås platsen: ${first}` }).first().click();
      await expect(second.getByText("Någon annan hann ändra före dig.")).toBeVisible();
      await expect(rounds(second), "as it is now").toHaveCount(0);
    }
    await page.getByRole("button", { name: "Ångra senaste ändringen" }).click();
    await follow(second);
    await expect(rounds(page)).toHaveCount(3);
    await expect(rounds(second)).toHaveCount(3);
  });
});

test("late answers are listed: a no is taken out, a yes gets a seat", async ({ page, person, signIn, hydrated, axe, picture }) => {
  await signIn(page, "organisator1@example.org");
  await open(page, hydrated);

  const adept = await person("adept1@example.org");
  await adept.goto("/dagar/uppstart-2026");
  await hydrated(adept);
  await answer(adept, "Ja");
  const mentor = await person("mentor1@example.org");
  await mentor.goto("/dagar/uppstart-2026");
  await hydrated(mentor);
  await answer(mentor, "Nej");

  await follow(page);
  const late = page.locator("section", { has: page.getByRole("heading", { name: "Ändrat sedan ni fördelade" }) });
  const press = (name: string, who: string) =>
    late.getByRole("listitem").filter({ hasText: who }).getByRole("button", { name });
  await expect(press("Placera", "Amina Exempelsson")).toBeVisible();
  await expect(seat(page, "Lars Påhittqvist")).toContainText("Nej");
  await axe(page);
  await picture(page, "bord-sena-svar");
  await press("Placera", "Amina Exempelsson").click();
  await expect(seat(page, "Amina Exempelsson")).toBeVisible();
  await press("Ta bort", "Lars Påhittqvist").click();
  await expect(page.getByText("Lars Påhittqvist")).toHaveCount(0);
  await expect(late).toHaveCount(0);
});

test("by keyboard only, someone is moved and the focus follows them", async ({ page, signIn, hydrated, javaScriptEnabled }) => {
  await signIn(page, "organisator1@example.org");
  await open(page, hydrated);
  const [first] = await names(page, 1);
  const link = seat(page, first).getByRole("link", { name: "Flytta" });
  await tabTo(page, link);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel(`Flytta ${first} till`)).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: "Flytta", exact: true }));
  await page.keyboard.press("Enter");
  await expect(tables(page).first().locator(".seat__name", { hasText: first })).toHaveCount(0);
  if (javaScriptEnabled) await expect(seat(page, first).getByRole("link", { name: "Flytta" })).toBeFocused();
});

test("sheets are printed: a list by name, and one page for each table", async ({ page, signIn, hydrated, picture }) => {
  await signIn(page, "organisator1@example.org");
  await open(page, hydrated);
  const all = await tables(page).count();
  await page.getByRole("link", { name: "Skriv ut" }).click();
  await expect(page.locator(".sheet")).toHaveCount(all);
  await hydrated(page);
  await picture(page, "bordsblad");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { name: "Bord 1" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Till bordsplaceringen" })).toBeHidden();
  await picture(page, "bordsblad-utskrift");
});

test("pictures of the planner", async ({ page, server, signIn, hydrated, picture }) => {
  test.setTimeout(60_000);
  await signIn(page, "organisator1@example.org");
  await open(page, hydrated);
  for (const [name, size, scheme, lang] of [
    ["bord-telefon", { width: 360, height: 740 }, "light", "sv"],
    ["bord-telefon-mork", { width: 360, height: 740 }, "dark", "en"],
    ["bord-dator", { width: 1280, height: 800 }, "light", "en"],
    ["bord-dator-mork", { width: 1280, height: 800 }, "dark", "sv"],
  ] as const) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme });
    await speak(page, lang, server.url);
    await page.goto(TABLES);
    await hydrated(page);
    await picture(page, name);
  }
});
