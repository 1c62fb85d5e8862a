import type { Page } from "@playwright/test";
import { mailsTo, waitForMail } from "../../support/mail";
import { inPage } from "../../support/page";
import { expected } from "../../support/door";
import { expect, test } from "../../support/test";

test.use({ today: "after" });

const DAY = "/dagar/inspirationsdag-2026";
const BOARD = `/organisera${DAY}`;
const PDF = Buffer.from("%PDF-1.4\nVad gör du som ingen annan kan göra?");

/** Adds a file to the day, from the organiser's page of files. */
async function add(page: Page, name: string, content: Buffer, audience: string): Promise<void> {
  await page.locator("label", { hasText: audience }).first().click();
  await page.getByLabel("Fil", { exact: true }).setInputFiles({ name, mimeType: "application/octet-stream", buffer: content });
  await page.getByRole("button", { name: "Lägg till filen" }).click();
}

/** Chooses a rating for each of the three questions. */
async function rate(page: Page, ratings: number[]): Promise<void> {
  for (const [n, question] of ["Dagen som helhet", "Innehållet", "Nya kontakter"].entries()) {
    await page.getByRole("group", { name: question }).getByText(new RegExp(`^${ratings[n]}`)).click();
  }
}

test("a file goes to those it is for, and to no one else", async ({
  page,
  person,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  test.setTimeout(90_000);
  tolerate(/status of (404|413|422)/);
  await signIn(page, "organisator1@example.org");
  await page.goto(BOARD);
  await page.getByRole("link", { name: "Material", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Material" })).toBeVisible();
  await hydrated(page);
  await expect(page.getByText("Dagen har inga filer än.")).toBeVisible();

  await test.step("what is wrong is told, and for whom it was is kept", async () => {
    const alert = page.getByRole("alert");
    for (const [name, content, why] of [
      ["bild.svg", Buffer.from("<svg onload='alert(1)'/>"), "Den sortens fil går inte att lägga till."],
      ["program.pdf", Buffer.from("<script>alert(1)</script>"), "Filens innehåll är inte det som namnet säger."],
      ["stor.pdf", Buffer.concat([PDF, Buffer.alloc(11 * 1024 * 1024)]), "Filen är större än 10 MB."],
    ] as const) {
      await add(page, name, content, "Enbart mentorer");
      await expect(alert.getByRole("link")).toHaveText(new RegExp(`^Fil: ${why}`));
      await expect(page).toHaveURL(new RegExp(`${BOARD}/material$|/organisera/material$`));
      await hydrated(page);
      await expect(page.getByLabel("Enbart mentorer")).toBeChecked();
    }
    await page.getByRole("button", { name: "Lägg till filen" }).click();
    await expect(alert.getByRole("link")).toHaveText("Fil: Välj en fil.");
    await hydrated(page);
    await axe(page);
    await picture(page, "material-fel");
  });

  await test.step("a good one is there at once", async () => {
    await add(page, "Frågor för mentorer.pdf", PDF, "Enbart mentorer");
    await expect(page.getByText("Frågor för mentorer.pdf är tillagd.")).toBeVisible();
    await hydrated(page);
    await add(page, "Läslista åäö.pdf", PDF, "Adepter och mentorer");
    await expect(page.getByText("Läslista åäö.pdf är tillagd.")).toBeVisible();
    await hydrated(page);
    await axe(page);
    await picture(page, "material");
  });

  const mentor = await person("mentor2@example.org");
  await mentor.goto(DAY);
  await hydrated(mentor);
  const link = mentor.getByRole("link", { name: "Frågor för mentorer.pdf" });
  const mentorsFile = (await link.getAttribute("href"))!;

  await test.step("a mentor takes both along", async () => {
    for (const name of ["Frågor för mentorer.pdf", "Läslista åäö.pdf"]) {
      const [file] = await Promise.all([mentor.waitForEvent("download"), mentor.getByRole("link", { name }).click()]);
      expect(file.suggestedFilename()).toBe(name);
      const chunks: Buffer[] = [];
      for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk));
      expect(Buffer.concat(chunks).equals(PDF)).toBe(true);
    }
    await axe(mentor);
    await picture(mentor, "dagen-efteråt");
  });

  await test.step("an adept has the one, and hears nothing of the other", async () => {
    const adept = await person("adept2@example.org");
    const response = await adept.goto(DAY);
    expect((await response?.text())!.includes("Frågor för mentorer")).toBe(false);
    await hydrated(adept);
    await expect(adept.getByRole("link", { name: "Läslista åäö.pdf" })).toBeVisible();
    const missing = await adept.goto(`${DAY}/material/999999`);
    const refused = await adept.goto(mentorsFile);
    expect([refused?.status(), missing?.status()]).toEqual([404, 404]);
    await expect(adept.getByRole("heading", { level: 1, name: "Här finns ingen sida" })).toBeVisible();
  });

  await test.step("what is taken away is gone, after a question", async () => {
    await page.locator(".files__file", { hasText: "Läslista" }).getByText("Ta bort").first().click();
    await page.getByRole("button", { name: "Ta bort filen" }).first().click();
    await expect(page.getByRole("link", { name: "Läslista åäö.pdf" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Frågor för mentorer.pdf" })).toBeVisible();
  });
});

test("people say what they thought, and once it has closed organisers see it", async ({
  page,
  person,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  test.setTimeout(120_000);
  tolerate(/status of 422/);
  const organiser = await person("organisator1@example.org");
  const came = await whoCame(organiser);
  expect(came.length).toBeGreaterThan(5);
  await signIn(page, came[0]);
  await page.goto("/min-sida");
  await page.getByRole("link", { name: /^Säg vad du tyckte:/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Vad tyckte du?" })).toBeVisible();

  await test.step("wrong, and nothing is lost", async () => {
    await page.getByRole("group", { name: "Innehållet" }).getByText("4").click();
    await page.getByLabel("Något mer du vill säga").fill("Mer tid i små grupper.\n\nTack!");
    await page.getByRole("button", { name: "Skicka" }).click();
    const alert = page.getByRole("alert");
    await expect(alert.getByRole("link")).toHaveText(["Dagen som helhet: Välj ett av alternativen.", "Nya kontakter: Välj ett av alternativen."]);
    await expect(page.locator('[name="content"]:checked')).toHaveValue("4");
    await expect(page.getByLabel("Något mer du vill säga")).toHaveValue("Mer tid i små grupper.\n\nTack!");
    await axe(page);
    await picture(page, "utvärdera-fel");
  });

  await test.step("saved, and changed", async () => {
    await rate(page, [5, 4, 3]);
    await page.getByRole("button", { name: "Skicka" }).click();
    await expect(page.getByText(/^Tack! Ditt svar är sparat\./)).toBeVisible();
    await page.goto(DAY);
    await hydrated(page);
    await page.getByRole("link", { name: "Ändra ditt svar" }).click();
    await expect(page.locator('[name="whole"]:checked')).toHaveValue("5");
    await rate(page, [2, 4, 3]);
    await page.getByRole("button", { name: "Spara ändringen" }).click();
    await expect(page.getByText(/^Tack!/)).toBeVisible();
    await expect(page.locator('[name="whole"]:checked')).toHaveValue("2");
    await axe(page);
    await picture(page, "utvärdera");
  });

  await test.step("of an evaluation that is open nothing shows", async () => {
    for (const email of came.slice(1, 5)) await evaluates(await person(email), [4, 4, 5]);
    await organiser.goto(`${BOARD}/efter`);
    await organiser.getByRole("link", { name: "Utvärderingen (visas när den har stängt)" }).click();
    await hydrated(organiser);
    await expect(organiser.getByText(/^Utvärderingen är öppen till 15 november 2026/)).toBeVisible();
    const content = await organiser.content();
    for (const text of ["Mer tid i små grupper", "Medel"]) expect(content).not.toContain(text);
    await axe(organiser);
  });

  await test.step("of one that has closed all of it, without names", async () => {
    await organiser.goto("/organisera/dagar/uppstart-2026/utvardering");
    await hydrated(organiser);
    await expect(organiser.getByText(/^\d*[05] svar\. De visas 5 i taget/)).toBeVisible();
    await expect(organiser.getByRole("img", { name: /^Dagen som helhet: Medel \d,\d av 5/ })).toBeVisible();
    await organiser.getByText("Visa som tabell").first().click();
    await axe(organiser);
    await picture(organiser, "utvärdering-resultat");
  });
});

test("those who came are thanked and the others missed, once", async ({ page, server, signIn, hydrated, axe, picture }) => {
  await signIn(page, "organisator1@example.org");
  const came = await whoCame(page);
  await page.goto(BOARD);
  await page.getByRole("link", { name: "Efter dagen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Efter dagen" })).toBeVisible();
  await hydrated(page);
  await expect(page.getByText(`${came.length} som var där får ett tack`)).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Sa ja och kom inte/ })).toBeVisible();
  expect(mailsTo(server, came[1])).toHaveLength(0);
  await axe(page);
  await picture(page, "efter-dagen");

  await page.getByText("Skicka tackmejlen").click();
  await page.getByRole("button", { name: /^Skicka \d+ mejl nu$/ }).click();
  await expect(page.getByText("Tackmejlen skickades 17 oktober 2026")).toBeVisible();
  await expect(page.getByRole("button", { name: /mejl nu/ })).toHaveCount(0);
  const mail = await waitForMail(server, came[1]);
  expect(mail).toContain(`${server.url}${DAY}/utvardering`);
  const absent = (await everyone(page)).find((email) => !came.includes(email))!;
  expect(await waitForMail(server, absent)).toContain("Vi saknade dig på Inspirationsdag");
});

/** Fills the evaluation in, as someone who is signed in. */
async function evaluates(page: Page, ratings: number[]): Promise<void> {
  await page.goto(`${DAY}/utvardering`);
  await rate(page, ratings);
  await page.getByRole("button", { name: "Skicka" }).click();
  await expect(page.getByText(/^Tack!/)).toBeVisible();
  await page.context().close();
}

/** The addresses of those who came, as a signed-in organiser is told of them. */
async function whoCame(organiser: Page): Promise<string[]> {
  const guests = await expected(organiser, "inspirationsdag-2026");
  const here = new Set(guests.filter(({ here }) => here).map(({ name }) => name));
  return (await people(organiser)).filter(({ name }) => here.has(name)).map(({ email }) => email);
}

async function everyone(organiser: Page): Promise<string[]> {
  return (await people(organiser)).map(({ email }) => email);
}

/** The demo's adepts and mentors. */
async function people(page: Page): Promise<{ email: string; name: string }[]> {
  const everyone = await inPage(page, "/logga-in", (door) =>
    [...door.querySelectorAll<HTMLButtonElement>(".demo-people [name=email]")].map((button) => ({
      email: button.value,
      name: button.querySelector(".demo-people__name")!.textContent!,
    })),
  );
  return everyone.filter(({ email }) => /^(adept|mentor)\d/.test(email));
}
