import type { Page } from "@playwright/test";
import { expect, test } from "../../support/test";
import { answer, choose, follow, hours } from "../../support/page";
import { waitForMail } from "../../support/mail";

const TITLE = "Extra träff";
const ADEPT = "adept1@example.org";
const ANSWER_AGAIN = "Du svarade ja till den förra tiden. Svara igen.";
const WORD = "Salen är vattenskadad.";
const SEND = "Ja, skicka mejl till \\d+ personer";

test("a day is drafted, published, answered, moved, answered again, and cancelled", async ({
  person,
  server,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  test.setTimeout(90_000);
  const organiser = await person("organisator1@example.org");
  const mentor = await person("mentor1@example.org");
  const adept = await person(ADEPT);
  let slug = "";

  await test.step("what was typed is kept when a field is wrong", async () => {
    tolerate(/status of 422/);
    await organiser.goto("/organisera");
    await hydrated(organiser);
    await organiser.getByRole("link", { name: "Planera en ny dag" }).click();
    await expect(organiser.getByRole("heading", { level: 1 })).toHaveText("Planera en ny dag");
    const sheet = dayForm(organiser);
    await organiser.getByText("Inspirationsdag", { exact: true }).click();
    await sheet.field("Rubrik på svenska").fill(TITLE);
    await sheet.field("Rubrik på engelska").fill("Extra meeting");
    await sheet.field("Vad som händer, på svenska").fill("Vi ses en gång till.");
    await sheet.field("Vad som händer, på engelska").fill("We meet once more.");
    await sheet.field("Datum").fill("2026-04-17");
    await sheet.part.from.fill("13:00");
    await sheet.part.to.fill("16:00");
    await sheet.item.at.fill("17:00");
    await sheet.item.sv.fill("Kaffe och tårta");
    await sheet.item.en.fill("Coffee and cake");
    await sheet.item.speaker.fill("Tore Påhitt");
    await sheet.field("Lokal").fill("Exempelsalen");
    await sheet.field("Gatuadress").fill("Exempelgatan 15, Exempelstad");
    await sheet.field("Svara senast").fill("2026-04-10");
    await sheet.save.click();
    await expect(organiser.getByRole("alert")).toContainText("Klockslaget ligger inte inom någon av dagens delar.");
    await expect(sheet.item.at).toHaveValue("17:00");
    await expect(sheet.item.speaker).toHaveValue("Tore Påhitt");
    await expect(organiser.getByLabel("Inspirationsdag")).toBeChecked();
    await expect(sheet.field("Vad som händer, på svenska")).toHaveValue("Vi ses en gång till.");
    await axe(organiser);
    await picture(organiser, "ny-dag-med-fel");
  });

  await test.step("saved, it is a draft that nobody else can see", async () => {
    tolerate(/status of 404/);
    const sheet = dayForm(organiser);
    await sheet.item.at.fill("13:00");
    await sheet.save.click();
    await expect(organiser.getByText("Dagen är sparad.")).toBeVisible();
    await expect(organiser.getByText("Utkast", { exact: true })).toBeVisible();
    slug = new URL(organiser.url()).pathname.split("/").at(-1)!;
    expect((await adept.goto(`/dagar/${slug}`))?.status()).toBe(404);
    await axe(organiser);
    await picture(organiser, "utkast");
  });

  await test.step("published, it asks everyone by mail", async () => {
    await organiser.getByText("Publicera dagen").click();
    await organiser.getByRole("button", { name: "Publicera och bjud in" }).click();
    await expect(organiser.getByText(/^Dagen är publicerad\. \d+ personer får en inbjudan\.$/)).toBeVisible();
    expect(await waitForMail(server, ADEPT)).toContain(`Du är inbjuden till ${TITLE}`);
  });

  await test.step("the adept reads the programme and answers yes", async () => {
    for (const window of [adept, mentor]) {
      await window.goto(`/dagar/${slug}`);
      await hydrated(window);
    }
    await expect(adept.getByText("Kaffe och tårta")).toBeVisible();
    await answer(adept, "Ja");
    await follow(mentor);
    await expect(mentor.getByText("Amina kommer", { exact: true })).toBeVisible();
    await axe(adept);
    await picture(adept, "dag-med-program");
  });

  await test.step("new hours are saved once it is known to how many mail is sent", async () => {
    await organiser.getByRole("link", { name: "Ändra dagen" }).click();
    await expect(organiser.getByRole("heading", { level: 1 })).toHaveText("Ändra dagen");
    const sheet = dayForm(organiser);
    await sheet.part.from.fill("12:00");
    await sheet.part.to.fill("15:00");
    await sheet.save.click();
    await expect(organiser.getByRole("alert")).toContainText(/\d+ personer får ett mejl om det som ändras\. Välj här, och spara igen\./);
    await expect(sheet.part.from).toHaveValue("12:00");
    await axe(organiser);
    await picture(organiser, "ändra-dagen-mejl");
    await choose(organiser, SEND);
    await sheet.save.click();
    await expect(organiser.getByText("Dagen är sparad.")).toBeVisible();
    const mail = await waitForMail(server, ADEPT, 2);
    expect(mail).toContain(`${TITLE} har fått en ny tid.`);
    expect(mail).toMatch(hours("12.00–15.00"));
  });

  await test.step("and both of the pair are asked again", async () => {
    for (const window of [adept, mentor]) {
      await follow(window);
      await expect(window.getByText("Dagen är flyttad till en ny tid")).toContainText(hours("13.00–16.00"));
      await expect(window.getByRole("group", { name: hours("Kommer du 12.00–15.00") })).toBeVisible();
    }
    await expect(adept.getByText(ANSWER_AGAIN)).toBeVisible();
    await expect(mentor.getByText("Amina har inte svarat")).toBeVisible();
    await axe(adept);
    await picture(adept, "flyttad-dag");
  });

  await test.step("the adept answers again and takes it back", async () => {
    await answer(adept, "Nej");
    await adept.getByRole("button", { name: "Ångra svaret" }).click();
    await expect(adept.getByText(ANSWER_AGAIN)).toBeVisible();
    await expect(adept.getByRole("button", { pressed: true })).toHaveCount(0);
    await answer(adept, "Ja");
  });

  await test.step("a quarter of an hour later the answers stand", async () => {
    await organiser.getByRole("link", { name: "Ändra dagen" }).click();
    await expect(organiser.getByRole("heading", { level: 1 })).toHaveText("Ändra dagen");
    const sheet = dayForm(organiser);
    await sheet.part.from.fill("12:15");
    await sheet.save.click();
    await choose(organiser, SEND);
    await sheet.save.click();
    await expect(organiser.getByText("Dagen är sparad.")).toBeVisible();
    expect(await waitForMail(server, ADEPT, 3)).toContain("Ditt svar gäller även den nya tiden.");
    await follow(adept);
    const moved = adept.getByRole("group", { name: hours("Kommer du 12.15–15.00") });
    await expect(moved.getByRole("button", { pressed: true })).toHaveText("Ja");
  });

  await test.step("and a typo in the venue is mended without a mail", async () => {
    await organiser.getByRole("link", { name: "Ändra dagen" }).click();
    await expect(organiser.getByRole("heading", { level: 1 })).toHaveText("Ändra dagen");
    const sheet = dayForm(organiser);
    await sheet.field("Lokal").fill("Exempelsalen, plan 2");
    await sheet.save.click();
    await choose(organiser, "Nej, det är bara en rättelse av platsen: skicka inget mejl");
    await sheet.save.click();
    await expect(organiser.getByText("Dagen är sparad.")).toBeVisible();
  });

  await test.step("cancelled, it says why by mail, and takes no answers", async () => {
    await organiser.getByText("Ställ in dagen").click();
    await organiser.getByLabel("Några ord om varför").fill(WORD);
    await picture(organiser, "ställ-in-dagen");
    await organiser.getByRole("button", { name: "Ställ in och meddela alla" }).click();
    await expect(organiser.getByText(/^Dagen är inställd\. \d+ personer får ett mejl\.$/)).toBeVisible();
    const mail = await waitForMail(server, ADEPT, 4);
    expect(mail).toContain(`${TITLE} är inställd`);
    expect(mail).toContain(`Organisatören säger: ${WORD}`);
    await follow(adept);
    await expect(adept.getByText("Dagen är inställd.")).toBeVisible();
    await expect(adept.getByRole("button", { name: "Nej" })).toHaveCount(0);
    await axe(adept);
    await picture(adept, "inställd-dag");
  });
});

test("two organisers who edit one day at once keep what both have changed", async ({
  person,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  tolerate(/status of 409/);
  const edit = "/organisera/dagar/inspirationsdag-2026/andra";
  const one = await person("organisator1@example.org");
  const other = await person("organisator2@example.org");
  for (const window of [one, other]) {
    await window.goto(edit);
    await hydrated(window);
  }
  const [first, second] = [dayForm(one), dayForm(other)];
  // Begun before the other saves: a form that nobody has typed in would take the news over.
  await second.field("Rubrik på engelska").fill("A day of ideas");
  await second.field("Kontakt för frågor").fill("Palle Påhitt");
  await first.field("Länk till en karta").fill("https://karta.example/sal");
  await first.field("Kontakt för frågor").fill("Ella Exempel");
  await first.save.click();
  await expect(one.getByText("Dagen är sparad.")).toBeVisible();

  await second.save.click();
  await expect(other.getByRole("alert")).toContainText("Någon annan har sparat medan du skrev. Inget är sparat än.");
  const clashes = other.getByRole("row").filter({ hasText: "Palle Påhitt" });
  await expect(clashes).toContainText("Ella Exempel");
  await expect(other.locator(".meanwhile tbody tr")).toHaveCount(1);
  await expect(second.field("Länk till en karta")).toHaveValue("https://karta.example/sal");
  await expect(second.field("Rubrik på engelska")).toHaveValue("A day of ideas");
  await expect(second.field("Kontakt för frågor")).toHaveValue("Palle Påhitt");
  await axe(other);
  await picture(other, "ändra-dagen-samtidigt");
  await second.save.click();
  await expect(other.getByText("Dagen är sparad.")).toBeVisible();

  await one.goto(edit);
  await expect(first.field("Länk till en karta")).toHaveValue("https://karta.example/sal");
  await expect(first.field("Rubrik på engelska")).toHaveValue("A day of ideas");
  await expect(first.field("Kontakt för frågor")).toHaveValue("Palle Påhitt");
});

/** The sheet of a day with one part, in Swedish. */
function dayForm(page: Page) {
  const part = page.getByRole("group", { name: "Del 1", exact: true });
  const item = page.getByRole("group", { name: "Punkt 1", exact: true });
  return {
    field: (label: string) => page.getByLabel(label, { exact: true }),
    part: { from: part.getByLabel("Från"), to: part.getByLabel("Till") },
    item: {
      at: item.getByLabel("Klockan"),
      sv: item.getByLabel("På svenska"),
      en: item.getByLabel("På engelska"),
      speaker: item.getByLabel("Talare"),
    },
    save: page.getByRole("button", { name: "Spara dagen" }),
  };
}
