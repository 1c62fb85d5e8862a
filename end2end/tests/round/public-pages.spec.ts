import { expect, test } from "../../support/test";

test("the public pages hang together", async ({ page, hydrated, axe, validHtml, picture }) => {
  const response = await page.goto("/");
  await hydrated(page);
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page.locator("h1")).toBeVisible();
  await validHtml(response);
  await axe(page);
  await picture(page, "start");

  await page.locator('a[href="/datum"]').first().click();
  await expect(page).toHaveURL(/\/datum$/);
  await expect(page.locator("h1")).toHaveCount(1);
  await axe(page);
});

test("someone of the demo signs in", async ({ page, signIn, hydrated }) => {
  await signIn(page, "adept1@example.org");
  await hydrated(page);
  await expect(page.locator("h1")).toBeVisible();
});
