import { emailsTo } from "../../support/mail";
import { choose } from "../../support/page";
import { expect, test } from "../../support/test";

test.use({ today: "over" });

const LIFE = "/organisera/omgang";
const HEAD = "Omgång;Roll;Namn;E-post;Organisation;Titel;Motpartens e-post;Började;Slutade";
/** A mentor of this round who was an adept of the one before. */
const EARLIER = [
  "14;adept;Lars Påhittqvist;mentor1@example.org;Skatteverket;;bo@example.net;2024-03-06;2025-05-28",
  "14;mentor;Bo Påhittsson;bo@example.net;Borås Stad;Chef;mentor1@example.org;2024-03-06;2025-05-28",
];

test("the round is closed, its people print their certificates and are thanked, and an adept would be a mentor", async ({
  page,
  person,
  server,
  signIn,
  hydrated,
  axe,
  validHtml,
  picture,
  tolerate,
}) => {
  test.setTimeout(150_000);
  tolerate(/status of (404|409|422|503)|ERR_|Failed to (load|fetch)/);
  await signIn(page, "organisator1@example.org");

  await test.step("the page of the round says where it stands", async () => {
    await page.goto("/organisera/omgangar");
    await expect(page.getByRole("main")).toContainText("Kan avslutas");
    await page.getByRole("link", { name: "Läge och avslut för omgång 15" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Omgång 15");
    await hydrated(page);
    await axe(page);
    await picture(page, "omgång-läge");
  });

  await test.step("closing says first what is open and what happens", async () => {
    await page.getByRole("main").getByRole("link", { name: "Avsluta omgången" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Avsluta omgång 15");
    await expect(page.getByRole("heading", { name: "Så går det till" })).toBeVisible();
    await axe(page);
    await validHtml(await page.request.get("/organisera/avslut"));
    await picture(page, "omgång-avslut");
    await page.setViewportSize({ width: 360, height: 740 });
    await picture(page, "omgång-avslut-telefon");
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.getByRole("button", { name: "Avsluta omgången" }).click();
    const receipt = page.getByRole("status").filter({ hasText: "Omgången är avslutad. Nu går den att läsa" });
    await expect(receipt).toBeFocused();
    await axe(page);
    await picture(page, "omgång-avslutad");
  });

  await test.step("it can be opened again, and closed again", async () => {
    await page.getByRole("button", { name: "Öppna omgången igen" }).click();
    await expect(page.getByText("Omgången är öppen igen.")).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: "Avsluta omgången" }).click();
    await page.getByRole("button", { name: "Avsluta omgången" }).click();
    await expect(page.getByText("Omgången är avslutad. Nu går den att läsa")).toBeVisible();
  });

  await test.step("what is written in it is refused in words, and what was typed is there", async () => {
    await page.goto("/organisera/personer/uppdrag");
    await expect(page.getByRole("main")).toContainText("Omgång 15 är avslutad.");
    await page.getByLabel("Uppdrag").selectOption("working_group");
    await page.getByLabel("E-postadress").fill("nina@example.org");
    await page.getByLabel("Namn").fill("Nina Nyhittad");
    await page.getByLabel("Organisation").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Ge uppdraget" }).click();
    await expect(page.getByRole("alert")).toContainText("Omgången är avslutad. Allt går att läsa, men inget kan ändras.");
    await expect(page.getByLabel("Namn")).toHaveValue("Nina Nyhittad");
  });

  await test.step("an adept finds the certificate, prints it in both languages, and would be a mentor", async () => {
    const adept = await person("adept1@example.org");
    await adept.goto("/min-sida");
    await hydrated(adept);
    await expect(adept.getByRole("heading", { name: "Din väg genom programmet" })).toBeVisible();
    await axe(adept);
    await picture(adept, "min-sida-efter-omgången");
    await adept.getByRole("button", { name: "Spara svaret" }).click();
    await expect(adept.getByRole("alert")).toContainText("Vill du bli mentor längre fram?");
    await choose(adept, "Ja, fråga mig");
    await adept.getByRole("button", { name: "Spara svaret" }).click();
    await expect(adept.getByText("Tack! Organisatörerna ser ditt ja")).toBeVisible();
    await expect(adept.getByLabel("Ja, fråga mig")).toBeChecked();

    await adept.getByRole("link", { name: "Intyg för omgång 15" }).click();
    const sheet = adept.getByRole("article", { name: "Intyg" });
    await expect(sheet).toContainText("Amina Exempelsson");
    await expect(sheet).toContainText(/har deltagit som adept i Mentorprogram IOR nr\s15/);
    await axe(adept);
    await picture(adept, "intyg");
    await adept.setViewportSize({ width: 360, height: 740 });
    await picture(adept, "intyg-telefon");
    await adept.setViewportSize({ width: 794, height: 1123 });
    await adept.emulateMedia({ media: "print" });
    await picture(adept, "intyg-utskrift");
    await expect(adept.getByRole("heading", { level: 1 })).toBeHidden();
    expect(await adept.evaluate("document.documentElement.scrollHeight <= 1123")).toBe(true);
    await adept.emulateMedia({ media: "screen" });
    await adept.setViewportSize({ width: 1280, height: 720 });
    await adept.getByRole("link", { name: "English", exact: true }).click();
    await expect(adept.getByRole("article", { name: "Certificate" })).toContainText(/has taken part as an adept in Mentoring Programme IOR no\.\s15/);
    await validHtml(await adept.request.get("/min-sida/intyg?sprak=en"));
  });

  await test.step("a day later they are thanked, and it cannot be opened again", async () => {
    await server.travel("later");
    const thanks = (who: string) => emailsTo(server, who).find((mail) => mail.includes("/omgang/15/min-sida/intyg"));
    await expect.poll(() => thanks("adept1@example.org"), { timeout: 40_000 }).toContain("Vill du själv bli mentor");
    await expect.poll(() => thanks("mentor1@example.org"), { timeout: 20_000 }).toBeTruthy();
    expect(thanks("mentor1@example.org")).not.toContain("Vill du själv bli mentor");
    await signIn(page, "organisator1@example.org");
    await page.goto(LIFE);
    await expect(page.getByRole("button", { name: "Öppna omgången igen" })).toHaveCount(0);
    await page.getByRole("button", { name: "Lägg undan i arkivet" }).click();
    await expect(page.getByText("Omgången är undanlagd.").first()).toBeVisible();
    await page.getByRole("button", { name: "Ta fram ur arkivet" }).click();
    await expect(page.getByText("Omgången är framtagen ur arkivet.")).toBeVisible();
  });
});

test("who was an adept and became a mentor is a family tree, and their own way", async ({ page, person, signIn, hydrated, axe, picture }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera/slakttrad");
  await expect(page.getByText("Här växer ett träd fram")).toBeVisible();
  await page.goto("/organisera/import");
  await hydrated(page);
  const buffer = Buffer.from([HEAD, ...EARLIER].join("\r\n"));
  await page.getByLabel("Fil", { exact: true }).setInputFiles({ name: "deltagare.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Granska filen" }).click();
  await page.getByRole("button", { name: "Importera alla 2 rader" }).click();
  await expect(page.getByText("Klart. 2 rader är importerade.")).toBeVisible();
  await page.goto("/organisera/slakttrad");
  await expect(page.getByRole("img", { name: /^En person, under 2 omgångar/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Lars Påhittqvist/ })).toContainText("Omgång 14: adept till Bo Påhittsson");
  await axe(page);
  await picture(page, "släktträdet");

  const mentor = await person("mentor1@example.org");
  await mentor.goto("/min-sida");
  await expect(mentor.getByRole("main")).toContainText("Omgång 14: adept till Bo Påhittsson");
  await expect(mentor.getByRole("main")).toContainText("Omgång 15: mentor för");
});
