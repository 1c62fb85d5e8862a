import { expect, test } from "../../support/test";

test.use({ today: "halfway" });

test("the other language keeps the page and what it shows", async ({ page, signIn, hydrated }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera/dagar/avslutning-2027");
  await hydrated(page);
  await page.getByRole("searchbox").fill("demoström");
  await page.getByRole("combobox", { name: "Roll" }).selectOption("adept");
  await page.getByRole("button", { name: "Visa", exact: true }).click();
  await expect(page).toHaveURL(/sok=demostr%C3%B6m&roll=adept/);
  const address = page.url();
  await expect(page.getByRole("main")).toContainText("09.00");

  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Closing day" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("09:00");
  await expect(page.getByRole("main")).not.toContainText("09.00");
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
