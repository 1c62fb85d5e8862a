import { join } from "node:path";
import type { Page } from "@playwright/test";
import { CANARIES } from "../../support/canaries";
import { messages, signInMail } from "../../support/mail";
import { inPage, readerOf } from "../../support/page";
import { expectKeptSecret, filesWith, live, readBy } from "../../support/secrets";
import { expect, test } from "../../support/test";

/** What other roles can open: pages and files. */
const OTHERS: [who: string, paths: string[]][] = [
  [
    "organisator1@example.org",
    ["/organisera", "/organisera/dagar/uppstart-2026", "/organisera/dagar/uppstart-2026/svar.csv", "/min-sida"],
  ],
  ["kontakt8@example.org", ["/kontakt", "/min-sida"]],
  ["arbetsgrupp1@example.org", ["/min-sida"]],
  ["adept9@example.org", ["/par", "/par/traffar/ny", "/par/logg.html", "/par/logg.json", "/min-sida"]],
  ["mentor9@example.org", ["/par", "/par/logg.json"]],
];

test("no note and no token can be read in what the server keeps, or by whom it is not for", async ({
  page,
  person,
  server,
  hydrated,
  tolerate,
}) => {
  test.setTimeout(120_000);
  // While the server is stopped, open pages try to reach it.
  tolerate(/ERR_CONNECTION_REFUSED/);
  const secrets = new Map<string, string>();

  await test.step("sign in by a mail's link, with another mail left unused", async () => {
    for (const count of [1, 2]) {
      await page.goto("/logga-in");
      await page.getByLabel("E-postadress").fill("adept8@example.org");
      await page.getByRole("button", { name: "Skicka mejlet" }).click();
      await expect(page.getByRole("heading", { name: "Titta i din inkorg" })).toBeVisible();
      const mail = await signInMail(server, "adept8@example.org", count);
      secrets.set(`link ${count}`, mail.link.split("/").at(-1)!);
      secrets.set(`code ${count}`, mail.code.replace(" ", ""));
      secrets.set(`code ${count} as it stands in the mail`, mail.code);
      const ticket = (await page.context().cookies()).find((cookie) => cookie.name === "ior-biljett");
      secrets.set(`ticket ${count}`, ticket!.value);
      if (count === 2) await page.goto(mail.link);
    }
    await page.getByRole("main").getByRole("button", { name: "Logga in" }).click();
    await expect(page).toHaveURL("/min-sida");
    const session = (await page.context().cookies()).find((cookie) => cookie.name === "ior");
    secrets.set("session", session!.value);
  });

  const partner = await person("mentor8@example.org");
  const streams = [await live(server, partner), await live(server, await person("organisator2@example.org"))];
  const words = new Map(CANARIES.map(({ field }, n) => [field, `Kanariefågel-${n}-${field.replaceAll(" ", "-")}`]));

  await test.step("write in every field; the partner reads what is shared", async () => {
    for (const { field, shared, write } of CANARIES) {
      const word = words.get(field)!;
      secrets.set(field, word);
      const path = await write(page, word, hydrated);
      if (!path) continue;
      const own = await page.request.get(path);
      expect((await own.text()).includes(word), `${field}: its writer reads it at ${path}`).toBe(true);
      const theirs = await partner.request.get(path);
      expect((await theirs.text()).includes(word), `${field} at ${path}, to the partner`).toBe(shared);
    }
    const own = ["/min-sida", "/par", "/par/traffar/ny", "/par/logg.html", "/par/logg.json"];
    const partners = await readBy(partner, own);
    for (const { field } of CANARIES.filter(({ shared }) => !shared)) {
      expect(filesWith(partners, words.get(field)!), `${field}, to the partner`).toEqual([]);
    }
  });

  await test.step("say something to the organisers", async () => {
    await page.goto("/dagar/uppstart-2026");
    await hydrated(page);
    const reply = page.getByRole("group", { name: /^Kommer du/ }).first();
    await reply.getByRole("button", { name: "Nej" }).click();
    await page.getByRole("link", { name: "Säg något till organisatören" }).click();
    await hydrated(page);
    secrets.set("a word", "Kanariefågel-ord");
    await page.getByLabel("Några ord").fill("Kanariefågel-ord är sjuk");
    await page.getByRole("button", { name: "Skicka" }).click();
    await expect(page.getByRole("link", { name: "Ändra det du har sagt till organisatören" })).toBeVisible();
  });

  await test.step("propose a place, settle a link, cancel with a word, decline with another", async () => {
    const partner = await person("mentor8@example.org");
    const propose = async (by: Page, date: string, way: string, button: string, where: [label: string, text: string]) => {
      await by.goto("/par/traffar/foresla");
      await by.getByLabel("Datum 1").fill(date);
      await by.getByLabel("Klockslag 1").fill("09:00");
      await by.getByText(way, { exact: true }).click();
      await by.getByLabel(where[0], { exact: true }).fill(where[1]);
      await by.getByRole("button", { name: button }).click();
      await expect(by).toHaveURL(/\/par\?klart=[a-z]+$/);
    };
    secrets.set("a link", "kanariefagel-lank");
    await propose(partner, "2026-04-01", "Digitalt", "Bestäm tiden direkt", ["Länk till det digitala mötet", "https://kanariefagel-lank.example"]);
    await page.goto("/par/traffar/nasta");
    await page.getByText("Ställ in träffen", { exact: true }).click();
    secrets.set("a word with a cancellation", "Kanariefågel-inställd");
    await page.getByLabel("Några ord").fill("Kanariefågel-inställd är sjuk");
    await page.getByRole("button", { name: "Ställ in" }).click();
    await expect(page).toHaveURL(/\/par\?klart=[a-z]+$/);
    secrets.set("a proposed place", "Kanariefågel-plats");
    await propose(page, "2026-04-02", "På plats", "Skicka förslaget", ["Plats", "Kanariefågel-plats, entrén"]);
    await partner.goto("/par/traffar/tacka-nej");
    secrets.set("a word with a no", "Kanariefågel-nej");
    await partner.getByLabel("Några ord").fill("Kanariefågel-nej tack");
    await partner.getByRole("button", { name: "Tacka nej" }).click();
    await expect(partner).toHaveURL(/\/par\?klart=[a-z]+$/);
    secrets.set("an agreed place", "Kanariefågel-sal");
    await propose(partner, "2026-04-07", "På plats", "Bestäm tiden direkt", ["Plats", "Kanariefågel-sal, plan 3"]);
    await page.goto("/par");
    await expect(page.getByText("Kanariefågel-sal, plan 3")).toBeVisible();
    await page.goto("/par/traffar/foresla");
    secrets.set("a place that waits", "Kanariefågel-väntar");
    await propose(page, "2026-04-09", "På plats", "Skicka förslaget", ["Plats", "Kanariefågel-väntar"]);
  });

  await test.step("say what one needs", async () => {
    await page.goto("/dagar/uppstart-2026");
    await hydrated(page);
    await page.getByRole("group", { name: /^Kommer du/ }).first().getByRole("button", { name: "Ja" }).click();
    await page.getByRole("link", { name: "Kost och tillgänglighet" }).click();
    for (const [what, label] of [["food", "Mer om kost"], ["access", "Mer om tillgänglighet"]] as const) {
      secrets.set(`needs: ${what}`, `Kanariefågel-${what}`);
      await page.getByLabel(label).fill(`Kanariefågel-${what} behövs`);
    }
    await page.getByRole("button", { name: "Spara", exact: true }).click();
    await expect(page.getByText("Sparat.")).toBeVisible();
    await expect(page.getByLabel("Mer om kost")).toHaveValue("Kanariefågel-food behövs");
  });

  await test.step("nobody else reads a word of the pair's", async () => {
    for (const [who, paths] of OTHERS) {
      const read = await readBy(await person(who), paths);
      for (const { field, toOrganisers } of CANARIES) {
        if (toOrganisers && who.startsWith("organisator")) continue;
        expect(filesWith(read, words.get(field)!), `${field}, to ${who}`).toEqual([]);
      }
    }
    const elsewhere = messages(server);
    expect(filesWith(elsewhere, "Hej Åsa Platshållarsson"), "the control: what mails do say is found").not.toEqual([]);
    for (const [n, stream] of streams.entries()) {
      await expect.poll(stream.heard).toContain("pair");
      stream.leave();
      elsewhere.set(`live stream ${n}`, Buffer.from(stream.heard()));
    }
    elsewhere.set("metrics", Buffer.from(await (await fetch(`http://${server.metrics}/metrics`)).text()));
    expect(filesWith(elsewhere, "ior_")).toEqual(["metrics"]);
    for (const [field, word] of words) expect(filesWith(elsewhere, word), field).toEqual([]);
  });

  await test.step("the control: a word that is kept in the clear is found", async () => {
    const organiser = await person("organisator1@example.org");
    const segment = await inPage(partner, "/dagar/uppstart-2026", (day) => day.querySelector<HTMLInputElement>("[name=segment]")!.value);
    const form = { segment, name: "Kanariefågel-i-klartext", ...(await readerOf(organiser)) };
    expect((await organiser.request.post("/api/attendance/add-visitor", { form })).ok()).toBe(true);
  });

  server.command("backup", join(server.dir, "data.backup"));
  server.command("backup-keyring", join(server.dir, "keyring.backup"));
  await expectKeptSecret(server, secrets, (files) => {
    for (const name of ["data.backup", "keyring.backup"]) expect(files.has(join(server.dir, name)), name).toBe(true);
    expect(filesWith(files, "Kanariefågel-i-klartext")).toContain(join(server.dir, "data.backup"));
  });
});

test.describe("after a day", () => {
  test.use({ today: "after" });

  test("no comment on it can be read in what the server keeps", async ({ page, server, signIn, tolerate }) => {
    // The server is stopped for this, and the open page listens.
    tolerate(/ERR_CONNECTION_REFUSED/);
    await signIn(page, "adept1@example.org");
    await page.goto("/dagar/inspirationsdag-2026/utvardering");
    for (const question of ["Dagen som helhet", "Innehållet", "Nya kontakter"]) {
      await page.getByRole("group", { name: question }).getByText("4").click();
    }
    await page.getByLabel("Något mer du vill säga").fill("Kanariefågel-kommentar sjunger");
    await page.getByRole("button", { name: "Skicka" }).click();
    await expect(page.getByText(/^Tack!/)).toBeVisible();
    await expectKeptSecret(server, new Map([["a comment", "Kanariefågel-kommentar"]]));
  });
});
