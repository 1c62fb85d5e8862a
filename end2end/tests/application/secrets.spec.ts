import { join } from "node:path";
import type { Page } from "@playwright/test";
import * as way from "../../support/application";
import {
  addresses,
  addressesFor,
  CANARIES,
  type Field,
  type Numbers,
  PEOPLE,
  STRANGERS,
  type Who,
} from "../../support/canaries-way-in";
import { messages } from "../../support/mail";
import { BOARD, matches } from "../../support/matching";
import { inPage } from "../../support/page";
import { decide, decideAll, recuse, settle, tellAll, voteYes } from "../../support/selection";
import { expectKeptSecret, filesWith, live, triedBy } from "../../support/secrets";
import { expect, test } from "../../support/test";

test.use({ today: "call" });

const FIELDS = Object.keys(CANARIES) as Field[];
/** The word that is written into a field. */
const word = (field: Field) => `Kanariefågel-${FIELDS.indexOf(field)}-väg`;
/** Words of the same form that are no secret: whoever reads the application reads the title, and mails tell the name. */
const [NAME, TITLE] = ["Kanariefågel-namn Försökslund", "Kanariefågel-titel"];

const BEGINNER: way.Nominee = { name: "Börje Försöksson", email: PEOPLE.beginner, part: "Mentor" };
const APPLICANT: way.Nominee = { name: NAME, email: PEOPLE.applicant, part: "Adept" };
const MATE = "Håkan Fiktivsson";
const SAID: way.Said = {
  title: TITLE,
  // Too few for an adept: a condition to be set aside.
  years: 0,
  strategic: "Nej",
  develop: ["Förändring", "Kanariefågel-syfte"],
  conflict: [word("whom to avoid"), word("why to avoid")],
  manager: { name: "Chefen Försöksqvist", email: "chef-kanarie@example.org" },
};

/** The numbers of the application that was sent and of the one that was begun right after it. */
async function numbersOf(contact: Page): Promise<Numbers> {
  const links = await inPage(contact, "/kontakt/ansokningar", (list) =>
    [...list.querySelectorAll("main a")].map((link) => [link.textContent!, link.getAttribute("href")!]),
  );
  const sent = Number(links.find(([name]) => name === NAME)![1].split("/").pop());
  return { sent, begun: sent + 1 };
}

test("what is said on the way in is read by those it is for, and in nothing that the server keeps", async ({
  page,
  person,
  server,
  hydrated,
  tolerate,
}) => {
  test.setTimeout(240_000);
  // While the server is stopped, open pages try to reach it; and not all may see the page that they are on any more.
  tolerate(/ERR_CONNECTION_REFUSED|404 \(Not Found/);
  const windows = new Map<Who, Page>();
  const as = async (who: Who): Promise<Page> => {
    const address = PEOPLE[who];
    const window = windows.get(who) ?? (address ? await person(address) : page);
    windows.set(who, window);
    return window;
  };
  const secrets = new Map<string, string>(FIELDS.map((field) => [field, word(field)]));

  const numbers = await test.step("the applicant says whom to avoid, and another one begins", async () => {
    for (const nominee of [APPLICANT, BEGINNER]) {
      await way.fillNomination(await as("contact"), nominee);
      await way.sendNomination(await as("contact"));
    }
    const applicant = await as("applicant");
    await way.fillApplication(applicant, SAID);
    await way.sendApplication(applicant);
    const beginner = await as("beginner");
    await beginner.goto("/ansok/ansokan/syfte");
    await way.fillPurpose(beginner, { ...SAID, develop: undefined, give: ["Förändring", word("draft of a section")] });
    await way.saveSection(beginner, 2);
    return numbersOf(await as("contact"));
  });

  const streams = new Map<Who, Awaited<ReturnType<typeof live>>>();
  for (const who of ["applicant", "contact", "another organisation's contact", "another applicant", "recused member"] as const) {
    streams.set(who, await live(server, await as(who)));
  }

  await test.step("the manager reads what the applicant wants, and answers", async () => {
    const link = await way.managersLink(server, SAID.manager.email);
    const token = link.split("/").at(-1)!;
    secrets.set("the manager's link", token);
    const manager = await as("visitor");
    const read = await triedBy(manager, [link]);
    expect(filesWith(read, "Kanariefågel-syfte"), "what is for them is found").toHaveLength(1);
    for (const field of FIELDS) expect(filesWith(read, word(field)), `${field}, to the manager`).toEqual([]);
    await manager.goto(link);
    await way.support(manager, word("why the manager supports"), word("what the organisation commits to"));
  });

  await test.step("the contact person asks, and endorses with a word", async () => {
    const [contact, applicant] = [await as("contact"), await as("applicant")];
    await contact.goto(`/kontakt/ansokningar/${numbers.sent}`);
    await way.ask(contact, word("the contact's question"));
    await applicant.goto("/ansok/ansokan");
    await applicant.getByLabel("Ditt svar").fill(word("the applicant's answer"));
    await applicant.getByRole("button", { name: "Skicka svaret" }).click();
    await expect(applicant.getByText("Väntar på kontaktpersonen").first()).toBeVisible();
    await contact.goto(`/kontakt/ansokningar/${numbers.sent}`);
    await contact.getByLabel("Din fråga eller motivering").fill(word("the contact's words with the endorsement"));
    await way.endorse(contact);
  });

  await test.step("one member takes no part; the others vote and decide, against a condition", async () => {
    const path = `/urval/${numbers.sent}`;
    const [recused, member, organiser] = [await as("recused member"), await as("member"), await as("organiser")];
    await recused.goto(path);
    await recused.getByText("Anmäl jäv").first().click();
    await recuse(recused, word("reason of a recusal"));
    await organiser.goto(path);
    await voteYes(organiser, "");
    await member.goto(path);
    await voteYes(member, word("note with a vote"));
    await member.getByLabel("Varför villkoren sätts åt sidan").fill(word("why a condition is set aside"));
    await member.getByLabel("Skäl").fill(word("grounds of the decision"));
    await decide(member, "Välj ut");
  });

  const expectForThoseOnly = async () => {
    for (const who of Object.keys(PEOPLE) as Who[]) {
      const read = await triedBy(await as(who), addresses(numbers));
      for (const field of FIELDS) {
        const [found, expected] = [filesWith(read, word(field)), addressesFor(field, who, numbers)];
        if (expected.length) expect(found.filter((at) => expected.includes(at)), `${field}, to the ${who}`).not.toEqual([]);
        else expect(found, `${field}, to the ${who}`).toEqual([]);
      }
      if (who === "contact") expect(filesWith(read, NAME), "what is no secret").toContain("/kontakt/ansokningar");
      if (STRANGERS.includes(who)) expect(filesWith(read, NAME), `the name, to the ${who}`).toEqual([]);
    }
  };

  await test.step("while the group decides, nobody else reads a word", expectForThoseOnly);

  await test.step("nor once all have been told, and two are a pair", async () => {
    const organiser = await as("organiser");
    await decideAll(organiser, (name) => (name === MATE ? "selected" : "declined"));
    await settle(organiser);
    await tellAll(organiser);
    await organiser.goto(BOARD);
    await hydrated(organiser);
    await organiser.getByRole("button", { name: "Gör utkastet" }).click();
    await expect(matches(organiser)).toHaveCount(1);
    await organiser.getByLabel("Ja, skicka mejl till 2 personer").check();
    await organiser.getByRole("button", { name: "Publicera", exact: true }).click();
    await expect(organiser.getByText("Paret är publicerat.")).toBeVisible();
    const partner = await triedBy(await as("partner"), ["/par"]);
    expect(filesWith(partner, TITLE), "the partner reads who the other is").toEqual(["/par"]);
    await expectForThoseOnly();
    const record = await triedBy(await as("member"), ["/urval/protokoll"]);
    expect(filesWith(record, word("why a condition is set aside")), "on record").toHaveLength(1);
  });

  await test.step("no mail and no live channel says a word, and no figure", async () => {
    await expect.poll(() => filesWith(messages(server), `Hej ${NAME}`).length).toBeGreaterThan(4);
    const elsewhere = messages(server);
    for (const [who, stream] of streams) {
      await expect.poll(stream.heard, who).toContain("changed");
      stream.leave();
      elsewhere.set(`live stream of the ${who}`, Buffer.from(stream.heard()));
    }
    elsewhere.set("metrics", Buffer.from(await (await fetch(`http://${server.metrics}/metrics`)).text()));
    for (const field of FIELDS) expect(filesWith(elsewhere, word(field)), field).toEqual([]);
  });

  const backup = join(server.dir, "data.backup");
  server.command("backup", backup);
  await expectKeptSecret(server, secrets, (files) => {
    expect(filesWith(files, TITLE), "the control: a word that is kept in the clear is found").toContain(backup);
  });
  const opened = await triedBy(await as("applicant"), ["/ansok/ansokan/utskrift"]);
  expect(filesWith(opened, word("why to avoid")), "and what is sealed opens again").toHaveLength(1);
});
