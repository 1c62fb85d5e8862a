import type { Page } from "@playwright/test";
import { meetingForm } from "../../support/page";
import { expect, test } from "../../support/test";

test("a new page begins at its top, as browsers do it, and says where one is", async ({ page, signIn, hydrated }) => {
  await signIn(page, "adept3@example.org");
  await hydrated(page);
  await page.getByRole("navigation").getByRole("link", { name: "Dagar" }).click();
  await expect(page).toHaveTitle(/^Gemensamma dagar/);
  await expect(page.getByRole("navigation").getByRole("link", { name: "Dagar" })).toHaveAttribute("aria-current", "page");
  await expect(page.locator("body")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Hoppa till innehållet" })).toBeFocused();
});

/** What a page says of what was just done: it has the focus. */
const receipt = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words });

test("a pair's forms lead to what they have done", async ({ page, signIn, hydrated }) => {
  await signIn(page, "adept3@example.org");
  await page.goto("/par/kontakt");
  await hydrated(page);
  await page.getByLabel("Några ord, om du vill").fill("Ring mig gärna");
  await page.getByRole("button", { name: "Be om kontakt" }).press("Enter");
  await expect(receipt(page, "Ingen har sett det än.")).toBeFocused();
  await page.getByRole("button", { name: "Ta tillbaka" }).press("Enter");
  await expect(receipt(page, "Du har tagit tillbaka det.")).toBeFocused();

  await page.goto("/par/traffar/ny");
  await hydrated(page);
  await meetingForm(page).notes.fill("Vi talade om mandat.");
  await meetingForm(page).save.press("Enter");
  await expect(receipt(page, "Träffen är sparad.")).toBeFocused();
  await page.getByRole("link", { name: "Ta bort loggen" }).click();
  await hydrated(page);
  await page.getByRole("button", { name: "Ta bort loggen" }).press("Enter");
  await expect(receipt(page, "Loggen är borttagen.")).toBeFocused();
  await hydrated(page);
  await page.getByRole("button", { name: "Ta tillbaka loggen" }).press("Enter");
  await expect(receipt(page, "Loggen är tillbaka.")).toBeFocused();
});

test("an answer keeps the focus, and what is wrong gets it", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/status of 422/);
  await signIn(page, "adept4@example.org");
  await page.goto("/dagar/uppstart-2026");
  await hydrated(page);
  const reply = page.getByRole("group", { name: /^Kommer du/ }).first();
  await reply.getByRole("button", { name: "Ja" }).press("Enter");
  await expect(reply.getByRole("button", { pressed: true })).toHaveText("Ja");
  await expect(reply.getByRole("button", { name: "Ja" })).toBeFocused();

  await page.goto("/par/traffar/foresla");
  await hydrated(page);
  await page.getByLabel("Datum 1").fill("");
  await page.getByRole("button", { name: "Skicka förslaget" }).press("Enter");
  await expect(page.getByRole("alert")).toBeFocused();
  await page.getByRole("alert").getByRole("link").first().press("Enter");
  await expect(page.getByLabel("Datum 1")).toBeFocused();
});

test("what is taken out of a list leaves the focus on no other row", async ({ page, signIn, hydrated }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera/dagar/uppstart-2026/gaster");
  await hydrated(page);
  for (const name of ["Gerda Ek", "Gustav Ek"]) {
    await page.locator("#ny-gast [name=name]").fill(name);
    await page.locator("#ny-gast").getByRole("button", { name: "Lägg till" }).press("Enter");
    await expect(page.getByRole("link", { name })).toBeVisible();
    await expect(receipt(page, "Sparat.")).toBeFocused();
  }
  await page.getByRole("button", { name: /^Ta bort\s?: Gerda Ek$/ }).press("Enter");
  await expect(page.getByRole("link", { name: "Gerda Ek" })).toHaveCount(0);
  await expect(receipt(page, "Borttagen ur listan.")).toBeFocused();
});
