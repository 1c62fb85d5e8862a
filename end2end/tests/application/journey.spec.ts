/** From two nominations to one pair: every role's part in it, and what each must not see yet. */
import type { Page } from "@playwright/test";
import * as way from "../../support/application";
import { events } from "../../support/invitation";
import { emailsTo, waitForMail } from "../../support/mail";
import { BOARD, matches, mentorOf, named } from "../../support/matching";
import { candidates, decide, decideAll, numberOf, settle, tellAll, voteYes } from "../../support/selection";
import type { Server } from "../../support/server";
import { expect, test } from "../../support/test";

test.use({ today: "call" });

const said = (who: string) => way.saidBy(who, ["Lars Påhittqvist", "Vi har arbetat ihop."]);

/** From Göteborgs Stad, as one of the working group is. */
const ADEPT: way.Applicant = {
  name: "Vega Försökslund",
  email: "vega@example.org",
  part: "Adept",
  contact: "kontakt2@example.org",
  said: { ...said("vega"), develop: ["Att leda i kris", "Att hålla huvudet kallt."] },
};
/** From Mölndals kommun. */
const MENTOR: way.Applicant = {
  name: "Folke Försöksqvist",
  email: "folke@example.org",
  part: "Mentor",
  contact: "kontakt8@example.org",
  said: { ...said("folke"), give: ["Kommunikation och medier", "Jag har stått i många mikrofoner."] },
};
const BOTH = [ADEPT, MENTOR];

const MEMBER = "arbetsgrupp2@example.org";
/** Of the adept's own organisation. */
const OWN_MEMBER = "arbetsgrupp1@example.org";
const ORGANISER = "organisator1@example.org";

/** Two more who are selected, and wait for a pair when the first is published. */
const [WAITING_ADEPT, WAITING_MENTOR] = ["Åsa Platshållarsson", "Håkan Fiktivsson"];
/** They, and one who is declined. */
const OTHERS = ["adept8@example.org", "mentor10@example.org", "adept16@example.org"];

/** What is asked of a page by whoever has signed in there, without opening it. */
const status = async (page: Page, path: string) => (await page.request.get(path)).status();
const reads = async (page: Page, path: string) => (await page.request.get(path)).text();

/** One of the two finds the other's name nowhere, and no pair. */
async function expectNoPair(page: Page, server: Server, one: way.Applicant, { name }: way.Applicant): Promise<void> {
  for (const path of ["/min-sida", "/ansok/ansokan", "/dagar"]) {
    expect(await reads(page, path), `${path}, about ${name}`).not.toContain(name);
  }
  for (const path of ["/par", "/par/traffar/ny", BOARD]) expect(await status(page, path), path).toBe(404);
  expect(emailsTo(server, one.email).join()).not.toContain(name);
}

/** The applicant reads that the group has it, and nothing of what it thinks. */
async function expectUndecided(page: Page, server: Server, { email }: way.Applicant): Promise<void> {
  expect(emailsTo(server, email).join()).not.toContain("utvald");
  await page.goto("/ansok/ansokan");
  await expect(page.getByText("Väntar på arbetsgruppen.")).toBeVisible();
  for (const path of ["/ansok/ansokan", "/ansok/ansokan/utskrift", "/min-sida"]) {
    expect(await reads(page, path), path).not.toMatch(/Antagen|utvald|Rösten/);
  }
}

test("two are nominated, supported, endorsed, selected, matched and told of each other", async ({
  page,
  browser,
  server,
  signIn,
  hydrated,
  axe,
  picture,
  javaScriptEnabled,
  baseURL,
}) => {
  test.setTimeout(240_000);

  await test.step("each is nominated by their own contact person, and says their part", async () => {
    for (const { said, contact, ...nominee } of BOTH) {
      await signIn(page, contact);
      await way.fillNomination(page, nominee);
      await way.sendNomination(page);
      await expect(way.listed(page, nominee.name), "not before it is sent").toHaveCount(0);
      expect(await waitForMail(server, nominee.email)).toContain("har nominerat dig till Mentorprogrammet IOR");
      await signIn(page, nominee.email);
      await way.fillApplication(page, said);
      await way.sendApplication(page);
    }
  });

  await test.step("nobody decides before the manager has answered", async () => {
    for (const { name, contact } of BOTH) {
      await signIn(page, contact);
      await page.goto("/kontakt/ansokningar");
      await way.listed(page, name).click();
      await expect(page.getByText("Väntar på chefen").first()).toBeVisible();
      await expect(page.getByRole("heading", { name: "Ditt beslut" })).toHaveCount(0);
    }
    const other = new URL(page.url()).pathname;
    await signIn(page, ADEPT.contact);
    expect(await status(page, other), "to another organisation's contact person").toBe(404);
  });

  await test.step("each manager, who has no account, supports by the link", async () => {
    const window = await browser.newContext({ baseURL });
    const manager = await window.newPage();
    for (const { name, said } of BOTH) {
      await manager.goto(await way.managersLink(server, said.manager.email));
      await expect(manager.getByRole("heading", { level: 1, name: `Stöder du ${name}s ansökan?` })).toBeVisible();
      await expect(manager.getByText(said.conflict[1])).toHaveCount(0);
      await way.support(manager, `Rätt tid för ${name}.`, "Tid för de gemensamma dagarna.");
    }
    await window.close();
  });

  await test.step("the group sees what the contact persons have endorsed, but not of the own organisation", async () => {
    const names = async (who: string) => {
      await signIn(page, who);
      return (await candidates(page)).map(({ name }) => name);
    };
    for (const { name } of BOTH) expect(await names(MEMBER)).not.toContain(name);
    for (const applicant of BOTH) {
      const { name, contact } = applicant;
      await signIn(page, contact);
      await page.goto("/kontakt/ansokningar");
      await way.listed(page, name).click();
      await expect(page.getByText(`Rätt tid för ${name}.`)).toBeVisible();
      await way.endorse(page);
      await signIn(page, applicant.email);
      await expectUndecided(page, server, applicant);
      expect(await reads(page, "/ansok/ansokan"), "what the manager said").not.toContain("Rätt tid");
    }
    expect(await names(MEMBER)).toEqual(expect.arrayContaining([ADEPT.name, MENTOR.name]));
    expect(await names(OWN_MEMBER)).toContain(MENTOR.name);
    expect(await names(OWN_MEMBER)).not.toContain(ADEPT.name);
  });

  await page.goto("about:blank");
  await server.travel("selection");

  await test.step("a member votes and decides, and it is a draft", async () => {
    await signIn(page, MEMBER);
    const all = await candidates(page);
    for (const { name } of BOTH) {
      await page.goto(`/urval/${numberOf(all, name)}`);
      await voteYes(page, `Rösten: ${name} är redo.`);
      await decide(page, "Välj ut");
    }
    await signIn(page, OWN_MEMBER);
    expect(await status(page, `/urval/${numberOf(all, ADEPT.name)}`)).toBe(404);
    for (const applicant of BOTH) {
      await signIn(page, applicant.email);
      await expectUndecided(page, server, applicant);
      await signIn(page, applicant.contact);
      expect(await reads(page, "/kontakt/ansokningar"), `about ${applicant.name}`).not.toContain("Antagen");
    }
  });

  await test.step("an organiser puts it on record, and all are told at one moment", async () => {
    const selected = [ADEPT.name, MENTOR.name, WAITING_ADEPT, WAITING_MENTOR];
    await signIn(page, ORGANISER);
    await decideAll(page, (name) => (selected.includes(name) ? "selected" : "declined"));
    await settle(page);
    for (const applicant of BOTH) {
      await signIn(page, applicant.email);
      await expectUndecided(page, server, applicant);
    }
    await signIn(page, ORGANISER);
    await page.goto("/urval/protokoll");
    await tellAll(page);
    for (const { email, part } of BOTH) {
      await expect.poll(() => emailsTo(server, email).at(-1)).toContain(`Du är utvald som ${part.toLowerCase()}`);
      await signIn(page, email);
      await page.goto("/ansok/ansokan");
      await expect(page.getByText("Antagen").first()).toBeVisible();
      expect(await reads(page, "/ansok/ansokan"), "what the group said").not.toContain("Rösten");
    }
  });

  await page.goto("about:blank");
  await server.travel("matching");

  await test.step("the group makes the two a pair, and locks it", async () => {
    await signIn(page, ORGANISER);
    await page.goto(BOARD);
    await hydrated(page);
    await page.getByRole("button", { name: "Gör utkastet" }).click();
    await expect(matches(page)).toHaveCount(2);
    expect(await mentorOf(page, ADEPT.name), "what the draft began with").toBe(WAITING_MENTOR);
    await (javaScriptEnabled ? drag : choose)(page);
    await expect.poll(() => mentorOf(page, ADEPT.name)).toBe(MENTOR.name);
    await hydrated(page);
    const lock = named(page, ADEPT.name).getByRole("button", { name: "Lås paret" });
    await lock.click();
    await expect(lock).toHaveAttribute("aria-pressed", "true");
    await picture(page, "vägen-in-matchning");
  });

  await test.step("and takes the others apart, who will wait", async () => {
    await named(page, WAITING_ADEPT).getByRole("button", { name: "Ta isär paret" }).click();
    await expect(matches(page)).toHaveCount(1);
    await expect(named(page, WAITING_ADEPT)).toContainText("Kan få ett par utan att någon annan mister sitt.");
  });

  await test.step("nobody sees the pair before it is published", async () => {
    await signIn(page, OWN_MEMBER);
    for (const { name } of BOTH) expect(await reads(page, BOARD), `to the adept's colleague, ${name}`).not.toContain(name);
    for (const [one, other] of [[ADEPT, MENTOR], [MENTOR, ADEPT]]) {
      await signIn(page, one.email);
      await expectNoPair(page, server, one, other);
    }
  });

  await test.step("it is published: both know each other, and when they meet all the others", async () => {
    await signIn(page, ORGANISER);
    await page.goto(BOARD);
    await hydrated(page);
    await page.getByLabel("Ja, skicka mejl till 2 personer").check();
    await page.getByRole("button", { name: "Publicera", exact: true }).click();
    await expect(page.getByText("Paret är publicerat.")).toBeVisible();
    for (const [one, other] of [[ADEPT, MENTOR], [MENTOR, ADEPT]]) {
      const told = `Din ${other.part.toLowerCase()} i programmet är ${other.name}, Avdelningschef`;
      await expect.poll(() => emailsTo(server, one.email).join("\n")).toContain(told);
      await signIn(page, one.email);
      await hydrated(page);
      await expect(page.getByText(other.name).first()).toBeVisible();
      await expect(page.getByRole("link", { name: "Uppstart" }).first()).toBeVisible();
      await axe(page);
      await picture(page, `vägen-in-${one.part.toLowerCase()}`);
      await page.goto("/par");
      await expect(page.getByRole("main").getByText(other.name).first()).toBeVisible();
      const kickOff = await events(await reads(page, "/dagar/uppstart-2026/kalender.ics"));
      expect(kickOff[0].starts).toBe("2026-03-06T09:00");
    }
  });

  await test.step("whoever is not in the pair sees nothing of it", async () => {
    for (const who of OTHERS) {
      await signIn(page, who);
      for (const { name } of BOTH) {
        for (const path of ["/min-sida", "/dagar", "/ansok/ansokan"]) expect(await reads(page, path)).not.toContain(name);
      }
      expect(await status(page, "/par"), who).toBe(404);
    }
  });
});

/** Drags the adept to the mentor. */
async function drag(page: Page): Promise<void> {
  const adept = page.locator(".match__one--adept", { hasText: ADEPT.name });
  const mentor = page.locator(".match__one--mentor", { hasText: MENTOR.name });
  await adept.scrollIntoViewIfNeeded();
  // The page may read itself anew at that moment, and the hand lets go.
  await expect(async () => {
    await adept.dragTo(mentor);
    await expect.poll(() => mentorOf(page, ADEPT.name), { timeout: 1_500 }).toBe(MENTOR.name);
  }).toPass();
}

/** Chooses the mentor for the adept, by a link and a button. */
async function choose(page: Page): Promise<void> {
  await named(page, ADEPT.name).getByRole("link", { name: "Annan mentor" }).click();
  const other = page.locator(".match__panel").getByRole("row").filter({ hasText: MENTOR.name });
  await other.getByRole("button", { name: "Gör till par" }).click();
  await page.getByRole("link", { name: "Stäng" }).click();
}
