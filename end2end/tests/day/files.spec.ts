import type { Locator, Page } from "@playwright/test";
import { hours as asShown } from "../../support/page";
import { checkIn, undo } from "../../support/door";
import { expect, test } from "../../support/test";

const BOARD = "/organisera/dagar/uppstart-2026";
const HEAD = ["Del av dagen", "Namn", "Roll", "Organisation", "Svar", "Svarade", "Incheckad"] as const;

test("the board's Excel file has the rows of the board", async ({ page, signIn, hydrated, axe, picture }) => {
  const { readSheet } = await import("read-excel-file/node");
  await signIn(page, "organisator1@example.org");
  for (const query of ["", "?roll=mentor&sok=%C3%B6", "?svar=none"]) {
    await page.goto(BOARD + query);
    await hydrated(page);
    const [head, ...rows] = await readSheet(await download(page, "Excel", "uppstart-2026-svar.xlsx"));
    expect(head).toEqual([...HEAD]);
    const listed = await shown(page);
    expect(listed.length).toBeGreaterThan(1);
    expect(rows.map(words)).toEqual(listed);
  }
  await axe(page);
  await picture(page, "tavla-med-filer");
});

test("the board's CSV file has the rows of the board", async ({ page, signIn, hydrated }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto(`${BOARD}?roll=adept`);
  await hydrated(page);
  const file = (await download(page, "CSV", "uppstart-2026-svar.csv")).toString("utf8");
  expect(file).toMatch(/^\uFEFFDel av dagen;Namn;/);
  const [, ...rows] = file.trimEnd().split("\r\n");
  expect(rows.map((row) => row.split(";"))).toEqual(await shown(page));
});

test("both files hold the whole table, and a name that looks like a formula stays text", async ({ page, server, signIn, hydrated }) => {
  const { readSheet } = await import("read-excel-file/node");
  const name = '=HYPERLINK("http://evil.example";"Åsa Ärlig, Öberg")';
  server.invite("formel@example.org", name, "Göteborgs universitet", "adept");
  await signIn(page, "organisator1@example.org");
  await page.goto(`/organisera/dagar/uppstart-2026/incheckning?sok=${encodeURIComponent("Ärlig")}`);
  await hydrated(page);
  await checkIn(page, name).click();
  await expect(undo(page, name)).toBeVisible();

  await page.goto(BOARD);
  await hydrated(page);
  const [head, ...rows] = await readSheet(await download(page, "Excel", "uppstart-2026-svar.xlsx"));
  const sheet = rows.map(words);
  const inExcel = sheet.find((row) => row[1] === name)!;
  expect(inExcel.slice(0, 6)).toEqual(["09.00–13.00 Adepter och mentorer", name, "adept", "Göteborgs universitet", "Inget svar än", ""]);
  expect(inExcel[6]).toMatch(/^2026-02-20 \d\d:\d\d$/);
  expect(sheet.filter((row) => row[6] !== "")).toEqual([inExcel]);
  expect(sheet.some((row) => row[1] === "Björn Exempelsson")).toBe(true);

  const csv = (await download(page, "CSV", "uppstart-2026-svar.csv")).toString("utf8");
  const [csvHead, ...csvRows] = cells(csv.replace(/^\uFEFF/, ""));
  expect(csvHead).toEqual(head);
  // A spreadsheet takes what a CSV file says for a formula; the sign before it says that it is none.
  expect(csvRows).toEqual(sheet.map((row) => row.map((cell) => (cell === name ? `'${name}` : cell))));
});

test("a day's calendar file has the hours of its page", async ({ page, signIn, hydrated, axe }) => {
  await signIn(page, "mentor1@example.org");
  for (const [slug, hours] of [
    ["uppstart-2026", "09.00–15.30"],
    ["erfarenhetsutbyte-2026", "09.00–13.00"],
    ["inspirationsdag-2026", "09.00–15.00"],
    ["avslutning-2027", "09.00–13.00"],
  ]) {
    await page.goto(`/dagar/${slug}`);
    await hydrated(page);
    await expect(page.locator(".facts")).toContainText(asShown(hours));
    const events = await calendar(await download(page, "Lägg i kalendern", `${slug}.ics`));
    const dates = await page.locator(".facts time").first().getAttribute("datetime");
    expect(events[0].from).toBe(dates);
    expect(`${events[0].from.slice(11)}–${events.at(-1)?.to.slice(11)}`.replaceAll(":", ".")).toBe(hours);
  }
  await axe(page);
});

test("the dates' calendar file has the dates of the page", async ({ page, hydrated, axe, picture }) => {
  await page.goto("/datum");
  await hydrated(page);
  const events = await calendar(await download(page, "Lägg i kalendern", "datum.ics"));
  const dates = await page.locator(".dates time").evaluateAll((times) => times.map((time) => time.getAttribute("datetime")));
  expect(events.map((event) => event.from)).toEqual(dates);
  await axe(page);
  await picture(page, "datum-med-kalender");
});

/** When a calendar's events are: in Swedish time, by way of the file's own rules for the time zone. */
async function calendar(file: Buffer): Promise<{ from: string; to: string }[]> {
  const { default: ICAL } = await import("ical.js");
  const calendar = new ICAL.Component(ICAL.parse(file.toString("utf8")));
  const swedish = (time: { toUnixTime(): number }) =>
    new Date(time.toUnixTime() * 1000).toLocaleString("sv-SE", { timeZone: "Europe/Stockholm" }).slice(0, 16).replace(" ", "T");
  return calendar
    .getAllSubcomponents("vevent")
    .map((component) => new ICAL.Event(component))
    .map((event) => ({ from: swedish(event.startDate), to: swedish(event.endDate) }));
}

/** What a link on the page leads to: a file of this name. */
async function download(page: Page, link: string, name: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: link, exact: true }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(name);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** The cells of a CSV file with semicolons (RFC 4180 otherwise). */
function cells(file: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r\n)/g;
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of file.matchAll(cell)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ";") rows.push([]);
  }
  return rows.slice(0, -1);
}

/** A sheet's row in words. The library gives a time of day as if it were in UTC. */
function words(row: unknown[]): string[] {
  return row.map((cell) => {
    if (cell instanceof Date) return new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString().slice(0, 16).replace("T", " ");
    return cell === null ? "" : String(cell);
  });
}

/** All rows of the board's lists, each with the part of the day that it belongs to. */
async function shown(page: Page): Promise<string[][]> {
  const parts = await page.locator(".board__segment").all();
  return (await Promise.all(parts.map(rowsOf))).flat();
}

async function rowsOf(part: Locator): Promise<string[][]> {
  const [heading, rows] = await Promise.all([
    part.getByRole("heading", { level: 2 }).textContent(),
    part.locator(".table--stack tbody tr").evaluateAll((rows) =>
      rows.map((row) =>
        [...(row as HTMLTableRowElement).cells].map((cell) => {
          const time = cell.querySelector("time")?.dateTime.replace("T", " ");
          const said = cell.cloneNode(true) as HTMLElement;
          said.querySelector(".call-link")?.remove();
          return time ?? said.textContent?.trim() ?? "";
        }),
      ),
    ),
  ]);
  // Nobody has been let in yet: the last column is empty.
  return rows.map((row) => [heading?.replaceAll("\u2060", "") ?? "", ...row, ""]);
}
