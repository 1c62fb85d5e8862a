import type { Page } from "@playwright/test";
import { meetingForm, scriptsRun } from "../../support/page";
import { expect, test } from "../../support/test";

const NEW = "/par/traffar/ny";
const offers = (page: Page) => page.locator(".draft-offer").filter({ visible: true });

/** Waits until what is typed is kept as a draft; without scripts it takes a button. */
async function keepDraft(page: Page): Promise<void> {
  if (await scriptsRun(page)) await expect(page.getByText(/^Utkast sparat \d\d.\d\d$/)).toBeVisible({ timeout: 15_000 });
  else await page.getByRole("button", { name: "Spara utkast" }).click();
}

test("a draft that is not answered to survives the next one, and each goes by itself", async ({ page, signIn, hydrated, picture, axe }) => {
  await signIn(page, "adept3@example.org");
  for (const words of ["Det första", "Det andra"]) {
    await page.goto(NEW);
    await hydrated(page);
    await meetingForm(page).notes.fill(words);
    await meetingForm(page).reflection.fill(`${words}, för mig själv`);
    await keepDraft(page);
  }
  await page.goto(NEW);
  await hydrated(page);
  await expect(offers(page)).toHaveCount(2);
  await expect(offers(page).first()).toContainText("Det andra");
  await axe(page);
  await picture(page, "flera-utkast");

  await test.step("a save of something else takes none of them", async () => {
    await meetingForm(page).date.fill("2026-02-12");
    await meetingForm(page).save.click();
    await expect(page.getByText("Träffen är sparad.")).toBeVisible();
    await page.goto(NEW);
    await expect(offers(page)).toHaveCount(2);
  });

  await test.step("the dashboard leads to them", async () => {
    await page.goto("/min-sida");
    await page.getByRole("link", { name: "Fortsätt på ditt utkast: Logga en träff" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Dina utkast" })).toBeVisible();
    await hydrated(page);
    await axe(page);
    await picture(page, "dina-utkast");
  });

  await test.step("what is discarded can be brought back", async () => {
    await page.goto(NEW);
    await hydrated(page);
    await offers(page).filter({ hasText: "Det andra" }).getByRole("button", { name: "Kasta utkastet" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Utkastet är kastat." })).toBeFocused();
    await expect(offers(page)).toHaveCount(1);
    await page.getByRole("button", { name: "Ångra, ta tillbaka det" }).click();
    await expect(offers(page)).toHaveCount(2);
  });

  await test.step("one is gone on with, and goes with its form", async () => {
    await offers(page).filter({ hasText: "Det första" }).getByRole("link", { name: "Fortsätt på utkastet" }).click();
    await expect(page.getByText(/^Här är ditt utkast från/)).toBeVisible();
    await hydrated(page);
    await expect(meetingForm(page).reflection).toHaveValue("Det första, för mig själv");
    await meetingForm(page).date.fill("2026-02-13");
    await meetingForm(page).save.click();
    await expect(page.getByText("Träffen är sparad.")).toBeVisible();
    await page.goto(NEW);
    await expect(offers(page)).toHaveCount(1);
    await expect(offers(page)).toContainText("Det andra");
  });
});

test("what is written while the partner ends the pair can be read and copied", async ({ page, signIn, person, hydrated, picture, tolerate }) => {
  tolerate(/status of 409/);
  await signIn(page, "adept4@example.org");
  await page.goto(NEW);
  await hydrated(page);
  await meetingForm(page).notes.fill("De sista orden, som jag vill ha kvar");
  const partner = await person("mentor4@example.org");
  await partner.goto("/par/lage/end");
  await hydrated(partner);
  await partner.getByRole("main").getByRole("button").last().click();
  await expect(partner).toHaveURL(/\/par\/lage\?sparad=1$/);

  await meetingForm(page).save.click();
  await expect(page.getByText("Ert mentorpar är avslutat, så inget nytt kan sparas i det.").first()).toBeVisible();
  await expect(page.getByText("Sidan finns inte")).toHaveCount(0);
  await expect(meetingForm(page).notes).toHaveValue("De sista orden, som jag vill ha kvar");
  await picture(page, "paret-avslutat-medan-man-skrev");
});

test("a day that an organiser is planning has drafts, too", async ({ page, signIn, hydrated }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera/dagar/ny");
  await hydrated(page);
  await page.locator("[name='day[title_sv]']").fill("En halvtänkt dag");
  await keepDraft(page);
  await page.goto("/organisera/dagar/ny");
  await hydrated(page);
  await expect(offers(page)).toContainText("En halvtänkt dag");
  await offers(page).getByRole("link", { name: "Fortsätt på utkastet" }).click();
  await expect(page.locator("[name='day[title_sv]']")).toHaveValue("En halvtänkt dag");
});
