import { expect, test } from "../../support/test";

test.use({ today: "halfway" });

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
