/** Two rounds at once: while the pairs of 15 meet, 16 is prepared, called for, selected, matched and started. */
import type { Page } from "@playwright/test";
import * as way from "../../support/application";
import { emailsTo } from "../../support/mail";
import { matches, publish } from "../../support/matching";
import { choose, meetingForm } from "../../support/page";
import { candidates, decideAll, settle, tellAll } from "../../support/selection";
import { expect, test } from "../../support/test";

test.use({ today: "start" });

const said = (who: string) => way.saidBy(who, ["Ingen Alls", "Ett namn som ingen har."]);
const wishes = { develop: ["Att leda i kris", "Att hålla huvudet kallt."] } satisfies Partial<way.Said>;

/** Adept of 15, of Göteborgs Stad: mentor in 16, and would take two. */
const BOTH = {
  name: "Amina Exempelsson",
  email: "adept1@example.org",
  contact: "kontakt2@example.org",
  said: { ...said("amina"), give: ["Kommunikation och medier", "Jag har fått så mycket själv."] } satisfies way.Said,
};
const ADEPTS: way.Applicant[] = [
  { name: "Vega Försökslund", email: "vega@example.org", part: "Adept", contact: "kontakt8@example.org", said: { ...said("vega"), ...wishes } },
  { name: "Folke Försöksqvist", email: "folke@example.org", part: "Adept", contact: "kontakt8@example.org", said: { ...said("folke"), ...wishes } },
];
const ALL = [...ADEPTS, BOTH];
const ORGANISER = "organisator1@example.org";
const PARTNER = "mentor1@example.org";

/** A pair of 15 logs a meeting. */
async function meets(page: Page, hydrated: (page: Page) => Promise<void>, day: string, notes: string): Promise<void> {
  await page.goto("/omgang/15/par/traffar/ny");
  await hydrated(page);
  const form = meetingForm(page);
  await form.date.fill(day);
  await form.notes.fill(notes);
  await form.save.click();
  await expect(page.getByText("Träffen är sparad.")).toBeVisible();
}

test("round 16 begins beside 15, whose pairs go on; an adept of 15 has two adepts in 16", async ({
  page,
  browser,
  server,
  signIn,
  hydrated,
  axe,
  picture,
  baseURL,
}) => {
  test.setTimeout(300_000);

  await test.step("16 is prepared from 15, and its call opened", async () => {
    await signIn(page, ORGANISER);
    await page.goto("/organisera/omgangar");
    await hydrated(page);
    await page.getByRole("button", { name: "Skapa omgången" }).click();
    await expect(page.getByText(/^Omgång 16 är skapad/)).toBeVisible();
    await page.goto("/omgang/16/organisera/ansokan");
    await hydrated(page);
    await page.getByLabel("Öppnar").fill("2026-02-20");
    await page.getByLabel("Sista dag").fill("2026-09-30");
    await page.getByLabel("Vem som kan söka, på svenska").fill("Chefer.");
    await page.getByLabel("Vem som kan söka, på engelska").fill("Managers.");
    await page.getByLabel("Kontaktens namn").fill("Katarina Påhittqvist");
    await page.getByLabel("Kontaktens e-postadress").fill(ORGANISER);
    await page.getByRole("button", { name: "Spara", exact: true }).click();
    await expect(page.getByText("Sparat.")).toBeVisible();
  });

  await test.step("a pair of 15 meets, and goes on until 2028", async () => {
    await signIn(page, BOTH.email);
    await meets(page, hydrated, "2026-02-19", "Vår första träff.");
    await page.goto("/omgang/15/par/lage/extend");
    await hydrated(page);
    await page.getByLabel("Ni fortsätter till och med").fill("2028-01-31");
    await page.getByRole("button", { name: "Förläng" }).click();
    await expect(page.getByText(/31 januari 2028/).first()).toBeVisible();
  });

  await test.step("their adept applies as a mentor, and two are nominated", async () => {
    await page.goto("/ansok");
    await hydrated(page);
    await choose(page, "Mentor");
    await page.getByRole("button", { name: "Börja ansökan" }).click();
    await expect(page.getByText("1 av 6 delar är klara.")).toBeVisible();
    await way.fillApplication(page, BOTH.said);
    await page.goto("/ansok/ansokan");
    await page.getByRole("link", { name: "Önskemål" }).click();
    await page.getByLabel("Hur många adepter kan du ta emot?").fill("2");
    await page.getByRole("button", { name: "Spara och fortsätt" }).click();
    await way.sendApplication(page);
    for (const { said, contact, ...nominee } of ADEPTS) {
      await signIn(page, contact);
      await way.fillNomination(page, nominee);
      await way.sendNomination(page);
      await signIn(page, nominee.email);
      await way.fillApplication(page, said);
      await way.sendApplication(page);
    }
  });

  await test.step("their managers support them, and their contact persons endorse them", async () => {
    const window = await browser.newContext({ baseURL });
    const manager = await window.newPage();
    for (const { name, contact, said } of ALL) {
      await manager.goto(await way.managersLink(server, said.manager.email));
      await way.support(manager, `Rätt tid för ${name}.`, "Tid för de gemensamma dagarna.");
      await signIn(page, contact);
      await page.goto("/kontakt/ansokningar");
      await way.listed(page, name).click();
      await way.endorse(page);
    }
    await window.close();
  });

  await page.goto("about:blank");
  await server.travel("after");

  await test.step("in October they are selected, and told", async () => {
    await signIn(page, ORGANISER);
    await page.goto("/omgang/16/urval");
    const names = (await candidates(page)).map(({ name }) => name);
    expect(names.sort()).toEqual(ALL.map(({ name }) => name).sort());
    await decideAll(page, () => "selected");
    await settle(page, 16);
    await tellAll(page);
    for (const { email } of ALL) await expect.poll(() => emailsTo(server, email).at(-1)).toContain("Du är utvald som");
  });

  await test.step("the adept of 15 gets both, and they are published", async () => {
    await page.goto("/omgang/16/matchning");
    await hydrated(page);
    await page.getByRole("button", { name: "Gör utkastet" }).click();
    await expect(matches(page)).toHaveCount(1);
    await page.getByText("Mentorer som får ha flera adepter (0)").click();
    await page.locator('li[id^="flera-"]').getByRole("button", { name: /^Tillåt flera/ }).click();
    await expect(page.getByText("Mentorer som får ha flera adepter (1)")).toBeVisible();
    await page.getByRole("link", { name: "Välj mentor" }).or(page.getByRole("link", { name: "Annan mentor" })).last().click();
    await page.locator(".match__panel").getByRole("button", { name: "Gör till par" }).first().click();
    await expect(matches(page)).toHaveCount(2);
    await axe(page);
    await picture(page, "omgang-16-matchning");
    await publish(page);
    await expect(page.getByText("2 par är publicerade.")).toBeVisible();
  });

  await test.step("they have three rooms in two rounds, and all in one list", async () => {
    await signIn(page, BOTH.email);
    await page.goto("/par/alla");
    await hydrated(page);
    const rooms = page.getByRole("main");
    for (const name of ["Lars Påhittqvist", ...ADEPTS.map(({ name }) => name)]) {
      await expect(rooms.getByRole("link", { name, exact: true })).toBeVisible();
    }
    await axe(page);
    await picture(page, "par-i-tva-omgangar");
    await page.goto("/min-sida");
    const toDo = page.getByRole("main").locator(".todo");
    for (const { name } of ADEPTS) await expect(toDo).toContainText(name.split(" ")[0]);
    await hydrated(page);
    await picture(page, "min-sida-i-tva-omgangar");
  });

  await test.step("and the pair of 15 meets as before, past everything in 16", async () => {
    await meets(page, hydrated, "2026-10-15", "Om att själv bli mentor.");
    await signIn(page, PARTNER);
    await page.goto("/par");
    await expect(page.getByRole("main")).toContainText("Amina Exempelsson");
    expect((await page.request.get("/omgang/16/par")).status()).toBe(404);
    await signIn(page, ADEPTS[0].email);
    await page.goto("/par");
    await expect(page.getByRole("main")).toContainText(BOTH.name);
    await expect(page.getByText("Om att själv bli mentor.")).toHaveCount(0);
  });
});
