import type { Page } from "@playwright/test";
import { emailsTo, waitForMail } from "../../support/mail";
import { expect, test } from "../../support/test";
import { workbook } from "../../support/workbook";

const PAGE = "/organisera/import";
const HEAD = "Omgång;Roll;Namn;E-post;Organisation;Titel;Motpartens e-post;Började;Slutade";
const ADEPT = "14;adept;Eva Exempelsson;eva@example.net;Borås Stad;Chef;bo@example.net;2024-03-06;2025-05-28";
const MENTOR = "14;mentor;Bo Påhittsson;bo@example.net;Skatteverket;;;2024-03-06;2025-05-28";
/** Mentor this time, and an adept then. */
const KNOWN = "14;adept;Lars Påhittqvist;mentor1@example.org;Skatteverket;;;2024-03-06;2025-05-28";

async function choose(page: Page, name: string, lines: string[]): Promise<void> {
  await page.getByLabel("Fil", { exact: true }).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(lines.join("\r\n")) });
  await page.getByRole("button", { name: "Granska filen" }).click();
}

test("last year's spreadsheet is checked, corrected, shown and imported", async ({ page, signIn, hydrated, axe, picture, tolerate }) => {
  tolerate(/422 \(Unprocessable/);
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera");
  await hydrated(page);
  await page.getByRole("link", { name: "Importera från kalkylblad" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Importera från kalkylblad" })).toBeVisible();
  await picture(page, "import");

  await test.step("what is wrong is told by row and column, and nothing is imported", async () => {
    await choose(page, "deltagare.csv", [HEAD, ADEPT.replace("2024-03-06", "6/3 2024"), MENTOR.replace("mentor", "chef")]);
    await expect(page.getByRole("alert")).toContainText("Filen kan inte importeras än");
    const date = page.getByRole("row", { name: "Rad 2" });
    await expect(date).toContainText("Började");
    await expect(date).toContainText("Skriv ett datum som finns");
    await expect(page.getByRole("row", { name: "Rad 3" })).toContainText("Skriv adept, mentor");
    await axe(page);
    await picture(page, "import-fel");
  });

  await test.step("a right one is shown as it was read", async () => {
    await choose(page, "deltagare.csv", [HEAD, ADEPT, MENTOR, KNOWN]);
    await expect(page.getByText("3 rader, 2 personer som inte finns här än, 1 par.")).toBeVisible();
    const row = (name: string) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
    await expect(row("Eva Exempelsson")).toContainText("Bo Påhittsson");
    await expect(row("Lars Påhittqvist")).toContainText("finns redan");
    await axe(page);
    await picture(page, "import-granskad");
  });

  await page.getByRole("button", { name: "Importera alla 3 rader" }).click();
  await expect(page).toHaveURL(`${PAGE}?importerade=3`);
  await expect(page.getByText("Klart. 3 rader är importerade.")).toBeVisible();

  await test.step("the same file again has nothing new", async () => {
    await choose(page, "deltagare.csv", [HEAD, ADEPT, MENTOR, KNOWN]);
    await expect(page.getByText("Allt i filen finns redan här.")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Importera/ })).toHaveCount(0);
  });
});

test("a template can be downloaded", async ({ page, signIn }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto(PAGE);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Hämta mallen för Excel" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("deltagare.xlsx");
});

test("two people, a pair and a new organisation come into a running round, go, and come again", async ({
  page,
  person,
  server,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  tolerate(/422 \(Unprocessable|404 /);
  const upload = async (lines: string[]) => {
    const file = { name: "Nya i våras.xlsx", mimeType: "application/octet-stream", buffer: workbook(lines) };
    await page.getByLabel("Fil", { exact: true }).setInputFiles(file);
    await page.getByRole("button", { name: "Granska filen" }).click();
  };
  const head = "Roll;Namn;E-post;Arbetsplats;Motpart";
  const adept = "Mentee;Sara Påhittsson;sara@example.net;Nya verket;tom@example.net";
  const mentor = "Mentor;Tom Exempelsson;tom@example.net;Mölndals kommun;";
  await signIn(page, "organisator1@example.org");
  await page.goto(PAGE);
  await hydrated(page);

  await test.step("what is wrong is told where it stands", async () => {
    await upload(["Nya i programmet", "", head, adept.replace("sara@", "sara "), mentor]);
    await expect(page.getByRole("row", { name: "Rad 4" }).first()).toContainText(/E-post|Organisation/);
    await expect(page.getByText("Skriv en e-postadress")).toBeVisible();
    await axe(page);
  });

  await test.step("an organisation that the network does not know is added there and then", async () => {
    await upload(["Nya i programmet", "", head, adept, mentor]);
    await expect(page.getByRole("row", { name: "Rad 4" })).toContainText("Nätverket har ingen organisation med det namnet");
    await page.locator("label", { hasText: "Lägg till Nya verket (statlig myndighet)" }).click();
    await axe(page);
    await picture(page, "import-ny-organisation");
    await page.getByRole("button", { name: "Granska igen" }).click();
    await expect(page.getByText("2 rader, 2 personer som inte finns här än, 1 par.")).toBeVisible();
    await expect(page.getByText("läggs till i nätverket: Nya verket.")).toBeVisible();
    await expect(page.getByText("får genast veta av varandra i ett mejl")).toBeVisible();
    await axe(page);
    await picture(page, "import-pagaende-granskad");
  });

  await page.getByRole("button", { name: "Importera alla 2 rader" }).click();
  await expect(page.getByText("Klart. 2 rader är importerade.")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Klart." })).toBeFocused();
  // And an invitation to each of the days that are published.
  await waitForMail(server, "sara@example.net", 5);
  expect(emailsTo(server, "sara@example.net").join()).toContain("Tom Exempelsson");
  const sara = await person("sara@example.net");
  expect((await sara.request.get("/par")).status()).toBe(200);

  await test.step("all of it is seen, and goes again", async () => {
    await page.getByRole("link", { name: "Nya i våras.xlsx" }).first().click();
    await expect(page.getByText("Sara Påhittsson och Tom Exempelsson")).toBeVisible();
    await hydrated(page);
    await axe(page);
    await picture(page, "import-gjord");
    await page.getByRole("button", { name: "Ångra importen" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Importen är ångrad." })).toBeFocused();
    await expect(page.getByRole("button", { name: "Ångra importen" })).toHaveCount(0);
    expect((await sara.request.get("/par", { maxRedirects: 0 })).status()).not.toBe(200);
  });

  await test.step("and comes again", async () => {
    await page.goto(PAGE);
    await hydrated(page);
    await upload([head, adept, mentor]);
    await page.locator("label", { hasText: "Lägg till Nya verket (statlig myndighet)" }).click();
    await page.getByRole("button", { name: "Granska igen" }).click();
    await page.getByRole("button", { name: "Importera alla 2 rader" }).click();
    await expect(page.getByText("Klart. 2 rader är importerade.")).toBeVisible();
  });
});
