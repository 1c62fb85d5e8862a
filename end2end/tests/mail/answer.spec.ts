import { waitForMail } from "../../support/mail";
import { expect, test } from "../../support/test";

const ORGANISER = "organisator1@example.org";
const BOARD = "/organisera/dagar/uppstart-2026";

/** The path that a mail's button leads to. */
function buttonIn(mail: string, answer: "yes" | "maybe" | "no"): string {
  return new RegExp(`/svar/[0-9a-f]+\\?svar=${answer}`).exec(mail)![0];
}

test("a day is answered from its reminder, without signing in", async ({
  page,
  person,
  server,
  browser,
  signIn,
  hydrated,
  axe,
  picture,
}) => {
  const organiser = await person(ORGANISER);
  await organiser.goto(BOARD);
  await hydrated(organiser);
  await organiser.getByText("Påminn dem som inte har svarat").click();
  await organiser.getByRole("button", { name: "Skicka påminnelsen" }).click();
  await expect(organiser.getByText(/får en påminnelse/)).toBeVisible();
  const mail = await waitForMail(server, "mentor2@example.org");

  await test.step("a scanner that follows every link changes nothing", async () => {
    for (const answer of ["yes", "maybe", "no"] as const) expect((await page.request.get(buttonIn(mail, answer))).status()).toBe(200);
    await page.goto(buttonIn(mail, "yes"));
    await expect(page.getByText("Du behöver inte logga in.")).toBeVisible();
    await expect(page.getByText("Du har svarat")).toHaveCount(0);
    await axe(page);
    await picture(page, "svar-fran-mejlet");
  });

  await test.step("one press answers to the whole day, and a part of it can be changed", async () => {
    await page.getByRole("button", { name: "Ja till hela dagen" }).click();
    await expect(page.getByText("Tack! Ditt svar är sparat.")).toBeVisible();
    await expect(page.getByText("Du har svarat: Ja.")).toHaveCount(2);
    await page.locator("main section").last().getByRole("button", { name: "Nej" }).click();
    await expect(page.getByText("Du har svarat: Nej.")).toHaveCount(1);
    await axe(page);
    await picture(page, "svar-fran-mejlet-klart");
  });

  await test.step("the day's own page has the answer, and nobody was signed in", async () => {
    await page.goto("/min-sida");
    await expect(page).toHaveURL(/\/logga-in/);
    const window = await browser.newContext({ baseURL: server.url });
    const mentor = await window.newPage();
    await signIn(mentor, "mentor2@example.org");
    await mentor.goto(buttonIn(mail, "yes"));
    await expect(mentor.getByText("Du har svarat: Ja.")).toHaveCount(1);
    await window.close();
  });

  await test.step("someone else who is signed in is told whose answer it is", async () => {
    const other = await person("adept6@example.org");
    await other.goto(buttonIn(mail, "yes"));
    await expect(other.getByText("men mejlet gick till")).toBeVisible();
    await picture(other, "svar-fran-annans-mejl");
  });
});

test("a proposed time is chosen from its email", async ({ page, person, server, hydrated, axe, picture }) => {
  const adept = await person("adept8@example.org");
  await adept.goto("/par/traffar/foresla");
  await hydrated(adept);
  await adept.getByLabel("Datum 1").fill("2026-03-26");
  await adept.getByLabel("Klockslag 1").fill("09:00");
  await adept.getByText("På plats", { exact: true }).click();
  await adept.getByRole("button", { name: "Skicka förslaget" }).click();
  await expect(adept.getByText("Du har föreslagit")).toBeVisible();
  const mail = await waitForMail(server, "mentor8@example.org");
  const link = /\/svar\/[0-9a-f]+/.exec(mail)![0];

  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("När passar det att träffa");
  await axe(page);
  await picture(page, "tid-fran-mejlet");
  await page.getByRole("button", { name: /26 mars 2026, 09.00/ }).click();
  await expect(page.getByText("Tiden är bestämd.")).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1, name: "Frågan är redan besvarad" })).toBeVisible();
});
