import type { Page } from "@playwright/test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { signInMail } from "../support/mail";
import { meetingForm } from "../support/page";
import type { Server } from "../support/server";
import { expect, test } from "../support/test";

/** Everything that a server keeps, but the sent mails: those stand for people's inboxes. */
function kept(server: Server): Map<string, Buffer> {
  const files = readdirSync(server.dir).filter((name) => name !== "post").map((name) => join(server.dir, name));
  return new Map([...files, server.log].map((file) => [file, readFileSync(file)]));
}

/** The files in which a text stands, in any of the usual encodings. */
function filesWith(files: Map<string, Buffer>, text: string): string[] {
  const forms = [text, text.toUpperCase(), Buffer.from(text).toString("hex"), Buffer.from(text).toString("base64")];
  const needles = [...forms.map((form) => Buffer.from(form)), Buffer.from(text, "utf16le")];
  return [...files].filter(([, bytes]) => needles.some((needle) => bytes.includes(needle))).map(([file]) => file);
}

test("no note and no token can be read in what the server keeps", async ({ page, person, server, hydrated }) => {
  test.setTimeout(90_000);
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

  await test.step("write, and write again", async () => {
    await page.goto("/par/traffar/ny");
    await hydrated(page);
    const write = async (round: string) => {
      const form = meetingForm(page);
      for (const [what, field] of [["notes", form.notes], ["action", form.action(1)], ["reflection", form.reflection]] as const) {
        const word = `Kanariefågel-${what}-${round}`;
        secrets.set(`${what}, ${round}`, word);
        await field.fill(`${word} sjunger`);
      }
      await form.save.click();
      await expect(page.getByText("Träffen är sparad.")).toBeVisible();
      await expect(page.getByText(`Kanariefågel-notes-${round} sjunger`)).toBeVisible();
    };
    await write("first");
    await page.getByRole("link", { name: "Ändra" }).click();
    await expect(page.getByRole("heading", { name: "Ändra loggen" })).toBeVisible();
    await write("second");
  });

  await test.step("say something to the organisers", async () => {
    await page.goto("/dagar/uppstart-2026");
    await hydrated(page);
    const reply = page.getByRole("group", { name: /^Kommer du/ }).first();
    await reply.getByRole("button", { name: "Nej" }).click();
    await page.getByRole("link", { name: "Säg något till arrangören" }).click();
    await hydrated(page);
    secrets.set("a word", "Kanariefågel-ord");
    await page.getByLabel("Några ord").fill("Kanariefågel-ord är sjuk");
    await page.getByRole("button", { name: "Skicka" }).click();
    await expect(page.getByRole("link", { name: "Ändra det du har sagt till arrangören" })).toBeVisible();
  });

  await test.step("propose a place, settle a link, cancel with a word, decline with another", async () => {
    const mate = await person("mentor8@example.org");
    const propose = async (by: Page, date: string, way: string, button: string, where: [label: string, text: string]) => {
      await by.goto("/par/traffar/foresla");
      await by.getByLabel("Datum 1").fill(date);
      await by.getByLabel("Klockslag 1").fill("09:00");
      await by.getByText(way, { exact: true }).click();
      await by.getByLabel(where[0], { exact: true }).fill(where[1]);
      await by.getByRole("button", { name: button }).click();
      await expect(by).toHaveURL("/par");
    };
    secrets.set("a link", "kanariefagel-lank");
    await propose(mate, "2026-04-01", "Digitalt", "Bestäm tiden direkt", ["Länk till det digitala mötet", "https://kanariefagel-lank.example"]);
    await page.goto("/par/traffar/nasta");
    await page.getByText("Ställ in träffen", { exact: true }).click();
    secrets.set("a word with a cancellation", "Kanariefågel-inställd");
    await page.getByLabel("Några ord").fill("Kanariefågel-inställd är sjuk");
    await page.getByRole("button", { name: "Ställ in" }).click();
    await expect(page).toHaveURL("/par");
    secrets.set("a proposed place", "Kanariefågel-plats");
    await propose(page, "2026-04-02", "På plats", "Skicka förslaget", ["Plats", "Kanariefågel-plats, entrén"]);
    await mate.goto("/par/traffar/tacka-nej");
    secrets.set("a word with a no", "Kanariefågel-nej");
    await mate.getByLabel("Några ord").fill("Kanariefågel-nej tack");
    await mate.getByRole("button", { name: "Tacka nej" }).click();
    await expect(mate).toHaveURL("/par");
    secrets.set("an agreed place", "Kanariefågel-sal");
    await propose(mate, "2026-04-07", "På plats", "Bestäm tiden direkt", ["Plats", "Kanariefågel-sal, plan 3"]);
    await page.goto("/par");
    await expect(page.getByText("Kanariefågel-sal, plan 3")).toBeVisible();
    await page.goto("/par/traffar/foresla");
    secrets.set("a place that waits", "Kanariefågel-väntar");
    await propose(page, "2026-04-09", "På plats", "Skicka förslaget", ["Plats", "Kanariefågel-väntar"]);
  });

  await test.step("agree on something, and ask for an organiser", async () => {
    await page.goto("/par/overenskommelse/andra");
    const fields = ["Adepten väntar sig", "Mentorn väntar sig", "Mål 1", "Steg till mål 1", "Mål 2", "Spelregler", "Förtroende"];
    for (const [n, field] of fields.entries()) {
      secrets.set(field, `Kanariefågel-överens-${n}-`);
      await page.getByLabel(field, { exact: true }).fill(`Kanariefågel-överens-${n}- sjunger`);
    }
    await page.getByRole("button", { name: "Spara och skriv under" }).click();
    await expect(page.getByText("Kanariefågel-överens-3- sjunger")).toBeVisible();
    await page.goto("/par/kontakt");
    secrets.set("a word to the organiser", "Kanariefågel-nödrop");
    await page.getByLabel("Några ord, om du vill").fill("Kanariefågel-nödrop hjälp");
    await page.getByRole("button", { name: "Be om kontakt" }).click();
    await expect(page.getByText("Ingen har sett det än.")).toBeVisible();
  });

  for (const moment of ["while it runs", "after it has stopped"]) {
    await test.step(`look into the files ${moment}`, async () => {
      const files = kept(server);
      expect(files.has(server.databaseFile)).toBe(true);
      if (moment === "while it runs") expect(existsSync(`${server.databaseFile}-wal`), "there is a WAL").toBe(true);
      expect(files.has(join(server.dir, "ior.keyring.sqlite"))).toBe(true);

      // What is no secret is found, so this would find a secret too.
      expect(filesWith(files, "Platshållarsson")).toContain(server.databaseFile);
      expect(filesWith(files, "serves on http")).toContain(server.log);
      for (const [what, secret] of secrets) expect(filesWith(files, secret), what).toEqual([]);
    });
    if (moment === "while it runs") await server.stop();
  }
  await server.start();
});
