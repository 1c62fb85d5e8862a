/** Each browser hears at once of what is done in Chromium, and Chromium of it. */
import { DAY as BOARD, DOOR, checkIn, undo } from "../support/door";
import { figure, hydratedPage } from "./chromium";
import { expect, test } from "./test";

const DAY = "/dagar/uppstart-2026";

test("an answer here shows on a board in Chromium", async ({ window, chromium }) => {
  const board = await hydratedPage(await chromium("organisator1@example.org"), BOARD);
  const coming = figure(board, "kommer");
  const before = parseInt(await coming.innerText(), 10);
  const adept = await window("adept6@example.org");
  await adept.open(DAY);
  await adept.click("button", "Ja");
  await expect(coming).toHaveText(new RegExp(`^${before + 1}`), { timeout: 5_000 });
});

test("a check-in in Chromium shows at a door here, and one here at a door in Chromium", async ({ window, chromium }) => {
  const organiser = await window("organisator1@example.org");
  await organiser.open(DOOR);
  await organiser.says("0 av 44 här");
  const other = await hydratedPage(await chromium("organisator2@example.org"), DOOR);
  await checkIn(other, "Johan Demoström").click();
  await organiser.says("1 av 44 här");
  await organiser.click("button", "Checka in: Amina Exempelsson");
  await expect(other.getByText("2 av 44 här")).toBeVisible({ timeout: 5_000 });
  await undo(other, "Johan Demoström").click();
  await organiser.says("1 av 44 här");
  await organiser.click("button", "Ångra: Amina Exempelsson");
  await organiser.says("0 av 44 här");
});
