import type { Page } from "@playwright/test";
import { answer } from "../../support/page";
import { test } from "../../support/test";

test.use({ today: "halfway" });

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
