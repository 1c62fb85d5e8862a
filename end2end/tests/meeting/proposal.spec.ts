import type { Page } from "@playwright/test";
import { Calendar, calendarPart } from "../../support/invitation";
import { emailsTo, mailsTo, waitForMail } from "../../support/mail";
import { follow } from "../../support/page";
import { expect, test } from "../../support/test";

const ADEPT = "adept8@example.org";
const MENTOR = "mentor8@example.org";
const PROPOSE = "/par/traffar/foresla";
const NEXT = "/par/traffar/nasta";

test("the two propose, agree, move and cancel; both calendars follow", async ({
  page,
  person,
  signIn,
  server,
  hydrated,
  axe,
  picture,
  tolerate,
  javaScriptEnabled,
}) => {
  test.setTimeout(120_000);
  await signIn(page, ADEPT);
  const partner = await person(MENTOR);
  await partner.goto("/par");
  await hydrated(partner);
  const calendars = new Inboxes(server);

  await test.step("times that are wrong are explained, and what was typed is kept", async () => {
    tolerate(/status of 422/);
    await page.goto("/par");
    await hydrated(page);
    await page.getByRole("link", { name: "Föreslå tider" }).click();
    await expect(page).toHaveURL(PROPOSE);
    const form = fields(page);
    await form.time(1, "2026-02-19", "09:00");
    await form.time(2, "2026-03-27", "13:30");
    await form.time(3, "2026-03-27", "13:30");
    await form.how("Digitalt");
    await form.link.fill("http://mote.example/vi");
    await form.send.click();
    const summary = page.getByRole("alert");
    await expect(summary).toContainText("Datum 1: Datumet har redan varit.");
    await expect(summary).toContainText("Klockslag 3: Det står redan här ovanför.");
    await expect(summary).toContainText("Länk till det digitala mötet: Skriv en hel adress som börjar med https://.");
    await expect(form.link).toHaveValue("http://mote.example/vi");
    await expect(page.getByLabel("Datum 2")).toHaveValue("2026-03-27");
    await axe(page);
    await picture(page, "foresla-fel");
  });

  await test.step("a visit is proposed, and shows at the partner's by itself", async () => {
    const form = fields(page);
    await form.time(1, "2026-03-24", "09:00");
    await form.time(3, "2026-03-31", "08:30");
    await form.how("Studiebesök");
    await form.place.fill("Kanariehuset, entrén");
    await picture(page, "foresla");
    await form.send.click();
    await expect(page).toHaveURL("/par?klart=foreslaget");
    await expect(page.getByRole("status").filter({ hasText: "Förslaget är skickat till" })).toBeFocused();
    await expect(page.getByText("Du har föreslagit")).toBeVisible();
    if (!javaScriptEnabled) await partner.reload();
    await expect(partner.getByRole("button", { name: "Ja, fredag 27 mars 2026 kl. 13.30" })).toBeVisible({ timeout: 1_000 });
    const mail = await waitForMail(server, MENTOR);
    expect(mail).toMatch(/föreslår att ni ses/);
    await axe(partner);
    await picture(partner, "forslag-hos-mentorn");
  });

  await test.step("one click agrees; the invitation is in both inboxes", async () => {
    await partner.getByRole("button", { name: "Ja, fredag 27 mars 2026 kl. 13.30" }).click();
    await expect(partner.getByRole("link", { name: "Visa, flytta eller ställ in" })).toBeVisible();
    await follow(page);
    await expect(page.getByText("fredag 27 mars 2026 kl. 13.30")).toBeVisible();
    await calendars.follow(2, 1, (event) => {
      expect(event).toMatchObject({ starts: "2026-03-27T13:30", where: "Kanariehuset, entrén" });
    });
  });

  await test.step("the meeting has a page, with what makes a visit worth it", async () => {
    await page.goto("/par");
    await hydrated(page);
    await page.getByRole("link", { name: "Visa, flytta eller ställ in" }).click();
    await expect(page).toHaveURL(NEXT);
    await expect(page.getByRole("heading", { name: "Så blir studiebesöket värt det" })).toBeVisible();
    await axe(page);
    await picture(page, "nasta-traff");
  });

  await test.step("it is moved: the same event, at another time", async () => {
    await partner.goto(PROPOSE);
    const form = fields(partner);
    await form.time(1, "2026-04-01", "10:00");
    await form.how("Digitalt");
    await form.link.fill("https://mote.example/vi");
    await form.settle.click();
    await expect(partner).toHaveURL("/par?klart=bestamt");
    await expect(partner.getByRole("status").filter({ hasText: "Tiden är bestämd: onsdag 1 april 2026 kl. 10.00." })).toBeFocused();
    await expect(partner.getByRole("link", { name: "Öppna mötet" })).toHaveAttribute("href", "https://mote.example/vi");
    await calendars.follow(3, 2, (event) => {
      expect(event).toMatchObject({ starts: "2026-04-01T10:00", where: "https://mote.example/vi" });
    });
  });

  await test.step("and cancelled, with a word: it is gone from both calendars", async () => {
    await page.goto(NEXT);
    await page.getByText("Ställ in träffen", { exact: true }).click();
    await page.getByLabel("Några ord").fill("Kanariehosta, tyvärr.");
    await picture(page, "stall-in");
    await page.getByRole("button", { name: "Ställ in" }).click();
    await expect(page).toHaveURL("/par?klart=installt");
    await expect(page.getByRole("status").filter({ hasText: "Träffen är inställd." })).toBeFocused();
    await follow(partner);
    await expect(partner.getByText("ställde in träffen.")).toContainText("Kanariehosta, tyvärr.");
    await calendars.follow(4, 3, undefined);
    await picture(partner, "installd");
  });

  await test.step("the partner declines the next times with a word", async () => {
    await page.goto(PROPOSE);
    const form = fields(page);
    await form.time(1, "2026-04-08", "09:00");
    await form.send.click();
    await expect(page).toHaveURL("/par?klart=foreslaget");
    await follow(partner);
    await partner.getByRole("link", { name: "Tacka nej" }).click();
    await partner.getByLabel("Några ord").fill("Helst i maj.");
    await axe(partner);
    await picture(partner, "tacka-nej");
    await partner.getByRole("button", { name: "Tacka nej" }).click();
    await expect(partner).toHaveURL("/par?klart=avbojt");
    await expect(partner.getByRole("status").filter({ hasText: "Du har tackat nej" })).toBeFocused();
    await follow(page);
    await expect(page.getByText("kunde inte någon av tiderna.")).toContainText("Helst i maj.");
  });
});

test("a proposed move says that it is one, and Back and the button again send no second mail", async ({
  page,
  person,
  signIn,
  server,
  hydrated,
  axe,
  picture,
}) => {
  const [adept, mentor] = ["adept6@example.org", "mentor6@example.org"];
  await signIn(page, adept);
  await page.goto(PROPOSE);
  await hydrated(page);
  const form = fields(page);
  await form.time(1, "2026-03-27", "13:30");
  await form.how("Digitalt");
  await form.link.fill("https://mote.example/vi");
  await form.settle.click();
  await expect(page).toHaveURL("/par?klart=bestamt");
  await waitForMail(server, mentor);

  await page.goto(PROPOSE);
  await hydrated(page);
  for (const again of [false, true]) {
    await form.time(1, "2026-04-08", "10:00");
    await form.send.click();
    await expect(page).toHaveURL("/par?klart=foreslaget");
    await expect(page.getByText("Du vill flytta 27 mars till")).toBeVisible();
    if (again) break;
    await page.goBack();
    await expect(page).toHaveURL(PROPOSE);
    await hydrated(page);
  }
  await axe(page);
  expect(await waitForMail(server, mentor, 2)).toMatch(/vill flytta 27 mars till|would like to move 27 March to/);

  const partner = await person(mentor);
  await partner.goto("/par");
  await hydrated(partner);
  await expect(partner.getByText(/ vill flytta 27 mars till$/)).toBeVisible();
  await picture(partner, "forslag-att-flytta");
  await partner.getByRole("button", { name: "Ja, flytta till onsdag 8 april 2026 kl. 10.00" }).click();
  await expect(partner.getByRole("status").filter({ hasText: "Tiden är bestämd: onsdag 8 april 2026 kl. 10.00." })).toBeFocused();
  // What is sent after the proposal has arrived: so there was one mail of it.
  await waitForMail(server, mentor, 3);
  const proposals = emailsTo(server, mentor).filter((mail) => /vill flytta|would like to move/.test(mail));
  expect(proposals).toHaveLength(1);
});

test("what the demo proposes can be answered on the dashboard", async ({ page, signIn, hydrated, axe, picture }) => {
  await signIn(page, "mentor11@example.org");
  await page.goto("/min-sida");
  await hydrated(page);
  await expect(page.getByRole("link", { name: /^Svara på tiderna som .* föreslår$/ })).toBeVisible();
  await axe(page);
  await picture(page, "min-sida-forslag");
  await page.getByRole("button", { name: /^Ja, / }).first().click();
  await expect(page.getByRole("link", { name: "Visa, flytta eller ställ in" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Tiden är bestämd:" })).toBeFocused();
});

/** The fields of the page that proposes. */
function fields(page: Page) {
  return {
    time: async (n: number, date: string, time: string) => {
      await page.getByLabel(`Datum ${n}`).fill(date);
      await page.getByLabel(`Klockslag ${n}`).fill(time);
    },
    how: (name: string) => page.getByText(name, { exact: true }).click(),
    place: page.getByLabel("Plats", { exact: true }),
    link: page.getByLabel("Länk till det digitala mötet"),
    send: page.getByRole("button", { name: "Skicka förslaget" }),
    settle: page.getByRole("button", { name: "Bestäm tiden direkt" }),
  };
}

/** The two's calendars, which take in what their mails bring. */
class Inboxes {
  constructor(private readonly server: Parameters<typeof mailsTo>[0]) {}

  /** Waits for so many mails to each, and looks at what their calendars then show: the one event, or none. */
  async follow(mentors: number, adepts: number, check?: (event: object) => void): Promise<void> {
    const names = new Set<string>();
    for (const [address, count] of [[MENTOR, mentors], [ADEPT, adepts]] as const) {
      await waitForMail(this.server, address, count);
      const parts = mailsTo(this.server, address).map(calendarPart).filter((part) => part !== undefined);
      const [calendar, latestFirst] = [new Calendar(), new Calendar()];
      for (const part of parts) await calendar.take(part.file);
      for (const part of [...parts].reverse()) await latestFirst.take(part.file);
      expect(latestFirst.shown, "mail may arrive in any order").toEqual(calendar.shown);
      expect(calendar.shown).toHaveLength(check ? 1 : 0);
      if (check) check(calendar.shown[0]);
      const methods = parts.map((part) => part.method);
      expect(methods).toEqual(parts.map((part) => (part.file.includes("STATUS:CANCELLED") ? "CANCEL" : "REQUEST")));
      for (const part of parts) names.add(/^UID:(.*)\r$/m.exec(part.file)![1]);
    }
    expect(names.size, "one meeting, one name, in both calendars").toBe(1);
  }
}
