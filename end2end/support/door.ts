/** What tests do at the door: the check-in page, in Swedish. */
import type { Locator, Page } from "@playwright/test";

export const DAY = "/organisera/dagar/uppstart-2026";
export const DOOR = `${DAY}/incheckning`;

/** Someone in a list of the page, invited or a visitor. */
export const row = (page: Page, name: string): Locator => page.getByRole("listitem").filter({ hasText: name });
export const checkIn = (page: Page, name: string) => row(page, name).getByRole("button", { name: "Checka in" });
export const undo = (page: Page, name: string) => row(page, name).getByRole("button", { name: "Ångra" });
/** "12 av 44 här" */
export const count = (page: Page) => page.getByText(/\d+ av \d+ här/);
/** The button of whoever stands first on the page and is not here. */
export const first = (page: Page) => page.getByRole("main").getByRole("button", { name: /^Checka in/ }).first();

/** The code on someone's badge, as a signed-in organiser is told it. */
export async function badgeOf(organiser: Page, name: string): Promise<string> {
  const answer = await organiser.request.post("/api/attendance/door", { form: { slug: "uppstart-2026" } });
  const { guests } = (await answer.json()) as { guests: { guest: { name: string }; badge: string }[] };
  return guests.find(({ guest }) => guest.name === name)!.badge;
}
