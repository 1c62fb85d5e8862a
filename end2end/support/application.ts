/** What tests do on the way in, from the nomination to the endorsement, in Swedish. */
import { expect, type Locator, type Page } from "@playwright/test";
import { waitForMail } from "./mail";
import { choose } from "./page";
import type { Server } from "./server";

export interface Nominee {
  name: string;
  email: string;
  part: "Adept" | "Mentor";
}

/** What someone says in an application. */
export interface Said {
  title: string;
  /** For how many whole years they have been a manager of managers. */
  years: number;
  strategic: "Ja, nu" | "Nej";
  /** As an adept: a theme, and their own words. */
  develop?: [theme: string, words: string];
  /** As a mentor: a theme, and why they would be a good one. */
  give?: [theme: string, motivation: string];
  /** Whom they must not be paired with, and why. */
  conflict: [who: string, why: string];
  manager: { name: string; email: string };
}

/** Someone who applies. */
export interface Applicant extends Nominee {
  /** The contact person of their organisation. */
  contact: string;
  said: Said;
}

/** What applicants say who differ in little, with the manager's address made of a first name. */
export const saidBy = (who: string, conflict: Said["conflict"]): Said => ({
  title: "Avdelningschef",
  years: 8,
  strategic: "Ja, nu",
  conflict,
  manager: { name: `Chefen för ${who}`, email: `chef-${who}@example.org` },
});

/** The applicant's sections that are left once it is said as what one applies: each with its form, to be saved. */
const SECTIONS: [name: string, fill: (page: Page, said: Said) => Promise<void>][] = [
  ["Du och ditt uppdrag", fillWork],
  ["Vad du vill utveckla eller kan ge", fillPurpose],
  ["Önskemål", fillWishes],
  ["Jäv", fillConflict],
  ["Chef och samtycke", fillManager],
];

/** Fills the form by which a contact person nominates someone. */
export async function fillNomination(contact: Page, nominee: Nominee): Promise<void> {
  await contact.goto("/kontakt/nominera");
  await contact.getByLabel("Namn", { exact: true }).fill(nominee.name);
  await contact.getByLabel("E-postadress på jobbet").fill(nominee.email);
  await choose(contact, nominee.part);
}

export async function sendNomination(contact: Page): Promise<void> {
  await contact.getByRole("button", { name: "Nominera någon" }).click();
  await expect(contact.getByText("Nominerad. Ett mejl är på väg.")).toBeVisible();
}

export async function fillWork(page: Page, said: Said): Promise<void> {
  await page.getByLabel("Befattning").fill(said.title);
  await choose(page, "Samhällsbyggnad");
  await choose(page, "Avdelning med flera enheter");
  await choose(page.getByRole("group", { name: "Är du chef över chefer?" }), "Ja");
  await page.getByLabel("I hur många hela år?").fill(String(said.years));
  await choose(page.getByRole("group", { name: "Har du verkat" }), said.strategic);
}

export async function fillPurpose(page: Page, { develop, give }: Said): Promise<void> {
  if (develop) {
    await choose(page.getByRole("group", { name: "Vad vill du utveckla?" }), develop[0]);
    await page.getByLabel("Med egna ord").fill(develop[1]);
  }
  if (give) {
    await choose(page.getByRole("group", { name: "Vad kan du ge en adept?" }), give[0]);
    await page.getByLabel("Varför är du en lämplig mentor?").fill(give[1]);
  }
}

export async function fillWishes(page: Page): Promise<void> {
  await choose(page, "Gärna båda");
  await choose(page, "Upp till en timme");
}

export async function fillConflict(page: Page, { conflict: [who, why] }: Said): Promise<void> {
  await page.getByLabel("Person eller organisation 1").fill(who);
  await page.getByLabel("Varför 1").fill(why);
}

export async function fillManager(page: Page, { manager }: Said): Promise<void> {
  await page.getByLabel("Din närmaste chefs namn").fill(manager.name);
  await page.getByLabel("Chefens e-postadress").fill(manager.email);
  await page.getByLabel("Jag samtycker").check();
}

/** Saves a section, and comes back to the list. */
export async function saveSection(page: Page, done: number): Promise<void> {
  await page.getByRole("button", { name: "Spara och fortsätt" }).click();
  await expect(page.getByText(`${done} av 6 delar är klara.`)).toBeVisible();
}

/** Fills all that is left of an application of which only the first section is done. */
export async function fillApplication(page: Page, said: Said): Promise<void> {
  await page.goto("/ansok/ansokan");
  await expect(page.getByText("1 av 6 delar är klara.")).toBeVisible();
  for (const [n, [name, fill]] of SECTIONS.entries()) {
    await page.getByRole("link", { name }).click();
    await fill(page, said);
    await saveSection(page, n + 2);
  }
}

export async function sendApplication(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Skicka ansökan" }).click();
  await expect(page.getByText("Väntar på chefen").first()).toBeVisible();
}

/** The path of the link in a manager's `count`th mail. */
export async function managersLink(server: Server, manager: string, count = 1): Promise<string> {
  const link = /\/chef\/[0-9a-f]{64}/.exec(await waitForMail(server, manager, count))?.[0];
  if (!link) throw new Error("no link in the manager's mail");
  return link;
}

/** Supports the application that the link has opened. */
export async function support(manager: Page, why: string, commits: string): Promise<void> {
  await choose(manager, "Ja, jag stöder den");
  await manager.getByLabel("Varför?").fill(why);
  await manager.getByLabel("Vad åtar sig organisationen?").fill(commits);
  await manager.getByRole("button", { name: "Skicka svaret" }).click();
  await expect(manager.getByRole("heading", { level: 1, name: "Tack, ditt svar är skickat" })).toBeVisible();
}

/** An application in the list of its contact person. */
export const listed = (contact: Page, name: string): Locator => contact.getByRole("link", { name, exact: true });

/** Asks the applicant something, whose application is open. */
export async function ask(contact: Page, question: string): Promise<void> {
  await choose(contact, "Ställa en fråga till sökanden");
  await contact.getByLabel("Din fråga eller motivering").fill(question);
  await contact.getByRole("button", { name: "Spara beslutet" }).click();
  await expect(contact.getByText("Sparat. Sökanden får ett mejl.")).toBeVisible();
}

/** Endorses the application that is open. */
export async function endorse(contact: Page): Promise<void> {
  await choose(contact, "Tillstyrka");
  await contact.getByRole("button", { name: "Spara beslutet" }).click();
  await expect(contact.getByText(/^Tillstyrkt\. Sökanden får ett mejl/)).toBeVisible();
}
