import type { Page } from "@playwright/test";
import { choose, readerOf } from "../../support/page";
import { waitForMail } from "../../support/mail";
import { candidates, decide, decideAll, numberOf, recuse, settle, tellAll, voteYes } from "../../support/selection";
import { expect, test } from "../../support/test";

test.use({ today: "selection" });

const row = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });

/** Those about whom the tests are: of three organisations, none of them a member's. */
const [CHOSEN, WAITING, DECLINED, FRIEND] = ["Hanna Kulissberg", "Ulrika Övningsson", "Oskar Provberg", "Sara Hittepåsson"];

test.describe.configure({ mode: "serial" });

test("a member reads, votes, takes no part where there is a conflict, and decides", async ({
  page,
  person,
  signIn,
  axe,
  picture,
  tolerate,
}) => {
  test.setTimeout(90_000);
  tolerate(/422 |404 |409 /);
  await signIn(page, "arbetsgrupp1@example.org");
  await page.goto("/min-sida");
  await page.getByRole("link", { name: "Urval", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Urval" })).toBeVisible();
  const all = await candidates(page);
  await picture(page, "urval");
  await axe(page);

  await test.step("filters are in the address, with counts", async () => {
    await page.getByLabel("Söker som").selectOption("mentor");
    await page.getByRole("button", { name: "Visa", exact: true }).click();
    await expect(page).toHaveURL(/roll=mentor/);
    await expect(row(page, CHOSEN)).toHaveCount(0);
    const listed = all.filter(({ part }) => part === "mentor").length;
    await expect(page.getByRole("link", { name: `${listed} Alla`, exact: false })).toBeVisible();
    await page.getByRole("link", { name: "Rensa" }).click();
  });

  await test.step("one is read, and voted on", async () => {
    await row(page, CHOSEN).getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1, name: CHOSEN })).toBeVisible();
    await page.getByRole("button", { name: "Spara rösten" }).click();
    await expect(page.getByRole("alert")).toContainText("Välj ett av alternativen.");
    await voteYes(page, "kanarieanteckning: stark");
    await picture(page, "urval-ansokan");
    await axe(page);
  });

  await test.step("two are read side by side", async () => {
    await page.goto("/urval");
    await page.getByLabel(`Jämför ${CHOSEN}`).check();
    await page.getByLabel(`Jämför ${WAITING}`).check();
    await page.getByRole("button", { name: "Läs två sida vid sida" }).click();
    for (const name of [CHOSEN, WAITING]) await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
    await picture(page, "urval-jamfor");
    await axe(page);
  });

  await test.step("a conflict of interest makes an application disappear", async () => {
    const friend = `/urval/${numberOf(all, FRIEND)}`;
    await page.goto(friend);
    await page.getByText("Anmäl jäv").first().click();
    await page.getByRole("button", { name: "Anmäl jäv" }).click();
    await expect(page.getByRole("alert")).toContainText("Varför?");
    await recuse(page, "kanariejäv: en gammal vän");
    await expect(row(page, FRIEND)).toHaveCount(0);
    expect((await page.goto(friend))!.status()).toBe(404);
  });

  await test.step("decisions are drafts, and nobody decides over another's unread", async () => {
    const other = await person("arbetsgrupp2@example.org");
    await other.goto(`/urval/${numberOf(all, WAITING)}`);
    await choose(other, "Avslå");
    await other.getByLabel("Skäl", { exact: true }).fill("Kan vänta");
    for (const [name, outcome] of [[CHOSEN, "Välj ut"], [WAITING, "Sätt som reserv"], [DECLINED, "Avslå"]] as const) {
      await page.goto(`/urval/${numberOf(all, name)}`);
      await decide(page, outcome);
    }
    await other.getByRole("button", { name: "Spara beslutet" }).click();
    await expect(other.getByRole("alert").first()).toContainText("Någon annan har sparat medan du skrev.");
    await expect(other.getByLabel("Skäl", { exact: true })).toHaveValue("Kan vänta");
    await expect(other.getByText(/^reserv.*Noterat av Pia Testström/i)).toBeVisible();
    await page.goto("/urval/beslut");
    await expect(page.getByText("ansökningar saknar beslut")).toBeVisible();
    await picture(page, "urval-beslut");
    await axe(page);
  });
});

test("nobody sees the own organisation's, and nobody outside the group sees any", async ({ person }) => {
  const everyone = await candidates(await person("organisator1@example.org"));
  for (const n of [1, 2, 3]) {
    const member = await person(`arbetsgrupp${n}@example.org`);
    const seen = (await candidates(member)).map(({ id }) => id);
    const unseen = everyone.filter(({ id, name }) => !seen.includes(id) && name !== FRIEND);
    const organisations = new Set(unseen.map(({ organisation }) => organisation));
    expect(organisations.size, `arbetsgrupp${n}`).toBeLessThanOrEqual(1);
    for (const { id } of unseen.slice(0, 2)) {
      expect((await member.request.get(`/urval/${id}`)).status()).toBe(404);
    }
  }
  for (const who of ["kontakt1", "adept1", "mentor1"]) {
    const page = await person(`${who}@example.org`);
    for (const path of ["/urval", "/urval/beslut", "/urval/protokoll", "/urval/lista.csv", `/urval/${everyone[0].id}`]) {
      expect((await page.request.get(path)).status(), `${who} at ${path}`).toBe(404);
    }
  }
});

test("the decisions are put on record, and told at one moment", async ({ page, person, server, signIn, axe, picture, tolerate }) => {
  tolerate(/409 |404 /);
  test.setTimeout(120_000);
  await signIn(page, "organisator1@example.org");
  await decideAll(page, (name) => ({ [WAITING]: "reserve", [DECLINED]: "declined" })[name] ?? "selected");
  await settle(page);
  await expect(page.getByRole("row", { name: WAITING })).toContainText("reserv 1 som adept");
  await picture(page, "urval-protokoll");
  await axe(page);

  await test.step("nothing changes any more", async () => {
    const member = await person("arbetsgrupp2@example.org");
    const [some] = await candidates(member);
    const vote = await member.request.post("/api/selection/vote", { form: { id: some.id, vote: "no", ...(await readerOf(member)) } });
    expect(vote.status()).toBe(409);
    await member.goto("/urval/protokoll");
    await expect(member.getByText("Organisatören har inte skickat beskeden än.")).toBeVisible();
  });

  await expect(page.getByText("Du är utvald som adept i Mentorprogrammet IOR, omgång 15.")).toBeVisible();
  await tellAll(page);
  await expect(page.getByRole("button", { name: /^Skicka/ })).toHaveCount(0);
  const mail = await waitForMail(server, "adept11@example.org");
  expect(mail).toContain("Du är utvald som adept");
  expect(mail).not.toContain("kanarie");
});

test("the list comes as a file, with nothing in it that the page does not show", async ({ person }) => {
  const member = await person("arbetsgrupp1@example.org");
  const file = await (await member.request.get("/urval/lista.csv?roll=adept")).text();
  expect(file).toContain(CHOSEN);
  expect(file).not.toContain(FRIEND);
  expect(file).not.toContain("kanarie");
});
