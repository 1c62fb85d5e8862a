import type { Page } from "@playwright/test";
import { expect, test } from "../../support/test";

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
  await page.getByRole("link", { name: "Importera tidigare omgångar" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Importera tidigare omgångar" })).toBeVisible();
  await picture(page, "import");

  await test.step("what is wrong is told by row and column, and nothing is imported", async () => {
    await choose(page, "deltagare.csv", [HEAD, ADEPT.replace("2024-03-06", "6/3 2024"), MENTOR.replace("mentor", "chef")]);
    await expect(page.getByRole("alert")).toContainText("Filen kan inte importeras än");
    const date = page.getByRole("row", { name: "Rad 2" });
    await expect(date).toContainText("Började");
    await expect(date).toContainText("Skriv ett datum som finns");
    await expect(page.getByRole("row", { name: "Rad 3" })).toContainText("Skriv adept eller mentor.");
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
  expect(download.suggestedFilename()).toBe("tidigare-omgangar.xlsx");
});
