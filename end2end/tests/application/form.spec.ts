import type { Page } from "@playwright/test";
import * as way from "../../support/application";
import { signInMail, waitForMail } from "../../support/mail";
import { choose } from "../../support/page";
import { expect, test } from "../../support/test";

test.use({ today: "call" });

const MANAGER = "chefen@example.org";
const CONTACT = "kontakt2@example.org";

/** What the first test's applicant says: too short a time as a manager of managers for an adept, too low a level for a mentor. */
const SAID: way.Said = {
  title: "Avdelningschef",
  years: 0,
  strategic: "Nej",
  develop: ["Förändring", "Att leda en omorganisation."],
  give: ["Att leda i kris", "Jag har varit med förr."],
  conflict: ["Lars Påhittqvist", "Jävskanarie"],
  manager: { name: "Chefen Chefsson", email: MANAGER },
};

/** Opens a link as a mail scanner does: over and over, and without looking. */
async function scan(page: Page, link: string): Promise<void> {
  for (let n = 0; n < 20; n++) {
    expect((await page.request.get(link)).status()).toBe(200);
    expect((await page.request.head(link)).status()).toBe(200);
  }
}

test("from the first mail to the endorsement", async ({ page, person, browser, server, axe, picture, tolerate, baseURL }, info) => {
  test.setTimeout(180_000);
  tolerate(/status of (409|410|422|429)/);
  const address = `sokande-${info.project.name}@example.org`;

  await test.step("anyone reads the conditions, and begins by e-mail", async () => {
    await page.goto("/ansok");
    await expect(page.getByText("Ansökan är öppen till och med fredag 14 november 2025.")).toBeVisible();
    await axe(page);
    await picture(page, "ansök");
    await page.getByLabel("Ditt namn").fill("Sigrid Sökande");
    await page.getByRole("button", { name: "Skicka mejlet" }).click();
    await expect(page.getByRole("alert")).toContainText("Din e-postadress på jobbet: Fyll i det här.");
    await expect(page.getByLabel("Ditt namn")).toHaveValue("Sigrid Sökande");
    await picture(page, "ansök-fel");
    await page.getByLabel("Din e-postadress på jobbet").fill(address);
    await page.getByLabel("Din organisation").selectOption("Göteborgs Stad");
    await choose(page, "Adept eller mentor");
    await page.getByRole("button", { name: "Skicka mejlet" }).click();
    await expect(page).toHaveURL(/logga-in\/kod/);
    const { link } = await signInMail(server, address);
    await scan(page, link);
    await page.goto(`${link}?till=/ansok/ansokan`);
    await page.getByRole("button", { name: "Logga in" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Din ansökan" })).toBeVisible();
    await expect(page.getByText("1 av 6 delar är klara.")).toBeVisible();
    await axe(page);
    await picture(page, "ansökan-början");
  });

  await test.step("every part is saved by itself; what is wrong is said and kept; a condition is explained early", async () => {
    await page.getByRole("link", { name: "Du och ditt uppdrag" }).click();
    await page.getByLabel("Befattning").fill(SAID.title);
    await page.getByRole("button", { name: "Spara och fortsätt" }).click();
    await expect(page.getByRole("alert")).toContainText("Verksamhet: ");
    await expect(page.getByLabel("Befattning")).toHaveValue(SAID.title);
    await axe(page);
    await picture(page, "ansökan-uppdrag");
    await way.fillWork(page, SAID);
    await way.saveSection(page, 2);
    await expect(page.getByText("Ett villkor är inte uppfyllt")).toBeVisible();

    await page.getByRole("link", { name: "Vad du vill utveckla eller kan ge" }).click();
    await way.fillPurpose(page, SAID);
    await picture(page, "ansökan-syfte");
    await way.saveSection(page, 3);
    await page.getByRole("link", { name: "Önskemål" }).click();
    await way.fillWishes(page);
    await picture(page, "ansökan-önskemål");
    await way.saveSection(page, 4);
    await page.getByRole("link", { name: "Jäv" }).click();
    await way.fillConflict(page, SAID);
    await picture(page, "ansökan-jäv");
    await way.saveSection(page, 5);
    await page.getByRole("link", { name: "Chef och samtycke" }).click();
    await way.fillManager(page, SAID);
    await way.saveSection(page, 6);
    await axe(page);
    await picture(page, "ansökan-klar");
    await page.goto("/ansok/ansokan/utskrift");
    await expect(page.getByText("Jävskanarie")).toBeVisible();
    await picture(page, "ansökan-utskrift");
    await page.goto("/ansok/ansokan");
    await way.sendApplication(page);
    await axe(page);
    await picture(page, "ansökan-skickad");
  });

  await test.step("the manager is asked once a day; scanners spend nothing; the manager answers once", async () => {
    const link = await way.managersLink(server, MANAGER);
    await page.getByRole("button", { name: "Skicka en ny länk" }).click();
    await expect(page.getByRole("alert")).toContainText("Ett sådant mejl har nyligen gått till den adressen");
    expect(await way.managersLink(server, MANAGER), "the link that they have stays good").toBe(link);
    const context = await browser.newContext({ baseURL });
    const manager = await context.newPage();
    await scan(manager, link);
    await manager.goto(link);
    await expect(manager.getByRole("heading", { level: 1, name: "Stöder du Sigrid Sökandes ansökan?" })).toBeVisible();
    await expect(manager.getByText("Jävskanarie")).toHaveCount(0);
    await axe(manager);
    await picture(manager, "chef");
    await choose(manager, "Ja, jag stöder den");
    await manager.getByLabel("Varför?").fill("Chefskanarie: rätt tid.");
    await manager.getByRole("button", { name: "Skicka svaret" }).click();
    await expect(manager.getByRole("alert")).toContainText("Vad åtar sig organisationen? Fyll i det här.");
    await expect(manager.getByLabel("Varför?")).toHaveValue("Chefskanarie: rätt tid.");
    await way.support(manager, "Chefskanarie: rätt tid.", "Tid för de gemensamma dagarna.");
    await manager.goto(link);
    await expect(manager.getByRole("heading", { level: 1, name: "Länken är redan använd" })).toBeVisible();
    await picture(manager, "chef-använd");
    await context.close();
    await page.reload();
    await expect(page.getByText("Väntar på kontaktpersonen").first()).toBeVisible();
    await expect(page.getByText("Chefskanarie")).toHaveCount(0);
  });

  await test.step("the contact person asks, and endorses", async () => {
    const contact = await person(CONTACT);
    await contact.goto("/kontakt/ansokningar");
    await axe(contact);
    await picture(contact, "kontakt-ansökningar");
    await way.listed(contact, "Sigrid Sökande").click();
    await expect(contact.getByText("Chefskanarie: rätt tid.")).toBeVisible();
    await expect(contact.getByText("Jävskanarie")).toHaveCount(0);
    await axe(contact);
    await picture(contact, "kontakt-ansökan");
    await choose(contact, "Ställa en fråga till sökanden");
    await contact.getByRole("button", { name: "Spara beslutet" }).click();
    await expect(contact.getByRole("alert")).toContainText("Din fråga eller motivering: Fyll i det här.");
    await way.ask(contact, "Varför just nu?");

    await page.reload();
    await expect(page.getByText("Varför just nu?").first()).toBeVisible();
    await picture(page, "ansökan-fråga");
    await page.getByLabel("Ditt svar").fill("För att jag byter uppdrag.");
    await page.getByRole("button", { name: "Skicka svaret" }).click();
    await expect(page.getByText("Väntar på kontaktpersonen").first()).toBeVisible();

    await way.listed(contact, "Sigrid Sökande").click();
    await expect(contact.getByText("För att jag byter uppdrag.")).toBeVisible();
    await way.endorse(contact);
    await page.reload();
    await expect(page.getByText("Väntar på arbetsgruppen.")).toBeVisible();
    await picture(page, "ansökan-tillstyrkt");
  });
});

test("the contact person nominates, and is stood in for while away", async ({ person, server, axe, picture }, info) => {
  test.setTimeout(90_000);
  const contact = await person(CONTACT);
  const nominee = `nominerad-${info.project.name}@example.org`;
  await way.fillNomination(contact, { name: "Nils Nominerad", email: nominee, part: "Mentor" });
  await axe(contact);
  await picture(contact, "kontakt-nominera");
  await way.sendNomination(contact);
  expect(await waitForMail(server, nominee)).toContain("har nominerat dig till Mentorprogrammet IOR");
  // Once more, it says what is true, and nothing is sent.
  await way.fillNomination(contact, { name: "Nils Nominerad", email: nominee, part: "Mentor" });
  await contact.getByRole("button", { name: "Nominera någon" }).click();
  await expect(contact.getByText("Du har redan nominerat personen. Inget nytt mejl skickades.")).toBeVisible();
  await expect(contact.getByRole("listitem").filter({ hasText: "Nils Nominerad" })).toContainText("Har inte skickat sin ansökan än");
  await axe(contact);
  await picture(contact, "kontakt-nominerade");
  const mentor = await person(nominee);
  await mentor.goto("/min-sida");
  await mentor.getByRole("link", { name: "Gå till din ansökan" }).click();
  await expect(mentor.getByText("1 av 6 delar är klara.")).toBeVisible();

  const stand = `ersattare-${info.project.name}@example.org`;
  await contact.goto("/kontakt/ersattare");
  await contact.getByLabel("Kollegans namn").fill("Siv Stand");
  await contact.getByLabel("Kollegans e-postadress").fill(stand);
  await contact.getByLabel("Från och med").fill("2025-10-20");
  await contact.getByLabel("Till och med").fill("2025-10-31");
  await contact.getByRole("button", { name: "Utse ersättare" }).click();
  await expect(contact.getByText(/^Siv Stand är din ersättare/)).toBeVisible();
  await picture(contact, "kontakt-ersättare");
  const standIn = await person(stand);
  await standIn.goto("/kontakt/ansokningar");
  await expect(standIn.getByRole("heading", { level: 1, name: "Ansökningar från din organisation" })).toBeVisible();
});

test("an organiser settles the call", async ({ person, page, axe, picture, tolerate }) => {
  tolerate(/status of 422/);
  const organiser = await person("organisator1@example.org");
  await organiser.goto("/organisera/ansokan");
  await axe(organiser);
  await picture(organiser, "ansökningsomgången");
  await organiser.getByLabel("Sista dag").fill("2025-09-01");
  await organiser.getByRole("button", { name: "Spara", exact: true }).click();
  await expect(organiser.getByRole("alert")).toBeVisible();
  await organiser.getByLabel("Sista dag").fill("2025-10-19");
  await organiser.getByRole("button", { name: "Spara", exact: true }).click();
  await expect(organiser.getByText("Sparat.")).toBeVisible();
  await page.goto("/ansok");
  await expect(page.getByText(/^Ansökan stängde söndag 19 oktober 2025/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Skicka mejlet" })).toHaveCount(0);
  await picture(page, "ansök-stängd");
  await organiser.getByLabel("Sista dag").fill("2025-11-14");
  await organiser.getByRole("button", { name: "Spara", exact: true }).click();
  await expect(organiser.getByText("Sparat.")).toBeVisible();
});
