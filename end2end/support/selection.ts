/** What tests do as the working group selects, in Swedish. */
import { expect, type Page } from "@playwright/test";
import { choose } from "./page";

export interface Candidate {
  application: { id: number; name: string; organisation: { name: string }; form: { part: string } };
  decision: object | null;
}

/** All that is before the group and that the one signed in may see. */
export async function candidates(page: Page): Promise<Candidate[]> {
  const answer = await page.request.post("/api/selection/list", { form: {} });
  return ((await answer.json()) as { candidates: Candidate[] }).candidates;
}

/** The number of someone's application. */
export function numberOf(all: Candidate[], name: string): number {
  const found = all.find(({ application }) => application.name === name);
  if (!found) throw new Error(`${name} is not among the candidates`);
  return found.application.id;
}

/** Votes for the application that is open. */
export async function voteYes(page: Page, note: string): Promise<void> {
  await choose(page, "Ja");
  await page.getByLabel("Anteckning").fill(note);
  await page.getByRole("button", { name: "Spara rösten" }).click();
  await expect(page.getByRole("heading", { name: "Gruppens röster" })).toBeVisible();
}

/** Decides on the application that is open. */
export async function decide(page: Page, outcome: "Välj ut" | "Sätt som reserv" | "Avslå"): Promise<void> {
  await choose(page, outcome);
  await page.getByRole("button", { name: "Spara beslutet" }).click();
  await expect(page.getByText("Noterat av")).toBeVisible();
}

/** Declares a conflict of interest with the applicant, by the form that is open. */
export async function recuse(page: Page, reason: string): Promise<void> {
  await page.getByLabel("Varför?").fill(reason);
  await page.getByRole("button", { name: "Anmäl jäv" }).click();
  await expect(page.getByText("Jävet är anmält.")).toBeVisible();
}

/** Decides on all that are undecided, as an organiser who does not go through them one by one. */
export async function decideAll(page: Page, outcome: (name: string) => string): Promise<void> {
  const undecided = (await candidates(page)).filter(({ decision }) => decision === null);
  for (const { application } of undecided) {
    const form = { id: application.id, outcome: outcome(application.name) };
    const answer = await page.request.post("/api/selection/decide", { form });
    expect(answer.ok(), application.name).toBe(true);
  }
}

/** Puts the decisions on record. */
export async function settle(page: Page): Promise<void> {
  await page.goto("/urval/beslut");
  await page.getByRole("button", { name: "Fastställ alla beslut" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Protokoll över urvalet till omgång 15" })).toBeVisible();
}

/** Sends the letters of decision, from the record. */
export async function tellAll(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Skicka \d+ besked nu$/ }).click();
  await expect(page.getByText(/^\d+ besked är på väg\.$/)).toBeVisible();
}
