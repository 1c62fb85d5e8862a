import { DAY, DOOR, checkIn, count, row } from "../../support/door";
import { emailsTo } from "../../support/mail";
import { follow } from "../../support/page";
import { expect, test } from "../../support/test";

const HELPERS = `${DAY}/medhjalpare`;
const RESERVE = "reserv1@example.org";

test("someone is named to help, checks two people in, and is taken away again", async ({
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
  tolerate(/404 \(Not Found\)|422 \(Unprocessable|ERR_CONNECTION_REFUSED/);
  await signIn(page, "organisator1@example.org");
  await page.goto(DAY);
  await hydrated(page);
  await page.getByRole("link", { name: "Hjälp i dörren" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hjälp i dörren");
  await hydrated(page);
  await expect(page.getByText("Ingen är utsedd än.")).toBeVisible();
  await axe(page);

  await page.getByLabel("Sök namn, organisation eller adress").fill("reserv1@");
  await page.getByRole("button", { name: "Sök", exact: true }).click();
  const found = page.getByRole("listitem").filter({ hasText: RESERVE });
  const name = (await found.locator(".arrival__name").textContent())!;
  await axe(page);
  await picture(page, "hjalp-i-dorren-sok");
  await found.getByRole("button", { name: /^Utse/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "Utsedd, och ett mejl" })).toBeFocused();
  await expect(row(page, name)).toContainText("Utsedd 20 februari 2026 av Katarina");
  await expect.poll(() => emailsTo(server, RESERVE).join()).toContain("hjälpa till i dörren på");
  expect(emailsTo(server, RESERVE).at(-1)).toContain(`${server.url}${DOOR}`);

  await test.step("someone who is not in the network: what is wrong is said, and what was typed is kept", async () => {
    const main = page.getByRole("main");
    await hydrated(page);
    await main.getByText("Någon som inte finns i nätverket").click();
    await main.getByLabel("Namn", { exact: true }).fill("Vera Värd");
    await main.getByRole("button", { name: "Utse och mejla" }).click();
    await expect(page.getByRole("alert")).toContainText("E-postadress");
    await expect(main.getByLabel("Namn", { exact: true })).toHaveValue("Vera Värd");
    await main.getByLabel("E-postadress").fill("vera@example.net");
    await main.getByLabel("Organisation", { exact: true }).selectOption({ index: 1 });
    await main.getByRole("button", { name: "Utse och mejla" }).click();
    await expect(row(page, "Vera Värd")).toBeVisible();
    await picture(page, "hjalp-i-dorren");
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: "dark" });
    await picture(page, "hjalp-i-dorren-telefon-mork");
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.emulateMedia({ colorScheme: null });
  });

  const early = await person(RESERVE);
  await early.goto(DOOR);
  await expect(early.getByRole("heading", { level: 1 }), "two weeks before").toHaveText("Här finns ingen sida");

  await server.travel("kickoff");
  const helper = await person(RESERVE);
  await helper.goto("/hem");
  await expect(helper).toHaveURL(DOOR);
  await hydrated(helper);
  await expect(count(helper)).toHaveText("0 av 44 här");
  await follow(early);
  await expect(count(early), "in the page that was open all the while, too").toHaveText("0 av 44 här");
  await hydrated(early);
  await expect(helper.getByRole("link", { name: "Namnskyltar" })).toHaveCount(0);
  await expect(helper.getByRole("main").getByRole("link", { name: /^070-/ })).toHaveCount(0);
  await expect(row(helper, "Amina Exempelsson")).not.toContainText("Inget svar än");
  await axe(helper);
  for (const who of ["Amina Exempelsson", "Johan Demoström"]) {
    await checkIn(helper, who).click();
    await expect(row(helper, who)).toContainText(`av ${name}`);
  }
  await expect(count(helper)).toHaveText("2 av 44 här");
  await picture(helper, "dorren-for-den-som-hjalper");
  await helper.setViewportSize({ width: 360, height: 740 });
  await picture(helper, "dorren-for-den-som-hjalper-telefon");

  await signIn(page, "organisator1@example.org");
  await page.goto(HELPERS);
  await hydrated(page);
  await row(page, name).getByText("Ta tillbaka", { exact: false }).first().click();
  await expect(row(page, name)).toContainText("De som redan är incheckade är kvar.");
  await axe(page);
  await row(page, name).getByRole("button", { name: "Ta tillbaka och mejla" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Tillbakataget." })).toBeFocused();
  await expect(row(page, name)).toHaveCount(0);
  await expect.poll(() => emailsTo(server, RESERVE).join()).toContain("inte längre hjälpa till i dörren");

  await follow(helper);
  await expect(helper.getByRole("heading", { level: 1 }), "in the open page too").toHaveText("Här finns ingen sida");
  const gone = await helper.getByRole("main").innerText();
  await helper.goto("/organisera/dagar/finns-inte/incheckning");
  expect(await helper.getByRole("main").innerText(), "the same as where there is no page").toBe(gone);
  await helper.goto("/hem");
  await expect(helper).toHaveURL("/min-sida");

  await page.goto(DOOR);
  await expect(count(page), "who was checked in stays so").toHaveText("2 av 44 här");
});
