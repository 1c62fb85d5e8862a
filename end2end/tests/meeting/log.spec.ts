import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../../support/test";
import { follow, meetingForm, scriptsRun } from "../../support/page";

const NEW = "/par/traffar/ny";

/** Waits until what is typed is kept as a draft; without scripts it takes a button. */
async function keepDraft(page: Page): Promise<void> {
  if (await scriptsRun(page)) await expect(page.getByText(/^Utkast sparat \d\d.\d\d$/)).toBeVisible();
  else await page.getByRole("button", { name: "Spara utkast" }).click();
}

/** Saves a log of a day, and waits until it is there; its address. */
async function logged(page: Page, day: string, notes: string, hydrated: (page: Page) => Promise<void>): Promise<string> {
  await page.goto(NEW);
  await hydrated(page);
  const form = meetingForm(page);
  await form.date.fill(day);
  await form.notes.fill(notes);
  await form.save.click();
  await expect(page.getByText("Träffen är sparad.")).toBeVisible();
  return new URL(page.url()).pathname;
}

test("a log takes six taps at most, and the typing", async ({ page, signIn, hydrated, picture, axe }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await signIn(page, "adept2@example.org");
  await page.goto("/par");
  await hydrated(page);
  let taps = 0;
  const tap = async (what: Locator) => {
    taps += 1;
    await what.click();
  };
  const type = async (field: Locator, text: string) => {
    await tap(field);
    await page.keyboard.type(text);
  };
  await tap(page.getByRole("link", { name: "Logga en träff" }));
  const form = meetingForm(page);
  await expect(page.getByText("begäras ut")).toBeVisible();
  await type(form.notes, "Vi talade om mandat.");
  await type(form.action(1), "Ringa chefen");
  await type(form.reflection, "Jag vågade fråga.");
  await axe(page);
  await picture(page, "logga-på-telefonen");
  await tap(form.save);
  await expect(page.getByText("Träffen är sparad.")).toBeVisible();
  expect(taps).toBeLessThanOrEqual(6);
  console.log(`from the pair's page to a saved log with three texts: ${taps} taps`);

  await test.step("a log without text takes two", async () => {
    await page.goto("/par");
    await hydrated(page);
    taps = 0;
    await tap(page.getByRole("link", { name: "Logga en träff" }));
    await tap(meetingForm(page).save);
    await expect(page.getByText("Inga gemensamma anteckningar.")).toBeVisible();
    expect(taps).toBe(2);
  });
});

test("a draft survives the tab and is the writer's alone", async ({ page, signIn, person, hydrated, picture, axe }) => {
  await signIn(page, "adept3@example.org");
  await page.goto(NEW);
  await hydrated(page);
  await meetingForm(page).notes.fill("Halvfärdigt");
  await meetingForm(page).action(2).fill("Boka rum");
  await meetingForm(page).reflection.fill("Eget halvfärdigt");
  await keepDraft(page);

  const again = await page.context().newPage();
  await page.close();
  await again.goto(NEW);
  await hydrated(again);
  await expect(again.getByText(/^Du har ett utkast från/)).toBeVisible();
  await expect(meetingForm(again).notes).toHaveValue("");
  await axe(again);
  await picture(again, "utkast-erbjuds");
  const partner = await person("mentor3@example.org");
  await partner.goto(NEW);
  await expect(partner.getByText(/utkast från/)).toHaveCount(0);

  await again.getByRole("link", { name: "Fortsätt på utkastet" }).click();
  await expect(again.getByText(/^Här är ditt utkast från/)).toBeVisible();
  await hydrated(again);
  await expect(meetingForm(again).notes).toHaveValue("Halvfärdigt");
  await expect(meetingForm(again).action(2)).toHaveValue("Boka rum");
  await expect(meetingForm(again).reflection).toHaveValue("Eget halvfärdigt");
  await meetingForm(again).notes.fill("Helt färdigt");
  await meetingForm(again).save.click();
  await expect(again.getByText("Helt färdigt")).toBeVisible();
  await again.goto(NEW);
  await hydrated(again);
  await expect(again.getByText(/utkast från/)).toHaveCount(0);

  await test.step("and can be discarded", async () => {
    await meetingForm(again).notes.fill("Onödigt");
    await keepDraft(again);
    await again.goto(NEW);
    await hydrated(again);
    await again.getByRole("button", { name: "Kasta utkastet" }).click();
    await expect(again.getByText(/utkast från/)).toHaveCount(0);
    await expect(meetingForm(again).notes).toHaveValue("");
  });
});

test("the same meeting logged by both is noticed", async ({ page, signIn, person, hydrated, picture, axe, tolerate }) => {
  tolerate(/status of 409/);
  await signIn(page, "adept4@example.org");
  await logged(page, "2026-02-12", "Adeptens", hydrated);
  const partner = await person("mentor4@example.org");
  await partner.goto(NEW);
  await hydrated(partner);
  await meetingForm(partner).date.fill("2026-02-12");
  await meetingForm(partner).notes.fill("Mentorns");
  await meetingForm(partner).save.click();
  await expect(partner.getByText(/ har redan loggat en träff den dagen\.$/)).toBeVisible();
  await expect(meetingForm(partner).notes).toHaveValue("Mentorns");
  await axe(partner);
  await picture(partner, "redan-loggad");
  const theirs = await partner.getByRole("link", { name: "Öppna den loggen" }).getAttribute("href");
  await partner.getByRole("button", { name: "Spara ändå, vi sågs två gånger" }).click();
  await expect(partner.getByText("Träffen är sparad.")).toBeVisible();
  await partner.goto(theirs!);
  await expect(partner.getByText("Adeptens")).toBeVisible();
});

test("who saves second sees both texts, and merges them", async ({ page, signIn, person, hydrated, picture, axe, tolerate }) => {
  tolerate(/status of 409/);
  await signIn(page, "adept5@example.org");
  const log = await logged(page, "2026-02-12", "Vi talade om mandat.", hydrated);
  const partner = await person("mentor5@example.org");
  for (const window of [page, partner]) {
    await window.goto(`${log}/andra`);
    await hydrated(window);
  }
  // Whoever has typed nothing yet is shown the other's text as soon as it is saved.
  await meetingForm(page).notes.fill("Vi talade om mandat.\nOch om tid, sade adepten.");
  await meetingForm(partner).notes.fill("Vi talade om mandat.\nOch om mod, sade mentorn.");
  await meetingForm(partner).action(1).fill("Läsa planen");
  await meetingForm(partner).save.click();
  await expect(partner.getByText("Träffen är sparad.")).toBeVisible();
  await meetingForm(page).save.click();
  await expect(page.getByRole("heading", { name: "Så står det i den sparade versionen" })).toBeVisible();
  await expect(meetingForm(page).notes).toHaveValue("Vi talade om mandat.\nOch om tid, sade adepten.");
  await expect(page.locator("mark")).toHaveText(["Och om mod, sade mentorn."]);
  await expect(meetingForm(page).action(1), "what only the mentor added is there already").toHaveValue("Läsa planen");
  await axe(page);
  await picture(page, "båda-har-ändrat");

  await page.getByRole("button", { name: "Ta med det i min text" }).click();
  await expect(page).toHaveURL(new RegExp(`${log}/andra\\?utkast=[0-9a-f]{16}$`));
  await hydrated(page);
  await expect(meetingForm(page).notes).toHaveValue(/sade adepten\.\n\nVi talade om mandat\.\nOch om mod/);
  await expect(meetingForm(page).action(1)).toHaveValue("Läsa planen");
  await meetingForm(page).notes.fill("Vi talade om mandat, tid och mod.");
  await meetingForm(page).save.click();
  await expect(page.getByText("Vi talade om mandat, tid och mod.")).toBeVisible();

  await test.step("what it said before is there to read", async () => {
    await page.getByRole("link", { name: "Tidigare versioner" }).click();
    await expect(page.getByRole("heading", { level: 2 })).toHaveCount(3);
    await expect(page.getByText("Och om mod, sade mentorn.")).toBeVisible();
    await axe(page);
    await picture(page, "tidigare-versioner");
  });
});

test("what is agreed is ticked off where it stands", async ({ page, signIn, person, hydrated, picture, axe }) => {
  await signIn(page, "adept6@example.org");
  await page.goto(NEW);
  await hydrated(page);
  await meetingForm(page).action(1).fill("Ringa chefen");
  await meetingForm(page).action(2).fill("Läsa planen");
  await meetingForm(page).save.click();
  await expect(page.getByText("Träffen är sparad.")).toBeVisible();

  const partner = await person("mentor6@example.org");
  await partner.goto("/par");
  await page.goto("/par");
  for (const window of [page, partner]) await hydrated(window);
  const open = (window: Page) => window.getByRole("button", { name: /^Bocka av/ });
  await expect(open(partner)).toHaveCount(2);
  await axe(partner);
  await picture(partner, "att-göra");
  await partner.getByRole("button", { name: "Bocka av: Ringa chefen" }).click();
  await expect(open(partner)).toHaveCount(1);
  await expect(partner.getByRole("status").filter({ hasText: "Avbockad: Ringa chefen" })).toBeFocused();
  await partner.getByRole("button", { name: "Ångra: Ringa chefen" }).click();
  await expect(open(partner)).toHaveCount(2);
  await partner.getByRole("button", { name: "Bocka av: Ringa chefen" }).click();
  await expect(open(partner)).toHaveCount(1);
  await follow(page);
  await expect(open(page)).toHaveCount(1);

  await page.getByRole("link", { name: /^träffen / }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Ringa chefen" })).toContainText("klart");
  await page.getByRole("button", { name: "Ångra: Ringa chefen" }).click();
  await expect(open(page)).toHaveCount(2);
  await page.getByText("Det här ser organisatören").click();
  await expect(page.getByText("Inga datum, inga ord.")).toBeVisible();
  await picture(page, "loggen");
});

test("a deleted log is told to the other, and comes back", async ({ page, signIn, person, hydrated, picture, axe }) => {
  await signIn(page, "adept7@example.org");
  const log = await logged(page, "2026-02-12", "Ska bort", hydrated);
  const partner = await person("mentor7@example.org");
  await partner.goto("/par");
  await hydrated(partner);
  await page.getByRole("link", { name: "Ta bort loggen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ta bort loggen?" })).toBeVisible();
  await axe(page);
  await picture(page, "ta-bort-loggen");
  await page.getByRole("button", { name: "Ta bort loggen" }).click();
  await expect(page).toHaveURL("/par?klart=borttaget");
  await expect(page.getByRole("status").filter({ hasText: "Loggen är borttagen." })).toBeFocused();
  await follow(partner);
  await expect(partner.getByText(/tog bort loggen från torsdag 12 februari 2026\./)).toBeVisible();
  await axe(partner);
  await picture(partner, "borttagen-logg");
  await partner.getByRole("button", { name: "Ta tillbaka loggen" }).click();
  await expect(partner).toHaveURL(`${log}?tillbaka=1`);
  await expect(partner.getByText("Ska bort")).toBeVisible();
});

test("each takes their log with them", async ({ page, signIn, hydrated, picture, axe }) => {
  await signIn(page, "adept9@example.org");
  await page.goto(NEW);
  await hydrated(page);
  await meetingForm(page).notes.fill("Vi talade om mandat.\n\nOch om tid att tänka.");
  await meetingForm(page).action(1).fill("Ringa chefen");
  await meetingForm(page).reflection.fill("Jag vågade fråga.");
  await meetingForm(page).save.click();
  await expect(page.getByText("Träffen är sparad.")).toBeVisible();
  await page.goto("/par");
  await hydrated(page);
  await page.getByText("Ta med er logg").click();
  await page.getByRole("link", { name: "Att läsa och skriva ut" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Vår mentorlogg" })).toBeVisible();
  await expect(page.getByText("Jag vågade fråga.")).toBeVisible();
  await axe(page);
  await picture(page, "vår-mentorlogg");
  await page.emulateMedia({ media: "print" });
  await picture(page, "vår-mentorlogg-utskriven");
});
