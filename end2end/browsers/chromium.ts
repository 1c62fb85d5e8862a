/** What the journeys do in Chromium. */
import type { Locator, Page } from "@playwright/test";
import { waitForHydration } from "../support/page";

export async function hydratedPage(page: Page, path: string): Promise<Page> {
  await page.goto(path);
  await waitForHydration(page);
  return page;
}

/** The first of a board's big figures with this label. */
export function figure(board: Page, label: string): Locator {
  return board.getByRole("link", { name: new RegExp(`^\\d+\\s*${label}$`) }).first();
}
