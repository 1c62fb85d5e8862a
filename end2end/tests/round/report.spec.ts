/** The report for the steering group: read, printed, and as a workbook that says the same. */
import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { speak } from "../../support/page";
import { expect, test } from "../../support/test";

test.use({ today: "halfway" });

/** The words of a table's rows, cell by cell. */
async function rows(page: Page, table: string): Promise<string[][]> {
  const lines = page.getByRole("group", { name: table, exact: true }).locator("tbody tr");
  return lines.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => (cell.textContent ?? "").trim())));
}

test("the report is printed, and its workbook has the figures that it shows", async ({ page, server, signIn, hydrated, axe, picture }) => {
  const { readSheet } = await import("read-excel-file/node");
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera");
  await hydrated(page);
  await page.getByRole("main").getByRole("link", { name: "Rapport till styrgruppen" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rapport till styrgruppen");
  await expect(page.getByText(/^Omgång 15\. Siffror per /)).toBeVisible();
  await axe(page);
  await picture(page, "rapport");

  await test.step("the workbook", async () => {
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: "Hämta som Excel" }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe("rapport.xlsx");
    const file = readFileSync(await download.path());
    const [head, ...sheet] = await readSheet(file, "Organisationer");
    expect(head).toEqual(["Organisation", "Omgång", "Deltagare", "Kom, antal gånger", "Kom inte, antal gånger"]);
    const shown = await rows(page, "Organisationer");
    expect(shown.length).toBeGreaterThan(0);
    expect(sheet.slice(0, -1).map(([name]) => name)).toEqual(shown.map(([name]) => name));
    for (const figure of sheet.flatMap((row) => row.slice(2)).filter((cell) => typeof cell === "number")) {
      expect(figure === 0 || figure >= 5, `${figure}`).toBe(true);
    }
    const days = await readSheet(file, "Gemensamma dagar");
    const [first] = await rows(page, "Gemensamma dagar, omgång 15");
    expect(first![0]).toContain(String(days[1]![1]));
    expect(first![1]).toBe(String(days[1]![4]));
  });

  await test.step("on a phone, in the dark, on paper, and in English", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await picture(page, "rapport-telefon");
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: "dark" });
    await picture(page, "rapport-mörk");
    await page.emulateMedia({ colorScheme: "light", media: "print" });
    await expect(page.getByRole("link", { name: "Hämta som Excel" })).toBeHidden();
    await page.setViewportSize({ width: 794, height: 1123 });
    await picture(page, "rapport-utskrift");
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize({ width: 1280, height: 800 });
    await speak(page, "en", server.url);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Report for the steering group");
    await axe(page);
  });
});
