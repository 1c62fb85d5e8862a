import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { signInMail, waitForMail } from "../../support/mail";
import { answer } from "../../support/page";
import type { Server } from "../../support/server";
import { expect, test } from "../../support/test";

test.use({ today: "empty" });

const EVA = "eva@example.org";
const KICKOFF = "/organisera/dagar/uppstart-2026";

/** The address that the server has printed for the first organiser. */
function setupLink(server: Server): string {
  const link = /\/start\/[\w-]+/.exec(readFileSync(server.log, "utf8"))?.[0];
  if (!link) throw new Error("no set-up link was printed");
  return link;
}

/** A step of the list of what there is to do. */
function step(page: Page, name: string) {
  return page.getByRole("main").getByRole("listitem").filter({ hasText: name });
}

test("from an empty database to a published day that two people answer to", async ({
  page,
  person,
  server,
  hydrated,
  axe,
  validHtml,
  picture,
  tolerate,
}) => {
  test.setTimeout(120_000);
  tolerate(/status of (503|410|409|422)/);

  await test.step("before there is an organiser, every page says what to do", async () => {
    const response = await page.goto("/programmet");
    expect(response?.status()).toBe(503);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Programmet har inte börjat än");
    await validHtml(response);
    await axe(page);
    await picture(page, "inte-börjat");
  });

  await test.step("the set-up link makes the first organiser, once", async () => {
    const link = setupLink(server);
    await page.goto(link);
    await hydrated(page);
    await axe(page);
    await picture(page, "börja-här");
    await page.getByLabel("Ditt namn").fill("Eva Exempelsson");
    await page.getByRole("button", { name: "Bli organisatör" }).click();
    await expect(page.getByRole("alert")).toContainText("Din e-postadress");
    await expect(page.getByLabel("Ditt namn")).toHaveValue("Eva Exempelsson");
    await page.getByLabel("Din e-postadress").fill(EVA);
    await page.getByLabel("Din organisation").fill("Alfa kommun");
    await page.getByRole("button", { name: "Bli organisatör" }).click();
    const mail = await signInMail(server, EVA);
    await page.getByLabel("Kod").fill(mail.code);
    await page.getByRole("main").getByRole("button", { name: "Logga in" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kom igång");
    await expect(page.getByText("6 saker är kvar.")).toBeVisible();
    await axe(page);
    await picture(page, "kom-igång");
    expect((await page.request.get(link)).status()).toBe(410);
  });

  await test.step("the network", async () => {
    await step(page, "Nätverket").getByRole("link", { name: "Fyll i" }).click();
    await page.getByLabel("Nätverkets namn").fill("Nätverket Väst");
    await page.getByLabel("Organisationen som håller samman det").fill("Alfa kommun");
    await page.getByLabel("E-postadress för frågor").fill("fraga@example.org");
    await page.getByLabel("Personuppgiftsansvarig, på svenska").fill("nätverkets organisationer, gemensamt");
    await page.getByLabel("Personuppgiftsansvarig, på engelska").fill("the network's organisations, jointly");
    await axe(page);
    await page.getByRole("button", { name: "Spara", exact: true }).click();
    await expect(page.getByText("Uppgifterna om nätverket är sparade.")).toBeVisible();
  });

  await test.step("its organisations, from a list", async () => {
    await step(page, "Organisationer").getByRole("link", { name: "Lägg till flera" }).click();
    await page.getByLabel("Organisationernas namn").fill("Beta region\n\nalfa kommun\nGamma verket\nBeta region\n");
    await axe(page);
    await page.getByRole("button", { name: "Lägg till" }).click();
    await expect(page.getByRole("status").filter({ hasText: "tillagda" })).toContainText(
      "2 organisationer är tillagda. Fanns redan: rad 3. Stod två gånger i listan: rad 5. En tom rad hoppades över.",
    );
    await page.getByRole("link", { name: "Till Kom igång" }).click();
  });

  await test.step("the first round with its four days", async () => {
    await step(page, "Omgången").getByRole("link", { name: "Planera omgången" }).click();
    await page.getByLabel("Omgångens nummer").fill("3");
    await page.getByLabel("Högst så här många par").fill("20");
    await page.getByLabel("Börjar").fill("2026-03-01");
    await page.getByLabel("Slutar").fill("2027-06-30");
    const date = (day: string) => page.getByRole("group", { name: day }).getByLabel("Datum");
    await date("Uppstart").fill("2026-03-06");
    await date("Erfarenhetsutbyte").fill("2026-02-02");
    await date("Inspirationsdag").fill("2026-10-16");
    await date("Avslutning").fill("2027-04-09");
    await page.getByRole("button", { name: "Spara omgången och dagarna" }).click();
    await expect(page.getByRole("alert")).toContainText("Erfarenhetsutbyte, datum: Datumet har redan varit.");
    await expect(date("Avslutning")).toHaveValue("2027-04-09");
    await axe(page);
    await picture(page, "första-omgången");
    await date("Erfarenhetsutbyte").fill("2026-05-22");
    await page.getByRole("button", { name: "Spara omgången och dagarna" }).click();
    await expect(page.getByText("Omgång 3, 2026–2027, högst 20 par.")).toBeVisible();
    await expect(page.getByText("Publicerade: 0. Utkast: 4.")).toBeVisible();
  });

  await test.step("a day gets its place and is published, and two people are invited", async () => {
    server.invite("ada@example.org", "Ada Provberg", "Alfa kommun", "adept");
    server.invite("bo@example.org", "Bo Testlund", "Beta region", "mentor");
    await page.goto(KICKOFF);
    await hydrated(page);
    await page.getByText("Publicera dagen").click();
    await page.getByRole("button", { name: "Publicera och bjud in" }).click();
    await expect(page.getByRole("alert")).toContainText("Dagen har ingen plats än.");
    await page.getByRole("link", { name: "Ändra dagen" }).click();
    await page.getByLabel("Lokal", { exact: true }).fill("Exempelsalen");
    await page.getByLabel("Gatuadress", { exact: true }).fill("Exempelgatan 15");
    await page.getByRole("button", { name: "Spara dagen" }).click();
    await expect(page.getByText("Dagen är sparad.")).toBeVisible();
    await page.getByText("Publicera dagen").click();
    await page.getByRole("button", { name: "Publicera och bjud in" }).click();
    await expect(page.getByText("Dagen är publicerad. 2 personer får en inbjudan.")).toBeVisible();
    expect(await waitForMail(server, "ada@example.org")).toContain("Du är inbjuden till Uppstart");
  });

  await test.step("and both answer", async () => {
    for (const [email, word] of [["ada@example.org", "Ja"], ["bo@example.org", "Nej"]] as const) {
      const guest = await person(email);
      await guest.goto("/dagar/uppstart-2026");
      await hydrated(guest);
      await answer(guest, word);
    }
    await page.goto("/organisera/start");
    await expect(page.getByText("Publicerade: 1. Utkast: 3.")).toBeVisible();
    expect((await page.goto("/datum"))?.status()).toBe(200);
    await expect(page.getByRole("main")).toContainText("Uppstart");
    await expect(page.getByRole("main")).not.toContainText("Avslutning");
  });
});
