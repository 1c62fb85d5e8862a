import type { APIRequestContext } from "@playwright/test";
import { readFileSync } from "node:fs";
import { type Event, events } from "../../support/invitation";
import { expect, test } from "../../support/test";

const ADEPT = "adept8@example.org";
const MENTOR = "mentor8@example.org";
const PAGE = "/installningar/kalender";

test("a calendar is subscribed to, follows what is agreed, and is taken back", async ({
  page,
  person,
  playwright,
  server,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  tolerate(/422 /);
  // A program that fetches: no cookies, no scripts, nobody signed in.
  const program = await playwright.request.newContext({ baseURL: server.url });
  await signIn(page, ADEPT);
  await page.goto("/installningar");
  await page.getByRole("link", { name: "Lägg programmet i kalendern" }).click();
  await expect(page.getByText("Ingen kalender hämtar något än.")).toBeVisible();
  await hydrated(page);
  await axe(page);
  await picture(page, "kalender-tom");

  const address = await test.step("an address is made, and shown with the ways into calendars", async () => {
    await page.getByLabel("Vilken kalender är den till?").fill("x".repeat(61));
    await page.getByRole("button", { name: "Skapa adressen" }).click();
    await expect(page.getByRole("alert")).toContainText("Vilken kalender är den till? ");
    await page.getByLabel("Vilken kalender är den till?").fill("Telefonen");
    await page.getByRole("button", { name: "Skapa adressen" }).click();
    await expect(page.getByText("Adressen är skapad.")).toBeVisible();
    const address = (await page.locator("code").textContent())!;
    const webcal = page.getByRole("link", { name: "iPhone, iPad eller Mac" });
    await expect(webcal).toHaveAttribute("href", address.replace(/^https?/, "webcal"));
    for (const name of ["Google Kalender", "Outlook på webben"])
      await expect(page.getByRole("link", { name })).toHaveAttribute("href", new RegExp(encodeURIComponent(address.replace(/^https?/, "")).slice(0, 40)));
    expect(page.url(), "no address of a page has the secret").not.toContain(tokenOf(address));
    await axe(page);
    await picture(page, "kalender");
    return address;
  });
  const path = new URL(address).pathname;

  await test.step("two parsers find the days at the hours of the pages", async () => {
    const found = await fetched(program, path);
    expect(found.map((event) => event.starts)).toContain("2026-03-06T09:00");
    await page.goto("/dagar/uppstart-2026");
    await expect(page.getByRole("main")).toContainText("09.00");
    expect(meetings(found)).toEqual([]);
  });

  await test.step("a meeting that is accepted appears, and one that is cancelled says so", async () => {
    const mentor = await person(MENTOR);
    await mentor.goto("/par/traffar/foresla");
    await hydrated(mentor);
    await mentor.getByLabel("Datum 1").fill("2026-03-27");
    await mentor.getByLabel("Klockslag 1").fill("13:30");
    await mentor.getByText("Digitalt", { exact: true }).click();
    await mentor.getByLabel("Länk till det digitala mötet").fill("https://mote.example/vi;2");
    await mentor.getByRole("button", { name: "Skicka förslaget" }).click();
    await expect(mentor.getByText("Du har föreslagit")).toBeVisible();
    await page.goto("/par");
    await hydrated(page);
    await page.getByRole("button", { name: "Ja, fredag 27 mars 2026 kl. 13.30" }).click();
    await expect(page).toHaveURL(/\/par\?klart=/);
    const [meeting] = meetings(await fetched(program, path));
    expect(meeting).toMatchObject({ starts: "2026-03-27T13:30", where: "https://mote.example/vi;2", cancelled: false });

    await page.goto("/par/traffar/nasta");
    await hydrated(page);
    await page.getByText("Ställ in träffen", { exact: true }).click();
    await page.getByRole("button", { name: "Ställ in", exact: true }).click();
    await expect(page).toHaveURL(/\/par\?/);
    await expect.poll(async () => meetings(await fetched(program, path))[0]).toMatchObject({ cancelled: true, sequence: 1 });
  });

  await test.step("taken back, there is nothing", async () => {
    await page.goto(PAGE);
    await hydrated(page);
    await expect(page.getByRole("listitem").filter({ hasText: "Telefonen" })).toContainText("Hämtad senast");
    await page.getByRole("button", { name: "Ta bort: Telefonen" }).click();
    await expect(page.getByText("Adressen är borttagen.")).toBeVisible();
    await expect(page.getByText("Ingen kalender hämtar något än.")).toBeVisible();
    const [revoked, never] = [await program.get(path), await program.get("/finns-inte")];
    expect([revoked.status(), never.status()]).toEqual([404, 404]);
  });

  expect(readFileSync(server.log, "utf8"), "the secret is in no log").not.toContain(tokenOf(address));
  await program.dispose();
});

function tokenOf(address: string): string {
  return /([0-9a-f]{64})\.ics$/.exec(address)![1];
}

async function fetched(program: APIRequestContext, path: string): Promise<Event[]> {
  const answer = await program.get(path);
  expect(answer.status()).toBe(200);
  return events(await answer.text());
}

function meetings(found: Event[]): Event[] {
  return found.filter((event) => event.uid.startsWith("meeting-"));
}
