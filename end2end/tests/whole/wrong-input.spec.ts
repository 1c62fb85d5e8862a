import type { Page } from "@playwright/test";
import { meetingForm, speak } from "../../support/page";
import { expect, test } from "../../support/test";

const HOSTILE = "</textarea><script>alert(1)</script>\n\nTvå stycken & ett 'citat'";

/** Presses the form's button and returns the status of what the server says to it. */
async function save(page: Page, name = "Spara träffen"): Promise<number> {
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name }).click();
  return (await answered).status();
}

for (const { lang, button, summary, links } of [
  {
    lang: "sv",
    button: "Spara träffen",
    summary: "Det är något som behöver rättas",
    links: ["Datum: Fyll i det här.", "Längd i minuter: Skriv ett heltal från 5 till 600."],
  },
  {
    lang: "en",
    button: "Save the meeting",
    summary: "Something needs correcting",
    links: ["Date: Fill this in.", "Length in minutes: Write a whole number from 5 to 600."],
  },
] as const) {
  test(`what is wrong in a log is said first, leads to the field, and loses nothing (${lang})`, async ({
    page,
    server,
    signIn,
    hydrated,
    axe,
    javaScriptEnabled,
    tolerate,
  }) => {
    tolerate(/422 \(Unprocessable/);
    await signIn(page, "adept2@example.org");
    await speak(page, lang, server.url);
    await page.goto("/par/traffar/ny");
    await hydrated(page);
    const field = (name: string) => page.locator(`[name="log[${name}]"]`);
    await field("date").fill("");
    await field("minutes").fill("0");
    await page.locator('label[for="log-form-study_visit"]').click();
    await field("notes").fill(HOSTILE);
    await field("actions][0][what").fill("Läsa <b>planen</b>");
    await field("actions][0][who").selectOption("mentor");
    await field("actions][1][what").fill("Ringa");
    await field("actions][1][done").check();
    await field("reflection").fill("Bara min");
    await field("next_date").fill("2026-03-20");
    await field("next_time").fill("10:15");
    expect(await save(page, button)).toBe(422);

    const alert = page.getByRole("alert");
    await expect(alert.getByRole("heading", { name: summary })).toBeVisible();
    await expect(alert.getByRole("link")).toHaveText([...links]);
    if (javaScriptEnabled) await expect(alert).toBeFocused();
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await axe(page);

    await expect(field("date")).toHaveAttribute("aria-invalid", "true");
    await expect(field("minutes")).toHaveValue("0");
    await expect(field("form").and(page.locator(":checked"))).toHaveValue("study_visit");
    await expect(field("notes")).toHaveValue(HOSTILE);
    await expect(field("actions][0][what")).toHaveValue("Läsa <b>planen</b>");
    await expect(field("actions][0][who")).toHaveValue("mentor");
    await expect(field("actions][1][done")).toBeChecked();
    await expect(field("reflection")).toHaveValue("Bara min");
    await expect(field("next_date")).toHaveValue("2026-03-20");
    await expect(field("next_time")).toHaveValue("10:15");

    await alert.getByRole("link").last().click();
    await expect(field("minutes")).toBeFocused();

    await test.step("wrong once more", async () => {
      await field("date").fill("2026-02-21");
      expect(await save(page, button)).toBe(422);
      await expect(alert.getByRole("link")).toHaveCount(2);
      await expect(field("notes")).toHaveValue(HOSTILE);
    });

    await test.step("corrected, it is saved as it was typed", async () => {
      await field("date").fill("2026-02-19");
      await field("minutes").fill("60");
      await page.getByRole("button", { name: button }).click();
      await expect(page).toHaveURL(/\/par\/traffar\/\d+\?sparad=1$/);
      const main = page.getByRole("main");
      await expect(main.getByText("</textarea><script>alert(1)</script>")).toBeVisible();
      await expect(main.getByText("Läsa <b>planen</b>")).toBeVisible();
    });
  });
}

test("a meeting that has not been is not logged", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/422 \(Unprocessable/);
  await signIn(page, "adept3@example.org");
  await page.goto("/par/traffar/ny");
  await hydrated(page);
  await meetingForm(page).date.fill("2026-02-21");
  expect(await save(page)).toBe(422);
  await expect(page.getByRole("alert").getByRole("link")).toHaveText(/^Datum: Datumet har inte varit än\./);
  await page.goto("/par");
  await expect(page.getByText("Här samlas era träffar.")).toBeVisible();
});

test("a text that is too long is explained and given back", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/422 \(Unprocessable/);
  const text = "å".repeat(30_000);
  await signIn(page, "adept4@example.org");
  await page.goto("/par/traffar/ny");
  await hydrated(page);
  await meetingForm(page).notes.fill(text);
  expect(await save(page)).toBe(422);
  await expect(page.getByRole("alert").getByRole("link")).toHaveText(
    "Gemensamma anteckningar: Texten är 30000 tecken. Korta den till högst 20000.",
  );
  expect((await meetingForm(page).notes.inputValue()).length).toBe(30_000);
});

test("who saves second sees both texts, and can save", async ({ page, person, signIn, hydrated, tolerate }) => {
  tolerate(/409 \(Conflict\)/);
  await signIn(page, "adept5@example.org");
  await page.goto("/par/traffar/ny");
  await hydrated(page);
  await meetingForm(page).notes.fill("Den första texten");
  await meetingForm(page).save.click();
  await expect(page).toHaveURL(/\?sparad=1$/);
  const meeting = new URL(page.url()).pathname;

  const partner = await person("mentor5@example.org");
  for (const window of [page, partner]) {
    await window.goto(`${meeting}/andra`);
    await hydrated(window);
    await expect(meetingForm(window).notes).toHaveValue("Den första texten");
  }
  await meetingForm(page).notes.fill("Adeptens text");
  await meetingForm(partner).notes.fill("Mentorns text");
  await meetingForm(partner).action(1).fill("Mentorns åtgärd");
  await meetingForm(partner).save.click();
  await expect(partner.getByText("Träffen är sparad.")).toBeVisible();

  await meetingForm(page).reflection.fill("Adeptens tanke");
  expect(await save(page)).toBe(409);
  const main = page.getByRole("main");
  await expect(page.getByRole("alert")).toContainText("Någon annan har sparat medan du skrev.");
  const saved = main.locator("section", { has: page.getByRole("heading", { name: "Den sparade versionen" }) });
  await expect(saved).toContainText("Mentorns text");
  await expect(saved).toContainText("Mentorns åtgärd");
  await expect(meetingForm(page).notes).toHaveValue("Adeptens text");
  await expect(meetingForm(page).reflection).toHaveValue("Adeptens tanke");

  await meetingForm(page).notes.fill("Mentorns text\n\nAdeptens text");
  await meetingForm(page).save.click();
  await expect(main.getByText("Träffen är sparad.")).toBeVisible();
  await expect(main.getByText("Mentorns text")).toBeVisible();
  await expect(main.getByText("Adeptens text")).toBeVisible();
  await expect(main.getByText("Adeptens tanke")).toBeVisible();
});
