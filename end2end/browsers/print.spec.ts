/** What is printed has the same pages in Firefox and Chromium, and none is empty. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hydratedPage } from "./chromium";
import { expect, test } from "./test";

const DAY = "/organisera/dagar/uppstart-2026";

/** Of each page of a PDF, whether anything stands on it. Firefox prints letters as lines: they are looked at. */
function pages(pdf: Buffer): boolean[] {
  const folder = mkdtempSync(join(tmpdir(), "ior-print-"));
  writeFileSync(join(folder, "all.pdf"), pdf);
  execFileSync("pdftoppm", ["-gray", "-r", "20", "all.pdf", "page"], { cwd: folder });
  const pictures = readdirSync(folder).filter((name) => name.endsWith(".pgm")).sort();
  const isPrinted = (name: string) => readFileSync(join(folder, name)).subarray(20).some((grey) => grey < 200);
  const printed = pictures.map(isPrinted);
  rmSync(folder, { recursive: true });
  return printed;
}

for (const [what, path] of [
  ["name badges", `${DAY}/namnskyltar`],
  ["the list to tick", `${DAY}/lista`],
  ["what to order", `${DAY}/behov`],
] as const) {
  test(`${what}`, async ({ window, chromium }) => {
    const organiser = await window("organisator1@example.org");
    await organiser.open(path);
    const inFirefox = pages(await organiser.print());
    const page = await hydratedPage(await chromium("organisator1@example.org"), path);
    const inChromium = pages(await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true }));
    for (const printed of [inFirefox, inChromium]) {
      expect(printed.length).toBeGreaterThan(0);
      expect(printed, "no empty page").not.toContain(false);
    }
    expect(inFirefox.length).toBe(inChromium.length);
  });
}
