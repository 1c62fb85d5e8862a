import type { Page } from "@playwright/test";
import { BOARD, matches, mentorOf, publish } from "../../support/matching";
import { expect, test } from "../../support/test";

test.use({ today: "matching" });

/** Gives the mentor a second adept: one whom no rule keeps from them. Their name. */
async function giveSecondAdept(page: Page, mentor: string): Promise<string> {
  const adepts = await matches(page).locator(".match__one--adept .match__name").allInnerTexts();
  for (const adept of adepts) {
    if ((await mentorOf(page, adept)) === mentor) continue;
    await matches(page).filter({ hasText: adept }).getByRole("link", { name: "Annan mentor" }).click();
    const panel = page.locator(".match__panel");
    await expect(panel.getByRole("heading", { name: `Mentorer för ${adept}` })).toBeVisible();
    const pair = panel.getByRole("row").filter({ hasText: mentor }).getByRole("button", { name: "Gör till par" });
    if ((await pair.count()) === 0) continue;
    await pair.click();
    await expect.poll(() => mentorOf(page, adept)).toBe(mentor);
    return adept;
  }
  throw new Error(`no second adept for ${mentor}`);
}

test("a mentor of two has two rooms, and what is in the one is not in the other", async ({
  page,
  person,
  signIn,
  hydrated,
  axe,
  validHtml,
  picture,
  tolerate,
}) => {
  test.setTimeout(180_000);
  tolerate(/404 \(Not Found\)/);
  await signIn(page, "organisator1@example.org");
  await page.goto(BOARD);
  await hydrated(page);
  let [mentor, first, second] = ["", "", ""];

  await test.step("the working group allows a mentor who has offered it two adepts", async () => {
    await page.getByRole("button", { name: "Gör utkastet" }).click();
    await expect(matches(page).first()).toBeVisible();
    await page.getByText("Mentorer som får ha flera adepter (0)").click();
    const offers = page.locator('li[id^="flera-"]');
    await expect(offers).toHaveCount(1);
    mentor = (await offers.locator("span").first().innerText()).split("\n")[0].trim();
    await expect(offers).toContainText("Kan ta emot 2, får ha en");
    await axe(page);
    await offers.getByRole("button", { name: /^Tillåt flera/ }).click();
    await expect(page.getByText("Mentorer som får ha flera adepter (1)")).toBeVisible();
    await picture(page, "flera-adepter");
  });

  await test.step("and gives them a second", async () => {
    const own = matches(page).filter({ hasText: mentor });
    first = await own.locator(".match__name").first().innerText();
    second = await giveSecondAdept(page, mentor);
    await expect(matches(page).filter({ hasText: mentor })).toHaveCount(2);
    await publish(page);
    await expect(page.getByText(/par är publicerade/)).toBeVisible();
  });

  const room = await person("mentor5@example.org");
  const link = (name: string) => room.getByRole("main").getByRole("link", { name, exact: true });
  const ways = room.getByRole("navigation", { name: "Dina par" });

  await test.step("the mentor has a list of both", async () => {
    await room.getByRole("navigation").first().getByRole("link", { name: "Mitt par" }).click();
    await expect(room).toHaveURL("/par/alla");
    await expect(room.getByRole("heading", { level: 1 })).toHaveText("Mina par");
    for (const name of [first, second]) await expect(link(name)).toBeVisible();
    await expect(room.getByText("Bestäm er första träff")).toHaveCount(2);
    await axe(room);
    await picture(room, "par-alla");
    await validHtml(await room.reload());
  });

  await test.step("the mentor asks for contact in the second", async () => {
    await link(second).click();
    await expect(room).toHaveURL(/\/par\/\d+$/);
    await expect(ways.getByRole("link", { name: second })).toHaveAttribute("aria-current", "true");
    await axe(room);
    await picture(room, "par-av-flera");
    await room.goto(`${room.url()}/kontakt`);
    await hydrated(room);
    await expect(ways.getByRole("link", { name: second })).toHaveAttribute("aria-current", "true");
    await room.getByLabel("Några ord, om du vill").fill("Vi kommer inte igång");
    await room.getByRole("button", { name: "Be om kontakt" }).click();
    await expect(room.getByText("Ingen har sett det än.").first()).toBeVisible();
    await expect(room).toHaveURL(/\/par\/\d+\/kontakt/);
  });

  await test.step("nothing of it is in the first", async () => {
    await ways.getByRole("link", { name: first }).click();
    await expect(ways.getByRole("link", { name: first })).toHaveAttribute("aria-current", "true");
    await room.goto(`${room.url()}/kontakt`);
    await expect(room.getByLabel("Några ord, om du vill")).toHaveValue("");
    await expect(room.getByText("Ingen har sett det än.")).toHaveCount(0);
    expect((await room.goto("/par/999999"))?.status()).toBe(404);
  });

  await test.step("the dashboard has both in one list", async () => {
    await room.goto("/min-sida");
    await expect(room.getByRole("heading", { name: "På väg" })).toBeVisible();
    await expect(room.getByRole("heading", { name: /^Träffar med / })).toHaveCount(2);
    await expect(room.getByRole("heading", { name: "Omgången" }), "its days are in that list").toHaveCount(0);
    const toDo = room.getByRole("main").locator(".todo");
    await expect(toDo).toContainText(first.split(" ")[0]);
    await axe(room);
    await picture(room, "min-sida-flera-par");
  });
});
