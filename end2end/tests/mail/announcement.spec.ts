import { emailsTo } from "../../support/mail";
import { hours } from "../../support/page";
import { expect, test } from "../../support/test";

const ORGANISER = "organisator1@example.org";
const ADEPT = "adept1@example.org";
const DAY = "/dagar/uppstart-2026";

test("those who said maybe are written to, from draft to who got it", async ({
  page,
  person,
  server,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  test.setTimeout(120_000);
  tolerate(/422 \(Unprocessable/);
  const adept = await person(ADEPT);
  await adept.goto(DAY);
  await hydrated(adept);
  const reply = adept.getByRole("group", { name: hours("Kommer du 09.00–13.00") });
  await reply.getByRole("button", { name: "Kanske" }).click();
  await expect(reply.getByRole("button", { name: "Kanske" })).toHaveAttribute("aria-pressed", "true");
  const subject = page.getByLabel("Ämne på svenska", { exact: true });
  const body = page.getByLabel("Text på svenska", { exact: true });

  await test.step("the day's board leads there, with whom and with words to begin from", async () => {
    await signIn(page, ORGANISER);
    await page.goto("/organisera/dagar/uppstart-2026");
    await page.getByRole("link", { name: "Skriv till dem som svarat kanske" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nytt utskick");
    await hydrated(page);
    await expect(page.getByText("får det, som det ser ut nu.")).toBeVisible();
    await page.getByText("Se vilka").click();
    await expect(page.locator("#mottagare").getByRole("link", { name: "Amina Exempelsson" })).toBeVisible();
    await expect(body).toHaveValue(/Vet du nu\?/);
    await axe(page);
    await picture(page, "utskick-nytt");
  });

  await test.step("a placeholder that stands for nothing is told with its line", async () => {
    await body.fill("Hej igen!\n\nVi ses {nasta dag}.");
    await page.getByRole("button", { name: "Förhandsgranska" }).last().click();
    await expect(page.getByRole("alert")).toContainText("På rad 3 står {nasta dag}");
    await expect(body).toHaveValue(/\{nasta dag\}/);
  });

  await test.step("another choice is counted, and looked at as it will be", async () => {
    await subject.fill("Kommer du, {förnamn}?");
    await body.fill("Vi ses **{nästa dag}**.\n\n- Svara senast {svara senast} på [dagens sida](/dagar/uppstart-2026)");
    await page.getByRole("button", { name: "Förhandsgranska" }).last().click();
    await expect(page.getByRole("alert")).toContainText("Inget är publicerat eller skickat än.");
    const preview = page.locator(".preview");
    await expect(preview).toHaveCount(2);
    await expect(preview.first().getByRole("listitem")).toContainText("Svara senast ");
    await expect(preview.first()).not.toContainText("{");
    await axe(page);
    await picture(page, "utskick-forhandsgranskning");
  });

  await test.step("saved, tried and scheduled for later, and stopped", async () => {
    await page.getByRole("button", { name: "Spara och gå vidare" }).click();
    await expect(page.getByText("Utskicket är sparat. Inget är skickat än.")).toBeVisible();
    await hydrated(page);
    await axe(page);
    await picture(page, "utskick-utkast");
    await page.getByRole("button", { name: "Skicka ett test till mig" }).click();
    await expect(page.getByText("Ett test är på väg till dig.")).toBeVisible();
    const tests = () => emailsTo(server, ORGANISER).filter((mail) => mail.includes("som bara du har fått"));
    await expect.poll(() => tests().length, { timeout: 30_000 }).toBe(1);
    await page.locator("label", { hasText: /^Senare$/ }).click();
    await page.getByLabel("Datum").fill("2026-02-25");
    await page.getByLabel("Klockslag").fill("08:00");
    await page.getByRole("button", { name: "Skicka utskicket" }).click();
    await expect(page.getByText("Utskicket går ut onsdag 25 februari 2026, 08.00.")).toBeVisible();
    await picture(page, "utskick-planerat");
    await page.getByRole("button", { name: "Stoppa utskicket" }).click();
    await expect(page.getByText("Utskicket är stoppat och går inte ut.")).toBeVisible();
  });

  await test.step("sent now, it reaches the one who said maybe, and that is seen", async () => {
    await hydrated(page);
    await page.locator("label", { hasText: /^Nu$/ }).click();
    await page.getByRole("button", { name: "Skicka utskicket" }).click();
    await expect(page.getByText(/^(Utskicket går ut|Utskicket har gått ut)/).first()).toBeVisible();
    const got = () => emailsTo(server, ADEPT).filter((mail) => mail.includes("Vi ses "));
    await expect.poll(() => got().length, { timeout: 40_000 }).toBe(1);
    expect(got()[0]).toContain("/dagar/uppstart-2026");
    await expect(async () => {
      await page.goto("/organisera/utskick");
      await expect(page.getByRole("row", { name: "Kommer du, {förnamn}?" })).toContainText(/[1-9]\d* lämnade till mejlservern, 0 väntar/, { timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    await axe(page);
    await picture(page, "utskick");
    await page.getByRole("link", { name: "Kommer du, {förnamn}?" }).click();
    await expect(page.getByRole("row", { name: "Amina Exempelsson" })).toContainText("Lämnat till mejlservern");
    await axe(page);
    await picture(page, "utskick-skickat");
  });
});
