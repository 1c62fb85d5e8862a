import { BOARD, matches } from "../../support/matching";
import { expectFits } from "../../support/fits";
import { follow, openDetails, tabTo } from "../../support/page";
import { expect, test } from "../../support/test";

test.use({ today: "matching" });

test("the group sees each other's changes, and nobody sees their own organisation's", async ({
  page,
  person,
  signIn,
  hydrated,
  picture,
}) => {
  test.setTimeout(60_000);
  await signIn(page, "arbetsgrupp3@example.org");
  await page.getByRole("navigation").first().getByRole("link", { name: "Matchning" }).click();
  await hydrated(page);
  await expect(page.getByText("Sökande som du är jävig för visas inte för dig")).toBeVisible();
  const own = page.locator(".match__from", { hasText: "Skatteverket" });
  await expect(own).toHaveCount(0);
  const other = await person("organisator1@example.org");
  await other.goto(BOARD);
  await hydrated(other);
  const before = await matches(other).count();
  if (before === 0) await other.getByRole("button", { name: "Gör utkastet" }).click();
  await expect(matches(other).first()).toBeVisible();
  await expect(async () => {
    await follow(page);
    await expect(matches(page).first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(own).toHaveCount(0);
  await picture(page, "matchning-medlem");
});

for (const width of [320, 1280]) {
  test(`the board with a draft reads well at ${width} pixels, light and dark`, async ({ page, signIn, hydrated, axe, validHtml }) => {
    test.setTimeout(90_000);
    await signIn(page, "organisator1@example.org");
    await page.setViewportSize({ width, height: 800 });
    await page.goto(BOARD);
    await hydrated(page);
    if ((await matches(page).count()) === 0) await page.getByRole("button", { name: "Gör utkastet" }).click();
    await expect(matches(page).first()).toBeVisible();
    await validHtml(await page.reload());
    await page.getByRole("link", { name: "Annan mentor" }).first().click();
    await expect(page.locator(".match__panel")).toBeVisible();
    await hydrated(page);
    await openDetails(page);
    await expectFits(page);
    // Down there the bar with "undo" stands where it belongs, and over nothing.
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await axe(page);
    }
  });
}

test("the board is worked by keyboard alone", async ({ page, signIn, hydrated }) => {
  await signIn(page, "organisator2@example.org");
  await page.goto(BOARD);
  await hydrated(page);
  if ((await matches(page).count()) === 0) await page.getByRole("button", { name: "Gör utkastet" }).press("Enter");
  const first = matches(page).first();
  await tabTo(page, first.getByRole("link", { name: "Annan mentor" }));
  await page.keyboard.press("Enter");
  const panel = page.locator(".match__panel");
  await expect(panel).toBeVisible();
  const other = panel.getByRole("row").filter({ hasText: "färre tillsammans" }).first();
  const mentor = (await other.getByRole("rowheader").innerText()).split("\n")[0];
  await tabTo(page, other.getByRole("button", { name: "Gör till par" }));
  await page.keyboard.press("Enter");
  await expect(first.locator(".match__one--mentor .match__name")).toHaveText(mentor);
});
