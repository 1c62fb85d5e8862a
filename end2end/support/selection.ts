/** What tests do as the working group selects, in Swedish. */
import { expect, type Page } from "@playwright/test";
import { choose, inPage, readerOf } from "./page";

export interface Candidate {
  id: number;
  name: string;
  organisation: string;
  part: string;
  decided: boolean;
}

/** All that is before the group and that the one signed in may see, as their list of it says. */
export async function candidates(page: Page): Promise<Candidate[]> {
  return inPage(page, "/urval", (list) =>
    [...list.querySelectorAll("tbody tr")].map((row) => {
      const link = row.querySelector("a")!;
      const cell = (label: string) => row.querySelector(`td[data-label="${label}"]`)!.textContent!.trim();
      return {
        id: Number(link.getAttribute("href")!.split("/").pop()),
        name: link.textContent!,
        organisation: row.querySelector(".table__sub")!.textContent!.split(", ").pop()!,
        part: cell("Söker som"),
        decided: cell("Beslut") !== "–",
      };
    }),
  );
}

/** The number of someone's application. */
export function numberOf(all: Candidate[], name: string): number {
  const found = all.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`${name} is not among the candidates`);
  return found.id;
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
  const undecided = (await candidates(page)).filter(({ decided }) => !decided);
  const reader = await readerOf(page);
  for (const { id, name } of undecided) {
    const form = { id, outcome: outcome(name), ...reader };
    const answer = await page.request.post("/api/selection/decide", { form });
    expect(answer.ok(), name).toBe(true);
  }
}

/** Puts the decisions on record. */
export async function settle(page: Page, round = 15): Promise<void> {
  await page.goto("/urval/beslut");
  await page.getByText("Fastställ alla beslut").click();
  await page.getByRole("button", { name: /^Ja, fastställ \d+ beslut$/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Protokoll över urvalet till omgång ${round}` })).toBeVisible();
}

/** Sends the decision emails, from the record. */
export async function tellAll(page: Page): Promise<void> {
  await page.getByText("Skicka beskeden", { exact: true }).click();
  await page.getByRole("button", { name: /^Skicka \d+ besked nu$/ }).click();
  await expect(page.getByText(/^\d+ besked är på väg\.$/)).toBeVisible();
}
