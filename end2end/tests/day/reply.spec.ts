import { expect, test } from "../../support/test";
import { figure, follow, hours } from "../../support/page";
import { mailsTo, waitForMail } from "../../support/mail";

const BOARD = "/organisera/dagar/uppstart-2026";
const DAY = "/dagar/uppstart-2026";
const WHOLE_PROGRAMME = "09.00–13.00 Adepter och mentorer";
const WORD = "Jag opereras den dagen.";

test("a no may say why, to the organisers alone, and they can answer for someone", async ({
  page,
  person,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  test.setTimeout(60_000);
  tolerate(/404 \(Not Found\)/);
  await signIn(page, "adept1@example.org");
  await page.goto(DAY);
  await hydrated(page);
  const reply = page.getByRole("group", { name: hours("Kommer du 09.00–13.00") });
  const organiser = await person("organisator1@example.org");

  await test.step("the adept says no, and why", async () => {
    await reply.getByRole("button", { name: "Nej" }).click();
    await page.getByRole("link", { name: "Säg något till organisatören" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Säg något till organisatören" })).toBeVisible();
    await hydrated(page);
    await page.getByLabel("Några ord").fill(WORD);
    await axe(page);
    await picture(page, "säg-något");
    await page.getByRole("button", { name: "Skicka" }).click();
    await expect(page).toHaveURL(`${DAY}?sagt=1`);
    await expect(page.getByRole("link", { name: "Ändra det du har sagt till organisatören" })).toBeVisible();
  });

  await test.step("the partner and the contact person see the answer only", async () => {
    for (const who of ["mentor1@example.org", "kontakt1@example.org"]) {
      const other = await person(who);
      for (const path of ["/min-sida", DAY, "/kontakt"]) {
        await other.goto(path);
        expect(await other.content()).not.toContain(WORD);
        expect(await other.content()).not.toContain("har sagt något");
      }
    }
  });

  await test.step("the organiser reads it", async () => {
    await organiser.goto(BOARD);
    await hydrated(organiser);
    await expect(organiser.getByRole("row", { name: /^Amina Exempelsson/ })).toContainText("har sagt något");
    await organiser.getByRole("link", { name: "Amina Exempelsson" }).click();
    await expect(organiser.getByRole("heading", { level: 1, name: "Amina Exempelsson" })).toBeVisible();
    await hydrated(organiser);
    await expect(organiser.getByText(WORD)).toBeVisible();
    await axe(organiser);
    await picture(organiser, "svar");
  });

  await test.step("and answers for her, which the history shows", async () => {
    await organiser.getByRole("group", { name: "Svara åt Amina" }).getByRole("button", { name: "Kanske" }).click();
    await expect(organiser.getByText(/Kanske \(svarat av Katarina/)).toBeVisible();
    await expect(organiser.getByText(WORD)).toHaveCount(0);
    await follow(page);
    await expect(reply.getByRole("button", { pressed: true })).toHaveText("Kanske");
  });
});

test("only those who have not answered are reminded, and once", async ({ page, server, signIn, hydrated }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto(BOARD);
  await hydrated(page);
  const unanswered = parseInt(await figure(page, WHOLE_PROGRAMME, "utan svar").innerText(), 10);
  const remind = page.getByText("Påminn dem som inte har svarat");
  await remind.click();
  await page.getByRole("button", { name: "Skicka påminnelsen" }).click();
  const reminded = page.getByText(/^[1-9]\d* personer får en påminnelse\.$/);
  // Some have answered to one part of the day and not to the other.
  expect(parseInt(await reminded.innerText(), 10)).toBeGreaterThanOrEqual(unanswered);
  const mail = await waitForMail(server, "adept2@example.org");
  expect(mail).toMatch(/Du har inte svarat än om du kommer till Uppstart, fredag 6 mars\s+2026/);

  await page.goto(BOARD);
  await hydrated(page);
  await remind.click();
  await page.getByRole("button", { name: "Skicka påminnelsen" }).click();
  await expect(page.getByText("0 personer får en påminnelse.")).toBeVisible();
  expect(mailsTo(server, "adept2@example.org")).toHaveLength(1);
});
