/** What tests do with the match board, in Swedish. */
import { expect, type Locator, type Page } from "@playwright/test";

export const BOARD = "/matchning";

/** The draft's pairs. */
export const matches = (page: Page): Locator => page.locator(".match:has(.match__two)");
/** Where an adept or a mentor stands, in a pair or without one. */
export const named = (page: Page, name: string): Locator => page.locator(".match").filter({ hasText: name });
/** Adept and mentor of the nth pair. */
export const two = (page: Page, n: number): Promise<string[]> => matches(page).nth(n).locator(".match__name").allInnerTexts();

/** Whom an adept has in the draft. */
export async function mentorOf(page: Page, adept: string): Promise<string | undefined> {
  const pair = matches(page).filter({ has: page.locator(".match__one--adept", { hasText: adept }) });
  return (await pair.locator(".match__name").allInnerTexts())[1];
}

/** Publishes the draft of the board that is open. */
export async function publish(page: Page): Promise<void> {
  const sure = page.getByLabel(/^Ja, skicka mejl till \d+ personer$/);
  await expect(async () => {
    if (!(await sure.isVisible())) await page.getByText(/^Publicera \d+ par$/).click();
    await sure.check({ timeout: 1_000 });
  }).toPass();
  await page.getByRole("button", { name: "Publicera", exact: true }).click();
}
