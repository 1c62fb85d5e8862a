import type { Page } from "@playwright/test";
import { expect, test } from "../../support/test";
import { choose, figure, follow, hours } from "../../support/page";
import { waitForMail } from "../../support/mail";

const BOARD = "/organisera/dagar/uppstart-2026";
const DAY = "/dagar/uppstart-2026";
const WHOLE_PROGRAMME = "09.00–13.00 Adepter och mentorer";

test("whoever comes when the seats are taken waits, is offered one by mail, and takes it", async ({
  page,
  person,
  server,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  test.setTimeout(60_000);
  const organiser = await person("organisator1@example.org");
  const mentor = await person("mentor1@example.org");
  const adept = await person("adept1@example.org");
  for (const window of [mentor, adept]) await window.goto(DAY);
  await organiser.goto(BOARD);
  for (const window of [organiser, mentor, adept]) await hydrated(window);
  const coming = parseInt(await figure(organiser, WHOLE_PROGRAMME, "kommer").innerText(), 10);

  await test.step("the organiser sets as many seats as are taken", async () => {
    tolerate(/status of 422/);
    await organiser.getByRole("link", { name: "Ändra dagen" }).click();
    await hydrated(organiser);
    const seats = organiser.getByRole("group", { name: "Del 1", exact: true }).getByLabel("Platser");
    await seats.fill("0");
    await organiser.getByRole("button", { name: "Spara dagen" }).click();
    await expect(organiser.getByText("Skriv ett heltal från 1 till 10000.").first()).toBeVisible();
    await expect(seats).toHaveValue("0");
    await axe(organiser);
    await picture(organiser, "ändra-dagen");
    await seats.fill(String(coming));
    await organiser.getByRole("button", { name: "Spara dagen" }).click();
    await expect(organiser).toHaveURL(`${BOARD}?sparad=1`);
    await expect(organiser.getByText(`${coming} av ${coming} platser är upptagna`)).toBeVisible();
  });

  await test.step("an adept's yes is a place in the queue", async () => {
    await follow(adept);
    await expect(adept.getByText("Alla platser är tagna.")).toBeVisible();
    await reply(adept).getByRole("button", { name: "Ja" }).click();
    await expect(adept.getByText("Du står på plats 1 i kön.")).toBeVisible();
    await follow(mentor);
    await expect(mentor.getByText("Amina står i kö")).toBeVisible();
    await follow(organiser);
    await expect(figure(organiser, WHOLE_PROGRAMME, "i kö")).toHaveText("1i kö");
    await axe(adept);
    await axe(organiser);
    await picture(organiser, "tavla-med-kö");
  });

  await test.step("a seat that is given up is offered to her", async () => {
    await reply(mentor).getByRole("button", { name: "Nej" }).click();
    const mail = await waitForMail(server, "adept1@example.org");
    expect(mail).toContain("En plats har blivit ledig för dig");
    await follow(adept);
    await expect(adept.getByText("En plats är ledig för dig.")).toBeVisible();
    await expect(reply(adept).getByRole("button", { pressed: true })).toHaveCount(0);
    await picture(adept, "erbjuden-plats");
    await adept.goto("/min-sida");
    await hydrated(adept);
    await expect(adept.getByRole("main").getByRole("heading", { level: 2 }).first()).toHaveText("En plats är ledig för dig");
    await expect(adept.locator(".todo a").first()).toHaveText(/^Ta platsen som hålls för dig: Uppstart, 09\.00/);
    await axe(adept);
    await picture(adept, "min-sida-erbjuden-plats");
    await adept.goto(DAY);
    await hydrated(adept);
    await follow(organiser);
    await expect(figure(organiser, WHOLE_PROGRAMME, "erbjuden plats")).toHaveText("1erbjuden plats");
  });

  await test.step("and she takes it", async () => {
    await reply(adept).getByRole("button", { name: "Ja" }).click();
    await expect(reply(adept).getByRole("button", { pressed: true })).toHaveText("Ja");
    await follow(mentor);
    await expect(mentor.getByText("Amina kommer", { exact: true })).toBeVisible();
    await follow(organiser);
    await expect(figure(organiser, WHOLE_PROGRAMME, "kommer")).toHaveText(`${coming}kommer`);
    await expect(figure(organiser, WHOLE_PROGRAMME, "i kö")).toHaveText("0i kö");
  });

  await test.step("without a limit, whoever waits has a seat", async () => {
    await reply(mentor).getByRole("button", { name: "Ja" }).click();
    await expect(mentor.getByText("Du står på plats 1 i kön.")).toBeVisible();
    await organiser.getByRole("link", { name: "Ändra dagen" }).click();
    await hydrated(organiser);
    await organiser.getByRole("group", { name: "Del 1", exact: true }).getByLabel("Platser").fill("");
    await organiser.getByRole("button", { name: "Spara dagen" }).click();
    await expect(organiser.getByRole("alert")).toContainText("En person får ett mejl om det som ändras.");
    await choose(organiser, "Ja, skicka mejl till 1 person");
    await organiser.getByRole("button", { name: "Spara dagen" }).click();
    await expect(organiser).toHaveURL(`${BOARD}?sparad=1`);
    expect(await waitForMail(server, "mentor1@example.org")).toContain("Det har blivit fler platser");
    await follow(mentor);
    await expect(reply(mentor).getByRole("button", { pressed: true })).toHaveText("Ja");
    await expect(mentor.getByText("Du står på plats")).toHaveCount(0);
  });
});

function reply(page: Page) {
  return page.getByRole("group", { name: hours("Kommer du 09.00–13.00") });
}
