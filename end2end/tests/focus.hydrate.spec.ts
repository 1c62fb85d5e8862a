import { expect, test } from "../support/test";

test("a new page takes the focus to its heading", async ({ page, signIn, hydrated }) => {
  await signIn(page, "adept3@example.org");
  await hydrated(page);
  await page.getByRole("navigation").getByRole("link", { name: "Dagar" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Gemensamma dagar" })).toBeFocused();
  await page.getByRole("main").getByRole("link", { name: "Avslutning" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Avslutning" })).toBeFocused();
});
