import { expect, test } from "../../support/test";

const TABLES = "/organisera/dagar/uppstart-2026/bord";

test("people are dragged to another table of the same round", async ({ page, signIn, hydrated }) => {
  // From one seat to another by hand: both must be in view.
  await page.setViewportSize({ width: 1280, height: 2400 });
  await signIn(page, "organisator1@example.org");
  await page.goto(TABLES);
  await hydrated(page);
  await page.getByLabel("Antal bord").fill("5");
  await page.getByRole("button", { name: "Fördela på bord" }).click();
  const round = page.locator(".seating__round").first();
  const table = (number: number) => round.locator(".table-of").nth(number - 1);
  const names = (number: number) => table(number).locator(".seat__name").allInnerTexts();
  const seat = (name: string) => round.locator(".seat", { hasText: name });
  await expect(table(3)).toBeVisible();

  const [moved] = await names(1);
  // The page may read itself anew at that moment, and the hand lets go.
  await expect(async () => {
    await seat(moved).dragTo(table(2).getByRole("heading"));
    await expect.poll(() => names(2), { timeout: 1_500 }).toContain(moved);
  }).toPass();
  expect(await names(1)).not.toContain(moved);

  // Dropped on someone, the two change seats.
  const [one, [other]] = [(await names(1))[0], await names(3)];
  await expect(async () => {
    await seat(one).dragTo(seat(other));
    await expect.poll(() => names(3), { timeout: 1_500 }).toContain(one);
  }).toPass();
  expect(await names(1)).toContain(other);
  expect(await names(3)).not.toContain(other);

  // What belongs to one round is dropped in no other.
  const before = await names(1);
  await seat((await names(1))[0]).dragTo(page.locator(".seating__round").nth(1).locator(".table-of").nth(1).getByRole("heading"));
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toHaveCount(0);
  expect(await names(1)).toEqual(before);
});
