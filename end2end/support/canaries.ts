/**
 * The secret fields of the pair's room: each gets a word of its own, which must
 * be found nowhere but with those that it is for. A new field is one entry here.
 */
import { expect, type Locator, type Page } from "@playwright/test";
import { inPage, meetingForm, scriptsRun } from "./page";

export interface Canary {
  /** What the field is called in a failure. */
  field: string;
  /** Whether the partner reads it too. */
  shared: boolean;
  /** Whether it is said to the organisers. */
  toOrganisers?: boolean;
  /** Writes a word into it, as one of a pair; where it can be read then, if anywhere. */
  write: (page: Page, word: string, hydrated: Hydrated) => Promise<string>;
}

/** Waits until a page is hydrated. */
type Hydrated = (page: Page) => Promise<void>;

/** Logs a meeting of a day with a word in one field; its address. */
const logged = (day: string, field: (page: Page) => Locator) => async (page: Page, word: string, hydrated: Hydrated) => {
  await page.goto("/par/traffar/ny");
  await hydrated(page);
  await meetingForm(page).date.fill(day);
  await field(page).fill(`${word} sjunger`);
  await meetingForm(page).save.click();
  await expect(page.getByText("Träffen är sparad.")).toBeVisible();
  await expect(page.getByText(`${word} sjunger`)).toBeVisible();
  return new URL(page.url()).pathname;
};

/** Types a word into the form of a new log, and leaves it there as a draft. */
async function draft(page: Page, word: string, hydrated: Hydrated): Promise<string> {
  const path = "/par/traffar/ny";
  await page.goto(path);
  await hydrated(page);
  await meetingForm(page).notes.fill(`${word} halvfärdig`);
  if (await scriptsRun(page)) await expect(page.getByText(/^Utkast sparat \d/)).toBeVisible();
  else await page.getByRole("button", { name: "Spara utkast" }).click();
  const href = await inPage(page, path, (document) => document.querySelector(".draft-offer a")?.getAttribute("href"));
  return href ?? path;
}

/** Writes a word, and then something else over it: it is left in the history. */
async function earlier(page: Page, word: string, hydrated: Hydrated): Promise<string> {
  const log = await logged("2026-02-05", (page) => meetingForm(page).notes)(page, word, hydrated);
  await page.getByRole("link", { name: "Ändra" }).click();
  await expect(page.getByRole("heading", { name: "Ändra loggen" })).toBeVisible();
  await meetingForm(page).notes.fill("Något annat");
  await meetingForm(page).save.click();
  await expect(page.getByText("Något annat")).toBeVisible();
  return `${log}/historik`;
}

/** Logs a meeting with a word, and deletes the log. */
async function deleted(page: Page, word: string, hydrated: Hydrated): Promise<string> {
  await logged("2026-02-06", (page) => meetingForm(page).notes)(page, word, hydrated);
  await page.getByRole("link", { name: "Ta bort loggen" }).click();
  await page.getByRole("button", { name: "Ta bort loggen" }).click();
  await expect(page).toHaveURL("/par?klart=borttaget");
  return "";
}

/** Writes an agreement with the word in each of its fields, and signs it. */
async function agreement(page: Page, word: string): Promise<string> {
  await page.goto("/par/overenskommelse/andra");
  const fields = ["Adepten väntar sig", "Mentorn väntar sig", "Mål 1", "Steg till mål 1", "Mål 2", "Spelregler", "Förtroende"];
  for (const field of fields) await page.getByLabel(field, { exact: true }).fill(`${word} sjunger`);
  await page.getByRole("button", { name: "Spara och skriv under" }).click();
  await expect(page.getByText(`${word} sjunger`).first()).toBeVisible();
  return "/par/overenskommelse";
}

/** Asks to be contacted by an organiser, with a word. */
async function signal(page: Page, word: string): Promise<string> {
  await page.goto("/par/kontakt");
  await page.getByLabel("Några ord, om du vill").fill(`${word} hjälp`);
  await page.getByRole("button", { name: "Be om kontakt" }).click();
  await expect(page.getByText("Ingen har sett det än.")).toBeVisible();
  return "";
}

/** All of them. */
export const CANARIES: Canary[] = [
  { field: "notes", shared: true, write: logged("2026-02-02", (page) => meetingForm(page).notes) },
  { field: "action", shared: true, write: logged("2026-02-03", (page) => meetingForm(page).action(1)) },
  { field: "reflection", shared: false, write: logged("2026-02-04", (page) => meetingForm(page).reflection) },
  { field: "earlier version", shared: true, write: earlier },
  { field: "deleted log", shared: false, write: deleted },
  { field: "draft", shared: false, write: draft },
  { field: "agreement", shared: true, write: agreement },
  { field: "word to the organisers", shared: false, toOrganisers: true, write: signal },
];
