import { BOARD, matches, mentorOf, named, two } from "../../support/matching";
import { expect, test } from "../../support/test";

test.use({ today: "matching" });

test("a draft is proposed, explained, changed by hand and compared; then all are told at once", async ({
  page,
  person,
  signIn,
  hydrated,
  axe,
  picture,
  server,
  tolerate,
}) => {
  test.setTimeout(180_000);
  tolerate(/422 \(Unprocessable|404 \(Not Found/);
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera");
  await page.getByRole("link", { name: "Matcha adepter och mentorer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Matchning");
  await hydrated(page);
  await expect(page.getByText("22 adepter och 22 mentorer väntar på att matchas.")).toBeVisible();
  await picture(page, "matchning-tom");

  await test.step("the draft begins with the best there is", async () => {
    await page.getByRole("button", { name: "Gör utkastet" }).click();
    await expect(matches(page).first()).toBeVisible();
    await expect(page.getByText("Inget utkast har fler par eller fler poäng.")).toBeVisible();
    await axe(page);
    await picture(page, "matchning");
  });

  await test.step("each pair has its reasons", async () => {
    const first = matches(page).first();
    await first.locator("summary").click();
    await expect(first.getByRole("rowheader", { name: /^Teman/ })).toBeVisible();
    await expect(first.getByRole("rowheader", { name: /^Erfarenhet/ })).toContainText("år");
    await page.locator("#utkast").evaluate((heading) => heading.scrollIntoView());
    await picture(page, "matchning-skal", { readme: true });
    await first.locator("summary").click();
  });

  const [adept, mentor] = await two(page, 0);
  let other = "";

  await test.step("why not another? The rule, or what it costs", async () => {
    await matches(page).first().getByRole("link", { name: "Annan mentor" }).click();
    const panel = page.locator(".match__panel");
    await expect(panel.getByRole("heading", { name: `Mentorer för ${adept}` })).toBeVisible();
    await expect(panel.getByText("De arbetar i samma organisation.").first()).toBeVisible();
    const possible = panel.getByRole("row").filter({ hasText: "poäng färre tillsammans" }).first();
    other = (await possible.getByRole("rowheader").innerText()).split("\n")[0];
    await axe(page);
    await picture(page, "matchning-varfor");
    await possible.getByRole("button", { name: "Gör till par" }).click();
    await expect.poll(() => mentorOf(page, adept)).toBe(other);
    await expect(page.getByText(/poäng färre än i det bästa utkastet/)).toBeVisible();
  });

  await test.step("what is locked stays, and the last change is undone", async () => {
    const lock = named(page, adept).getByRole("button", { name: "Lås paret" });
    await lock.click();
    await expect(named(page, adept).getByRole("button", { name: "Lås paret" })).toHaveAttribute("aria-pressed", "true");
    await page.getByRole("button", { name: "Föreslå på nytt" }).click();
    await expect.poll(() => mentorOf(page, adept)).toBe(other);
    await expect(page.getByText("Inget utkast har fler par eller fler poäng.")).toBeVisible();
  });

  await test.step("a second draft beside the first", async () => {
    await page.goto(BOARD);
    await hydrated(page);
    await page.getByText("Gör ett utkast till").click();
    await page.getByLabel("Vad ska utkastet heta?").fill("");
    await page.getByRole("button", { name: "Gör utkastet" }).click();
    await expect(page.getByRole("alert").getByRole("link")).toContainText("Vad ska utkastet heta?");
    await page.getByLabel("Vad ska utkastet heta?").fill("Utan lås");
    await page.getByRole("button", { name: "Gör utkastet" }).click();
    await expect(page.getByRole("heading", { name: "Utan lås" })).toBeVisible();
    expect(await mentorOf(page, adept)).toBe(mentor);
    await page.getByText("Jämför 2 utkast").click();
    await expect(page.getByRole("row").filter({ hasText: adept }).last()).toContainText("skiljer");
    await axe(page);
    await picture(page, "matchning-jamfor");
  });

  await test.step("organisations are kept apart, and weights set", async () => {
    await page.getByText("Organisationer som hålls isär (0)").click();
    await page.getByLabel("En organisation").selectOption("Länsstyrelsen Västra Götaland");
    await page.getByLabel("Hålls isär från").selectOption("Borås Stad");
    await page.getByRole("button", { name: "Håll isär", exact: true }).click();
    await expect(page.getByText("Organisationer som hålls isär (1)")).toBeVisible();
    await page.getByText("Vad som väger tungt").click();
    await page.getByLabel("Teman").fill("11");
    await page.getByRole("button", { name: "Spara vikterna" }).click();
    await expect(page.getByRole("alert").getByRole("link")).toContainText("Teman");
    await page.getByLabel("Teman").fill("6");
    await page.getByRole("button", { name: "Spara vikterna" }).click();
    await expect(page.locator(".error-summary")).toHaveCount(0);
    await page.goto(BOARD);
    await hydrated(page);
    await page.getByRole("button", { name: "Föreslå på nytt" }).click();
    await expect(page.getByText("Inget utkast har fler par eller fler poäng.")).toBeVisible();
  });

  const adeptPage = await person("adept1@example.org");
  let partner = "";

  await test.step("until then an applicant knows nothing", async () => {
    await adeptPage.goto(BOARD);
    await expect(adeptPage.getByRole("heading", { level: 1 })).toHaveText("Här finns ingen sida");
    await adeptPage.goto("/par");
    await expect(adeptPage.getByRole("heading", { level: 1 })).toHaveText("Här finns ingen sida");
  });

  await test.step("all are told at once: both dashboards show the pair, both get a mail", async () => {
    partner = (await mentorOf(page, "Amina Exempelsson"))!;
    await page.getByText(/^Publicera \d+ par$/).click();
    await picture(page, "matchning-publicera");
    await page.getByRole("button", { name: "Publicera", exact: true }).click();
    await expect(page.getByRole("alert").getByRole("link")).toBeVisible();
    await page.getByLabel(/^Ja, skicka mejl till \d+ personer$/).check();
    await page.getByRole("button", { name: "Publicera", exact: true }).click();
    await expect(page.getByText(/par är publicerade/)).toBeVisible();
    await picture(page, "matchning-publicerad");

    await adeptPage.goto("/min-sida");
    await expect(adeptPage.getByText(partner).first()).toBeVisible();
    await adeptPage.goto("/par");
    await expect(adeptPage.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(adeptPage.getByText(partner).first()).toBeVisible();
    await expect.poll(async () => (await (await adeptPage.request.get(`${server.url}/demo/post`)).text())).toContain("Du har fått en mentor");
    await adeptPage.goto("/dagar");
    await expect(adeptPage.getByText(/uppstart/i).first()).toBeVisible();
  });

  await test.step("those in reserve can be matched later, and the others stay", async () => {
    await page.goto(BOARD);
    await hydrated(page);
    await page.getByText("Gör ett utkast till").click();
    await page.getByRole("button", { name: "Gör utkastet" }).click();
    await expect(matches(page).filter({ hasText: "reserv" }).first()).toBeVisible();
    await picture(page, "matchning-reserver");
  });

  await test.step("two who part are no pair again, unless someone says why", async () => {
    await adeptPage.goto("/par/lage/end");
    await adeptPage.getByRole("button", { name: "Avsluta" }).click();
    await expect(adeptPage.getByText(/^Ni avslutade er mentorrelation/)).toBeVisible();
    await page.goto(BOARD);
    await hydrated(page);
    await page.getByRole("button", { name: "Föreslå på nytt" }).click();
    await expect(page.getByText("Inget utkast har fler par eller fler poäng.")).toBeVisible();
    expect(await mentorOf(page, "Amina Exempelsson")).not.toBe(partner);
    const ask = page.locator("a.seat__move").filter({ hasText: "Amina Exempelsson" });
    await ask.click();
    const former = page.locator(".match__panel").getByRole("row").filter({ hasText: partner });
    await expect(former).toContainText("De har varit ett par förut.");
    await page.getByText("Tillåt ett tidigare par").click();
    await page.getByLabel("Varför?").fill("De fick aldrig tid att börja.");
    await axe(page);
    await picture(page, "matchning-tidigare-par");
    await page.getByRole("button", { name: "Tillåt paret" }).click();
    await page.getByText("Tidigare par som får bli par igen (1)").click();
    await expect(page.getByText("De fick aldrig tid att börja.")).toBeVisible();
    if (!(await former.isVisible())) await ask.click();
    await expect(former).not.toContainText("De har varit ett par förut.");
  });
});
