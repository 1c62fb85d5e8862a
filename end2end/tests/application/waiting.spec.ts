/** While people apply, organisers see whom each application waits for, and remind by a press. */
import { expect, test } from "../../support/test";

test.use({ today: "call" });

test("an organiser follows applications and reminds by a press", async ({ page, signIn, hydrated, axe, picture, tolerate }) => {
  tolerate(/409 |422 |429 /);
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera");
  await page.getByRole("link", { name: "Följ ansökningarna" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Följ ansökningarna");
  await hydrated(page);
  await axe(page);
  await picture(page, "ansökningar-väntar");
  await page.setViewportSize({ width: 360, height: 740 });
  await axe(page);
  await picture(page, "ansökningar-väntar-telefon");
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByRole("link", { name: /^\d+\s*hos chefen$/ }).click();
  await expect(page).toHaveURL("/organisera/ansokningar?vantar=chef");
  const row = page.locator("tbody").getByRole("row").filter({ has: page.getByRole("button") }).first();
  await expect(row.getByRole("link", { name: /@/ })).toBeVisible();
  const id = await row.getAttribute("id");
  await row.getByRole("button", { name: /^Påminn om ansökan från/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "mejl" })).toBeVisible();
  const reminded = page.locator(`#${id}`);
  await expect(reminded.getByRole("button")).toHaveCount(0);
  await expect(reminded).toContainText("påmind");
});
