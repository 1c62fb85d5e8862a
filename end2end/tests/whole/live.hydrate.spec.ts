import type { BrowserContext, Page } from "@playwright/test";
import { expect, test } from "../../support/test";
import { answer, figure, meetingForm } from "../../support/page";

const BOARD = "/organisera/dagar/uppstart-2026";
const WHOLE_PROGRAMME = "09.00–13.00 Adepter och mentorer";
const LOST = "Direktuppdateringen har tappat kontakten.";

test("an answer shows in the partner's and the organiser's windows by itself", async ({
  page,
  person,
  signIn,
  hydrated,
}) => {
  await signIn(page, "adept2@example.org");
  const partner = await person("mentor2@example.org");
  const organiser = await person("organisator1@example.org");
  await organiser.goto(BOARD);
  for (const window of [page, partner, organiser]) await hydrated(window);
  for (const window of [partner, organiser]) await willNotReload(window);

  const maybes = figure(organiser, WHOLE_PROGRAMME, "kanske");
  const before = parseInt(await maybes.innerText(), 10);

  await answer(page, "Kanske");
  await expect(partner.getByText("Johan kommer kanske", { exact: true })).toBeVisible();
  await expect(maybes).toHaveText(`${before + 1}kanske`);

  await answer(page, "Nej");
  await expect(partner.getByText("Johan kommer inte", { exact: true })).toBeVisible();
  await expect(maybes).toHaveText(`${before}kanske`);

  for (const window of [partner, organiser]) await hasNotReloaded(window);
});

test("a saved meeting shows in the partner's and the organiser's windows by itself", async ({
  page,
  person,
  signIn,
  hydrated,
}) => {
  await signIn(page, "mentor3@example.org");
  await page.goto("/par/traffar/ny");
  const partner = await person("adept3@example.org");
  const organiser = await person("organisator1@example.org");
  await organiser.goto("/organisera");
  for (const window of [page, partner, organiser]) await hydrated(window);
  for (const window of [partner, organiser]) await willNotReload(window);
  const meetings = organiser.getByRole("row", { name: /^Linnea Fiktivén/ }).getByRole("cell").last();
  await expect(meetings).toHaveText("0");

  await meetingForm(page).save.click();
  await expect(page.getByText("Träffen är sparad.")).toBeVisible();
  await expect(partner.getByRole("link", { name: "Omar sparade träffen 20 feb" })).toBeVisible();
  await expect(meetings).toHaveText("1");

  for (const window of [partner, organiser]) await hasNotReloaded(window);
});

test("ten tabs share one connection, and each follows", async ({ page, context, person, signIn, hydrated }) => {
  test.setTimeout(60_000);
  const streams = new Streams(context);
  await signIn(page, "adept4@example.org");
  const tabs = [page];
  while (tabs.length < 10) {
    const tab = await context.newPage();
    await tab.goto("/min-sida");
    tabs.push(tab);
  }
  for (const tab of tabs) await hydrated(tab);
  await expect.poll(() => streams.open).toBe(1);

  const partner = await person("mentor4@example.org");
  await hydrated(partner);
  await answer(partner, "Kanske");
  for (const tab of tabs) await expect(tab.getByText("Zeynep kommer kanske", { exact: true })).toBeVisible();

  await test.step("when the tab that listens is closed, another takes over", async () => {
    await tabs.shift()!.close();
    await expect.poll(() => streams.open).toBe(1);
    await answer(partner, "Ja");
    for (const tab of tabs) await expect(tab.getByText("Zeynep kommer", { exact: true })).toBeVisible();
  });
});

test("when the server goes away the page says so calmly, and catches up when it is back", async ({
  page,
  person,
  server,
  signIn,
  hydrated,
  tolerate,
}) => {
  tolerate(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
  await signIn(page, "adept5@example.org");
  const partner = await person("mentor5@example.org");
  for (const window of [page, partner]) await hydrated(window);
  await answer(partner, "Ja");
  await expect(page.getByText("Mikael kommer", { exact: true })).toBeVisible();
  await willNotReload(page);

  await server.stop();
  await expect(page.getByText(LOST)).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Hej Sara" })).toBeVisible();

  await server.start();
  await answer(partner, "Nej");
  await expect(page.getByText("Mikael kommer inte", { exact: true })).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(LOST)).toBeHidden();
  await hasNotReloaded(page);
});

test("what one is writing survives what others do", async ({ page, context, person, signIn, hydrated }) => {
  await signIn(page, "adept6@example.org");
  await page.goto("/par/traffar/ny");
  await hydrated(page);
  const form = meetingForm(page);
  await form.notes.fill("Halvvägs genom en tanke");
  await form.action(1).fill("Boka rum");
  const other = await context.newPage();
  await other.goto("/par");
  await hydrated(other);

  const partner = await person("mentor6@example.org");
  await answer(partner, "Nej");
  await partner.goto("/par/traffar/ny");
  await hydrated(partner);
  await meetingForm(partner).save.click();
  // The tabs share their news: what one shows, the other has heard of.
  await expect(other.getByRole("link", { name: "fredag 20 februari 2026" })).toBeVisible();

  await expect(form.notes).toHaveValue("Halvvägs genom en tanke");
  await expect(form.action(1)).toHaveValue("Boka rum");
  // Another day than the partner's: the same meeting twice would be asked about.
  await form.date.fill("2026-02-19");
  await form.save.click();
  await expect(page.getByRole("main").getByText("Halvvägs genom en tanke")).toBeVisible();
});

test("signing out ends the live connection of every tab", async ({ page, context, signIn, hydrated, tolerate }) => {
  tolerate(/401 \(Unauthorized\)/);
  const streams = new Streams(context);
  await signIn(page, "adept7@example.org");
  await hydrated(page);
  await expect.poll(() => streams.open).toBe(1);
  const other = await context.newPage();
  await other.goto("/dagar");
  await hydrated(other);

  await other.getByRole("button", { name: "Sign out" }).or(other.getByRole("button", { name: "Logga ut" })).click();
  await expect(other).toHaveURL("/");
  await expect.poll(() => streams.open, { timeout: 10_000 }).toBe(0);
});

/** The live connections of a window, as they come and go. */
class Streams {
  open = 0;

  constructor(context: BrowserContext) {
    const count = (change: number) => (request: { url(): string }) => {
      if (new URL(request.url()).pathname === "/live") this.open += change;
    };
    context.on("request", count(1));
    context.on("requestfinished", count(-1));
    context.on("requestfailed", count(-1));
  }
}

/** Marks a page, so that one sees whether it was loaded anew. */
async function willNotReload(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { stayed: true }));
}

async function hasNotReloaded(page: Page): Promise<void> {
  expect(await page.evaluate(() => "stayed" in window), "the page is still the same").toBe(true);
}
