import { expect, test } from "../../support/test";
import { figure, follow, hours, meetingForm } from "../../support/page";

const BOARD = "/organisera/dagar/uppstart-2026";
const WHOLE_PROGRAMME = "09.00–13.00 Adepter och mentorer";

test("an adept answers, logs a meeting, and the others see of it what is theirs", async ({
  page,
  person,
  hydrated,
}) => {
  test.setTimeout(60_000);
  const organiser = await person("organisator1@example.org");
  await organiser.goto(BOARD);
  await hydrated(organiser);
  const coming = figure(organiser, WHOLE_PROGRAMME, "kommer");
  const before = parseInt(await coming.innerText(), 10);
  const declining = figure(organiser, WHOLE_PROGRAMME, "kommer inte");
  const decliningBefore = parseInt(await declining.innerText(), 10);

  await test.step("one click signs in as an adept", async () => {
    await page.goto("/logga-in");
    await hydrated(page);
    await page.getByRole("button", { name: "Amina Exempelsson" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Hej Amina" })).toBeVisible();
    await expect(page).toHaveURL("/min-sida");
    await hydrated(page);
  });

  const reply = page.getByRole("group", { name: hours("Kommer du 09.00–13.00") });
  const pressed = reply.getByRole("button", { pressed: true });

  await test.step("the answer is pressed, counted, and can be changed", async () => {
    await expect(page.getByText("Du har inte svarat än.")).toBeVisible();
    await expect(pressed).toHaveCount(0);
    await reply.getByRole("button", { name: "Ja" }).click();
    await expect(pressed).toHaveText("Ja");
    await expect(page.getByText(/Sparat\.|Du har svarat att du kommer\./)).toBeVisible();
    await follow(organiser);
    await expect(coming).toHaveText(`${before + 1}kommer`);

    await reply.getByRole("button", { name: "Nej" }).click();
    await expect(pressed).toHaveText("Nej");
    await expect(page.getByText(/Sparat\.|Du har svarat att du inte kommer\./)).toBeVisible();
    await follow(organiser);
    await expect(coming).toHaveText(`${before}kommer`);
    await expect(declining).toHaveText(`${decliningBefore + 1}kommer inte`);

    await page.reload();
    await hydrated(page);
    await expect(pressed).toHaveText("Nej");
  });

  await test.step("a meeting is logged", async () => {
    await page.getByRole("link", { name: "Logga en träff" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Logga en träff" })).toBeVisible();
    const form = meetingForm(page);
    await expect(form.date).toHaveValue("2026-02-20");
    await form.date.fill("2026-02-18");
    await form.minutes.fill("75");
    await page.getByText("Digitalt", { exact: true }).click();
    await expect(page.getByRole("radio", { name: "Digitalt" })).toBeChecked();
    await form.notes.fill("Vi talade om mandat.\n\nOch om tid att tänka.");
    await form.action(1).fill("Läsa förvaltningens plan");
    await page.getByRole("combobox", { name: "Vem" }).first().selectOption("mentor");
    await page.getByLabel("Senast").first().fill("2026-03-01");
    await form.reflection.fill("Jag vågade fråga.");
    await form.nextDate.fill("2026-03-12");
    await form.nextTime.fill("13:30");
    await form.save.click();
    await expect(page).toHaveURL(/\/par\/traffar\/\d+\?sparad=1$/);
  });

  const main = page.getByRole("main");

  await test.step("it is there to read", async () => {
    await expect(main.getByRole("heading", { level: 1, name: "Träffen onsdag 18 februari 2026" })).toBeVisible();
    await expect(main.getByText("Träffen är sparad.")).toBeVisible();
    await expect(main.getByText("Digitalt, 75 minuter")).toBeVisible();
    await expect(main.getByText("Vi talade om mandat.")).toBeVisible();
    await expect(main.getByText("Och om tid att tänka.")).toBeVisible();
    await expect(main.getByRole("listitem")).toHaveText(/Läsa förvaltningens plan \(mentor, senast .*1 mars.*, inte klart\)/);
    await expect(main.getByText("Jag vågade fråga.")).toBeVisible();
  });

  await test.step("and to change", async () => {
    await main.getByRole("link", { name: "Ändra" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Ändra loggen" })).toBeVisible();
    const form = meetingForm(page);
    await expect(form.notes).toHaveValue("Vi talade om mandat.\n\nOch om tid att tänka.");
    await expect(page.getByRole("radio", { name: "Digitalt" })).toBeChecked();
    await expect(form.reflection).toHaveValue("Jag vågade fråga.");
    await form.notes.fill("Vi talade om mandat och om mod.");
    await page.getByLabel("Klart").first().check();
    await form.save.click();
    await expect(main.getByText("Vi talade om mandat och om mod.")).toBeVisible();
    await expect(main.getByText("Och om tid att tänka.")).toHaveCount(0);
    await expect(main.getByRole("listitem")).toHaveText(/Läsa förvaltningens plan .*, klart\)/);
  });

  await test.step("the dashboard and the pair's page show what comes next", async () => {
    await page.goto("/min-sida");
    await expect(main.getByText("torsdag 12 mars 2026 kl. 13.30")).toBeVisible();
    await page.goto("/par");
    await expect(main.getByText("torsdag 12 mars 2026 kl. 13.30")).toBeVisible();
    await expect(main.getByText("1 träffar på 1 månader.").or(main.getByText("1 träff på 1 månad."))).toBeVisible();
  });

  await test.step("the partner reads the notes and the action, not the reflection", async () => {
    const partner = await person("mentor1@example.org");
    await hydrated(partner);
    await partner.getByRole("link", { name: "Amina sparade träffen 18 feb" }).click();
    const log = partner.getByRole("main");
    await expect(log.getByText("Vi talade om mandat och om mod.")).toBeVisible();
    await expect(log.getByText("Läsa förvaltningens plan")).toBeVisible();
    await expect(log.getByText("Du har inte skrivit någon egen reflektion.")).toBeVisible();
    expect((await partner.content()).includes("Jag vågade fråga.")).toBe(false);
  });

  await test.step("the organiser sees a band and a count", async () => {
    await organiser.goto("/organisera");
    await hydrated(organiser);
    const pair = organiser.getByRole("row", { name: /^Amina Exempelsson/ });
    await expect(pair.getByRole("cell").nth(0)).toHaveText(/^Lars Påhittqvist/);
    await expect(pair.getByRole("cell").nth(1)).toHaveText("Regelbunden");
    await expect(pair.getByRole("cell").nth(2)).toHaveText("1");
    const content = await organiser.content();
    for (const secret of ["18 februari", "mandat", "Läsa förvaltningens plan", "Jag vågade fråga."]) {
      expect(content.includes(secret), secret).toBe(false);
    }
  });
});

test("an organiser finds the people behind every figure", async ({ page, signIn, hydrated }) => {
  await signIn(page, "organisator2@example.org");
  await page.goto("/organisera");
  await hydrated(page);
  await page.locator(".day-figures").getByRole("link", { name: "Uppstart" }).click();
  await expect(page).toHaveURL(BOARD);
  await expect(page.getByRole("heading", { level: 1, name: "Uppstart" })).toBeVisible();

  const segment = page.locator("section", { has: page.getByRole("heading", { name: hours(WHOLE_PROGRAMME) }) });
  const people = segment.getByRole("table").filter({ has: page.getByRole("columnheader", { name: "Namn" }) });
  const rows = people.locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(44);

  await test.step("by a figure", async () => {
    const yes = figure(page, WHOLE_PROGRAMME, "kommer");
    const count = parseInt(await yes.innerText(), 10);
    await yes.click();
    await expect(page).toHaveURL(/[?&]svar=yes/);
    await expect(people.getByText(`${count} personer: kommer`)).toBeVisible();
    await expect(rows).toHaveCount(count);
    await expect(segment.locator("[aria-current]")).toHaveText(`${count}kommer`);
    await yes.click();
    await expect(page).not.toHaveURL(/svar=/);
    await expect(segment.locator("[aria-current]")).toHaveCount(0);
    await expect(rows).toHaveCount(44);
  });

  await test.step("by role", async () => {
    await page.getByRole("combobox", { name: "Roll" }).selectOption("mentor");
    await page.getByRole("button", { name: "Visa", exact: true }).click();
    await expect(page).toHaveURL(/[?&]roll=mentor/);
    await expect(rows).toHaveCount(22);
    await expect(rows.filter({ hasText: "adept" })).toHaveCount(0);
    await expect(page.getByRole("combobox", { name: "Roll" })).toHaveValue("mentor");
  });

  await test.step("and by organisation as well", async () => {
    await page.getByRole("combobox", { name: "Organisation" }).selectOption("Skatteverket");
    await page.getByRole("button", { name: "Visa", exact: true }).click();
    await expect(page).toHaveURL(/[?&]roll=mentor.*[?&]org=\d+/);
    await expect(rows).toHaveCount(2);
    await expect(rows.filter({ hasText: "Lars Påhittqvist" })).toHaveCount(1);
  });

  await test.step("by searching for a name", async () => {
    await page.getByRole("link", { name: "Rensa" }).click();
    await expect(rows).toHaveCount(44);
    await page.getByRole("searchbox").fill("påhittqvist");
    await page.getByRole("button", { name: "Visa", exact: true }).click();
    await expect(page).toHaveURL(/[?&]sok=p%C3%A5hittqvist/);
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText("Lars Påhittqvist");
  });

  await test.step("a search that finds nobody says so", async () => {
    await page.getByRole("searchbox").fill("finns inte");
    await page.getByRole("button", { name: "Visa", exact: true }).click();
    await expect(segment.getByText("Ingen stämmer med urvalet.")).toBeVisible();
    await page.goBack();
    await expect(rows).toHaveCount(1);
  });
});
