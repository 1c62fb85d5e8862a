import type { Page } from "@playwright/test";
import { mailsTo, waitForMail } from "../../support/mail";
import { follow } from "../../support/page";
import { expect, test } from "../../support/test";

const ADEPT = "adept8@example.org";
const MENTOR = "mentor8@example.org";

test("a pair agrees, pauses and asks for an organiser", async ({
  page,
  person,
  server,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  test.setTimeout(120_000);
  tolerate(/status of (409|422)/);
  await signIn(page, ADEPT);
  const partner = await person(MENTOR);
  const organiser = await person("organisator1@example.org");
  await partner.goto("/par");
  await organiser.goto("/organisera");
  for (const window of [partner, organiser]) await hydrated(window);

  await test.step("an empty agreement says what it is for, and is filled in with suggestions", async () => {
    await page.goto("/par");
    await hydrated(page);
    await page.getByRole("link", { name: "Skriv ett förslag" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Överenskommelse" })).toBeVisible();
    await axe(page);
    await picture(page, "överenskommelse-tom");
    await page.getByRole("link", { name: "Skriv ett förslag" }).click();
    await expect(page.getByLabel("Förtroende")).toHaveValue(/Det vi säger här stannar här/);
    await axe(page);
  });

  await test.step("what is wrong is said, and nothing typed is lost", async () => {
    await page.getByLabel("Veckor emellan").fill("3");
    await page.getByLabel("Mål 1", { exact: true }).fill("Leda genom mina chefer");
    await page.getByLabel("Steg till mål 1").fill("Lämna över budgetmötet\nÖva på att vänta med svaret");
    await page.getByLabel("Spelregler").fill("Vi ställer in i god tid.");
    await page.getByRole("button", { name: "Spara och skriv under" }).click();
    await expect(page.getByRole("alert")).toContainText("Mål 2: Fyll i det här.");
    await expect(page.getByLabel("Spelregler")).toHaveValue("Vi ställer in i god tid.");
    await expect(page.getByLabel("Steg till mål 1")).toHaveValue(/Öva på att vänta/);
    await picture(page, "överenskommelse-fel");
    await page.getByLabel("Mål 2", { exact: true }).fill("Säga nej i ledningsgruppen");
    await page.getByRole("button", { name: "Spara och skriv under" }).click();
    await expect(page.getByText(/^Ditt förslag väntar på/)).toBeVisible();
  });

  await test.step("the partner is told, live and by mail, and signs", async () => {
    await follow(partner);
    await expect(partner.getByText(/har skrivit ett förslag\./)).toBeVisible();
    expect(await waitForMail(server, MENTOR)).toContain("förslag till er överenskommelse");
    await partner.getByRole("link", { name: "Läs och skriv under" }).click();
    await expect(partner.getByText("Var tredje vecka, 90 minuter, mest på plats")).toBeVisible();
    await axe(partner);
    await picture(partner, "överenskommelse-förslag");
    await partner.getByRole("button", { name: "Skriv under" }).click();
    await expect(partner.getByText(/Ni har båda skrivit under/)).toBeVisible();
    await page.goto("/par");
    await hydrated(page);
    await expect(page.getByText("Ni siktar på att träffas var tredje vecka.")).toBeVisible();
  });

  await test.step("either notes how far they have come", async () => {
    await partner.getByLabel("Lämna över budgetmötet").check();
    await goal(partner, "Leda genom mina chefer").getByRole("button", { name: "Spara" }).click();
    await expect(goal(partner, "Leda genom mina chefer")).toContainText("50 % på väg");
    await goal(partner, "Säga nej i ledningsgruppen").getByLabel("Hur långt har ni kommit?").selectOption("25 %");
    await goal(partner, "Säga nej i ledningsgruppen").getByRole("button", { name: "Spara" }).click();
    await expect(goal(partner, "Säga nej i ledningsgruppen")).toContainText("25 % på väg");
    await axe(partner);
    await picture(partner, "överenskommelse-gäller");
    await follow(page);
    await expect(page.getByText("Ni har 2 mål och har kommit 37 % på väg.")).toBeVisible();
    await picture(page, "par-överenskommelse");
  });

  await test.step("a change holds when both have signed; who comes second sees both", async () => {
    for (const window of [page, partner]) {
      await window.goto("/par/overenskommelse/andra");
      await hydrated(window);
    }
    await page.getByLabel("Spelregler").fill("Vi börjar i tid.");
    await partner.getByLabel("Spelregler").fill("Telefonerna ligger i väskan.");
    await partner.getByRole("button", { name: "Spara och skriv under" }).click();
    await expect(partner.getByText(/^Ditt förslag väntar på/)).toBeVisible();
    await page.getByRole("button", { name: "Spara och skriv under" }).click();
    await expect(page.getByRole("heading", { name: "Ni har ändrat samma sak", exact: true })).toBeVisible();
    const clash = page.getByRole("row").filter({ hasText: "Telefonerna ligger i väskan." });
    await expect(clash).toContainText("Spelregler");
    await expect(clash).toContainText("Vi börjar i tid.");
    await expect(page.getByLabel("Spelregler")).toHaveValue("Vi börjar i tid.");
    await axe(page);
    await picture(page, "överenskommelse-båda");
    await page.getByLabel("Spelregler").fill("Vi börjar i tid. Telefonerna ligger i väskan.");
    await page.getByRole("button", { name: "Spara och skriv under" }).click();
    await expect(page.getByText(/^Version 2, .*gällde aldrig$/)).toBeVisible();
    await partner.goto("/par/overenskommelse");
    await partner.getByRole("button", { name: "Skriv under" }).click();
    await expect(partner.getByText("50 % på väg")).toBeVisible();
  });

  await test.step("prepare, on a page that prints", async () => {
    await page.goto("/par/forbered");
    await expect(page.getByText("Målet: Säga nej i ledningsgruppen")).toBeVisible();
    const cards = page.locator(".card");
    const first = await cards.allInnerTexts();
    expect(first).toHaveLength(3);
    await page.getByRole("link", { name: "Andra kort" }).click();
    await expect(cards.first()).not.toHaveText(first[0]);
    await page.getByLabel("Om vad?").selectOption("Det svåra");
    await page.getByRole("button", { name: "Visa" }).click();
    await expect(page).toHaveURL(/om=svart/);
    await axe(page);
    await picture(page, "förbered");
    await page.emulateMedia({ media: "print" });
    await picture(page, "förbered-utskrift");
    await page.emulateMedia({ media: "screen" });
  });

  await test.step("a help request goes past the partner to the organisers", async () => {
    await page.goto("/par/kontakt");
    await page.getByLabel("Några ord, om du vill").fill("Vi kommer inte vidare.");
    await axe(page);
    await picture(page, "kontakt");
    await page.getByRole("button", { name: "Be om kontakt" }).click();
    await expect(page.getByText("Ingen har sett det än.")).toBeVisible();
    const mail = await waitForMail(server, "organisator1@example.org");
    expect(mail).toContain("vill prata med en organisatör");
    expect(mail).not.toContain("Vi kommer inte vidare");

    await follow(organiser);
    await expect(organiser.getByText("Vi kommer inte vidare.")).toBeVisible();
    await axe(organiser);
    await picture(organiser, "organisera-kontakt");
    await organiser.getByRole("button", { name: "Jag hör av mig" }).click();
    await expect(organiser.getByText("Katarina Påhittqvist hör av sig.")).toBeVisible();
    await page.reload();
    await expect(page.getByText("Katarina Påhittqvist har sett det och hör av sig.")).toBeVisible();

    await partner.goto("/par");
    await hydrated(partner);
    await partner.getByText("Det här ser organisatören", { exact: true }).click();
    expect(await partner.content()).not.toContain("bad om kontakt");
    await expect(partner.locator(".organiser-sees").first()).not.toContainText("Vill bli kontaktad");
    await organiser.getByRole("button", { name: "Klart" }).click();
    await expect(organiser.getByText("De vill bli kontaktade")).toHaveCount(0);
    await page.reload();
    await expect(page.getByText("Katarina Påhittqvist har sett det")).toHaveCount(0);
  });

  await test.step("a pause asks first, is told to the partner, and is taken back by them", async () => {
    const mails = mailsTo(server, MENTOR).length;
    await page.goto("/par/lage");
    await axe(page);
    await picture(page, "läge");
    await page.getByRole("link", { name: "Pausa ett tag" }).click();
    expect(mailsTo(server, MENTOR)).toHaveLength(mails);
    await axe(page);
    await picture(page, "pausa");
    await page.getByRole("button", { name: "Pausa" }).click();
    await expect(page.getByText(/Ni har pausat sedan/)).toBeVisible();
    await waitForMail(server, MENTOR, mails + 1);
    await follow(partner);
    await expect(partner.getByText(/Ni har pausat sedan/)).toBeVisible();
    await follow(organiser);
    await expect(organiser.getByRole("row", { name: /Pausar/ }).first()).toBeVisible();
    await partner.getByRole("link", { name: "Fortsätt igen" }).click();
    await partner.getByRole("link", { name: "Fortsätt", exact: true }).click();
    await partner.getByRole("button", { name: "Fortsätt" }).click();
    await expect(partner.getByText(/^Ni fortsätter till/)).toBeVisible();
  });

  await test.step("ended without blame: both read on", async () => {
    await page.goto("/par/lage/end");
    await picture(page, "avsluta");
    await page.getByRole("button", { name: "Avsluta" }).click();
    await expect(page.getByText(/^Ni avslutade er mentorrelation/)).toBeVisible();
    await page.goto("/par/overenskommelse");
    await expect(page.getByText("Leda genom mina chefer").first()).toBeVisible();
    await expect(page.getByRole("link", { name: "Ändra överenskommelsen" })).toHaveCount(0);
    await partner.goto("/par");
    await hydrated(partner);
    await expect(partner.getByText(/^Ni avslutade er mentorrelation/)).toBeVisible();
    await picture(partner, "par-avslutat");
  });
});

/** A goal of the agreement that holds. */
function goal(page: Page, what: string) {
  return page.locator(".goal", { hasText: what });
}
