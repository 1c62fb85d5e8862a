/** What tests do at the door: the check-in page, in Swedish. */
import type { Locator, Page } from "@playwright/test";
import { inPage } from "./page";

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

/** Someone expected at a day, as the island at its door is told. */
interface Expected {
  name: string;
  badge: string;
  here: unknown;
}

/** Everyone expected at a day. */
export async function expected(organiser: Page, slug: string): Promise<Expected[]> {
  const props = await inPage(organiser, `/organisera/dagar/${slug}/incheckning`, (door) => {
    return door.querySelector<HTMLElement>("leptos-island[data-component^=CheckIn]")!.dataset.props!;
  });
  return (JSON.parse(props) as { door: { expected: Expected[] } }).door.expected;
}

/** The code on someone's badge, as a signed-in organiser is told it. */
export async function badgeOf(organiser: Page, name: string): Promise<string> {
  return (await expected(organiser, "uppstart-2026")).find((guest) => guest.name === name)!.badge;
}
