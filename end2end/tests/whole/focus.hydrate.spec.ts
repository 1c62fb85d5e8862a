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

test("what one acted on keeps the focus after a form was sent in place", async ({ page, signIn, hydrated }) => {
  await signIn(page, "adept3@example.org");
  await page.goto("/par/kontakt");
  await hydrated(page);
  await page.getByLabel("Några ord, om du vill").fill("Ring mig gärna");
  await page.getByRole("button", { name: "Be om kontakt" }).press("Enter");
  await expect(page.getByText("Ingen har sett det än.")).toBeVisible();
  await expect(page.locator("body")).not.toBeFocused();
});
