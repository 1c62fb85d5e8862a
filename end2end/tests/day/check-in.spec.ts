import { DAY, DOOR, badgeOf, checkIn, count, first, row, undo } from "../../support/door";
import { figure, follow, hours, speak } from "../../support/page";
import { expect, test } from "../../support/test";

test("two at the same door let someone in once, and either takes it back", async ({
  page,
  person,
  signIn,
  hydrated,
}) => {
  await signIn(page, "organisator1@example.org");
  const other = await person("organisator2@example.org");
  for (const window of [page, other]) {
    await window.goto(DOOR);
    await hydrated(window);
    await expect(count(window)).toHaveText("0 av 44 här");
  }
  await checkIn(page, "Amina Exempelsson").click();
  await expect(row(page, "Amina Exempelsson")).toContainText(/Incheckad 09\.\d\d av Katarina/);
  // Without JavaScript the other page is as it was, and the button pressed once more.
  const second = checkIn(other, "Amina Exempelsson");
  if (await second.isVisible()) await second.click().catch(() => undefined);
  await expect(row(other, "Amina Exempelsson")).toContainText(/Incheckad 09\.\d\d av Katarina/);
  await expect(count(other)).toHaveText("1 av 44 här");

  await undo(other, "Amina Exempelsson").click();
  await expect(checkIn(other, "Amina Exempelsson")).toBeVisible();
  await follow(page);
  await expect(checkIn(page, "Amina Exempelsson")).toBeVisible();
  await expect(count(page)).toHaveText("0 av 44 här");
});

test("those who said no or nothing can come too, and the board counts them", async ({ page, signIn, hydrated }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto(DOOR);
  await hydrated(page);
  await expect(row(page, "Amina Exempelsson")).toContainText("Inget svar än");
  await checkIn(page, "Amina Exempelsson").click();
  await expect(row(page, "Amina Exempelsson")).toContainText("Incheckad");
  await expect(row(page, "Amina Exempelsson")).toContainText("Inget svar än");

  await page.goto(DAY);
  const segment = page.locator("section", { has: page.getByRole("heading", { name: hours("09.00–13.00 Adepter") }) });
  await expect(segment.getByText("1 incheckade")).toBeVisible();
  await segment.getByRole("link", { name: "Till incheckningen" }).click();
  await expect(page).toHaveURL(/incheckning\?pass=\d+$/);
  await hydrated(page);
  await undo(page, "Amina Exempelsson").click();
  await expect(count(page)).toHaveText("0 av 44 här");
});

test("three keystrokes find a person", async ({ page, signIn, hydrated, javaScriptEnabled }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto(DOOR);
  await hydrated(page);
  await expect(page.getByRole("button", { name: /^Checka in/ })).toHaveCount(44);
  await page.getByRole("searchbox").pressSequentially("min");
  if (!javaScriptEnabled) await page.getByRole("button", { name: "Sök" }).click();
  await expect(page.getByRole("button", { name: /^Checka in/ })).toHaveCount(1);
  await checkIn(page, "Amina Exempelsson").click();
  await expect(row(page, "Amina Exempelsson")).toContainText("Incheckad");
  await expect(page.getByRole("searchbox"), "ready for the next name").toHaveValue("");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await expect(page.getByRole("button", { name: /^Checka in/ }), "and all are shown").toHaveCount(43);
  const done = page.getByRole("status").filter({ hasText: "Amina Exempelsson är incheckad." });
  await expect(done, "though the row may be far away").toBeVisible();
  await done.getByRole("button", { name: /^Ångra\s?: Amina Exempelsson$/ }).click();
  await expect(done).toHaveCount(0);
  await expect(checkIn(page, "Amina Exempelsson")).toBeVisible();
});

test("whoever is missing can be called, and is not once they are here", async ({ page, signIn, hydrated, axe }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto(DOOR);
  await hydrated(page);
  const call = row(page, "Amina Exempelsson").getByRole("link", { name: /^070-174 06/ });
  await expect(call).toHaveAttribute("href", /^tel:070174060\d$/);
  await axe(page);
  await checkIn(page, "Amina Exempelsson").click();
  await expect(row(page, "Amina Exempelsson")).toContainText("Incheckad");
  await expect(call).toHaveCount(0);
  await undo(page, "Amina Exempelsson").click();
  await expect(call).toBeVisible();

  await page.goto(DAY);
  await hydrated(page);
  await figure(page, "09.00–13.00 Adepter", "utan svar").click();
  const listed = page.getByRole("row").filter({ hasText: "Amina Exempelsson" });
  await expect(listed.getByRole("link", { name: /^070-174 06/ })).toBeVisible();
});

test("a part of the day is chosen by a link", async ({ page, signIn, hydrated }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto(DOOR);
  await hydrated(page);
  await page.getByRole("link", { name: "Enbart mentorer" }).click();
  await expect(page).toHaveURL(/\?pass=\d+$/);
  await expect(count(page)).toHaveText("0 av 22 här");
  await expect(page.getByRole("link", { name: "Enbart mentorer" })).toHaveAttribute("aria-current", "true");
});

test("a visitor is written in, counted, and taken back", async ({ page, signIn, hydrated, axe, tolerate }) => {
  tolerate(/422 \(Unprocessable/);
  await signIn(page, "organisator1@example.org");
  await page.goto(DOOR);
  await hydrated(page);
  const [name, organisation] = [page.getByLabel("Besökarens namn"), page.getByLabel("Organisation")];
  await organisation.fill("Åsby kommun");
  await page.getByRole("button", { name: "Släpp in" }).click();
  await expect(page.getByRole("alert").getByRole("link")).toHaveText("Besökarens namn: Fyll i det här.");
  await expect(organisation).toHaveValue("Åsby kommun");
  await axe(page);

  await name.fill("Gerda Gäst");
  await page.getByRole("button", { name: "Släpp in" }).dblclick();
  await expect(row(page, "Gerda Gäst")).toHaveCount(1);
  await expect(row(page, "Gerda Gäst")).toContainText("Åsby kommun");
  await expect(count(page)).toHaveText("0 av 44 här, och 1 besökare");
  await expect(name, "ready for the next").toHaveValue("");
  await page.reload();
  await expect(row(page, "Gerda Gäst")).toHaveCount(1);
  await hydrated(page);
  await undo(page, "Gerda Gäst").click();
  await expect(row(page, "Gerda Gäst")).toHaveCount(0);
  await expect(count(page)).toHaveText("0 av 44 här");
});

test("a guest is expected, counted, let in, sent out again, and removed", async ({
  page,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  tolerate(/422 \(Unprocessable/);
  await signIn(page, "organisator1@example.org");
  await page.goto(DAY);
  await hydrated(page);
  await page.getByRole("link", { name: "Gäster och talare" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Gäster och talare");
  await hydrated(page);
  await page.getByLabel("Organisation").fill("Åsby kommun");
  await page.getByText("Talare", { exact: true }).click();
  await page.getByRole("button", { name: "Lägg till" }).click();
  await expect(page.getByRole("alert").getByRole("link")).toHaveText("Namn: Fyll i det här.");
  await expect(page.getByLabel("Organisation")).toHaveValue("Åsby kommun");
  await page.getByLabel("Namn").fill("Tala Talsson");
  await page.getByRole("button", { name: "Lägg till" }).dblclick();
  await expect(row(page, "Tala Talsson")).toHaveCount(1);
  await expect(row(page, "Tala Talsson")).toContainText("Talare, Åsby kommun");
  await expect(page.getByLabel("Namn"), "ready for the next").toHaveValue("");
  await axe(page);
  await picture(page, "gäster");

  await page.getByRole("link", { name: "Tala Talsson" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ändra gästen");
  await hydrated(page);
  await page.getByLabel("Namn").fill("Tala Talström");
  await page.getByRole("button", { name: "Spara" }).first().click();
  await expect(row(page, "Tala Talström")).toBeVisible();

  await page.getByRole("link", { name: "Tala Talström" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ändra gästen");
  await hydrated(page);
  await page.getByLabel("Veganskt").check();
  await page.locator("#behov").getByRole("button", { name: "Spara" }).click();
  await expect(page.getByText("Sparat.")).toBeVisible();
  await expect(page.getByLabel("Veganskt")).toBeChecked();
  await axe(page);
  await picture(page, "gäst-med-kost");
  await page.goto(`${DAY}/behov`);
  await expect(page.getByRole("rowheader", { name: /Tala Talström/ })).toContainText("Talare, Åsby kommun");
  await expect(page.locator("tfoot")).toHaveText(/^Totalt\s*\d+$/);

  await page.goto(DAY);
  await expect(page.getByText(/\d+ kommer \+ 1 gäst = \d+/)).toBeVisible();
  await page.goto(`${DAY}/namnskyltar`);
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: "Tala Talström" })).toHaveCount(1);
  await page.goto(`${DOOR}?sok=tala`);
  await hydrated(page);
  await expect(count(page)).toHaveText("0 av 45 här");
  await checkIn(page, "Tala Talström").click();
  await expect(row(page, "Tala Talström")).toContainText(/Incheckad 09\.\d\d av Katarina/);
  await expect(count(page)).toHaveText("1 av 45 här");
  await undo(page, "Tala Talström").click();
  await expect(count(page)).toHaveText("0 av 45 här");

  await page.goto(`${DAY}/gaster`);
  await hydrated(page);
  await row(page, "Tala Talström").getByRole("button", { name: "Ta bort" }).click();
  await expect(page.getByText("Inga gäster väntas än.")).toBeVisible();
});

test("a badge's address shows its person first, and changes nothing", async ({ page, signIn, hydrated, axe }) => {
  await signIn(page, "organisator1@example.org");
  const badge = await badgeOf(page, "Johan Demoström");
  await page.goto(`${DOOR}?kod=${badge}`);
  await hydrated(page);
  await expect(count(page)).toHaveText("0 av 44 här");
  await expect(first(page)).toHaveText("Checka in: Johan Demoström");
  await axe(page);
  await first(page).click();
  await expect(count(page)).toHaveText("1 av 44 här");
  await undo(page, "Johan Demoström").first().click();
  await expect(count(page)).toHaveText("0 av 44 här");

  await page.goto(`${DOOR}?kod=00112233445566778899`);
  await expect(page.getByText("Koden hör inte till någon")).toBeVisible();
});

test("whoever has to sign in first comes back to the badge that they held up", async ({ page }) => {
  await page.goto(`${DOOR}?kod=00112233445566778899`);
  await expect(page).toHaveURL(`/logga-in?till=${DOOR}%3Fkod%3D00112233445566778899`);
});

test("a badge for everyone who comes is printed", async ({ page, signIn, hydrated, picture }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto(DOOR);
  await page.getByRole("link", { name: "Namnskyltar" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Namnskyltar");
  await hydrated(page);
  const badges = page.getByRole("main").getByRole("listitem");
  const coming = await badges.count();
  expect(coming).toBeGreaterThan(1);
  expect(coming).toBeLessThan(44);
  const amina = badges.filter({ hasText: "Amina Exempelsson" });
  await expect(amina).toHaveCount(0);
  // Whoever is at the door is here, whatever they answered.
  await page.goto(DOOR);
  await hydrated(page);
  await checkIn(page, "Amina Exempelsson").click();
  await expect(row(page, "Amina Exempelsson")).toContainText("Incheckad");
  await page.goto(`${DAY}/namnskyltar`);
  await expect(badges).toHaveCount(coming + 1);
  await expect(amina).toContainText("Göteborgs Stad");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 1 })).toBeHidden();
  await expect(badges.first()).toBeVisible();
  await picture(page, "namnskyltar-utskrift");
  await page.emulateMedia({ media: null });
  await page.goto(DOOR);
  await hydrated(page);
  await undo(page, "Amina Exempelsson").click();
  await expect(count(page)).toHaveText("0 av 44 här");
});

test("pictures of the door", async ({ page, server, signIn, hydrated, picture }) => {
  test.setTimeout(60_000);
  await signIn(page, "organisator1@example.org");
  await page.goto(DOOR);
  await hydrated(page);
  await checkIn(page, "Amina Exempelsson").click();
  await expect(row(page, "Amina Exempelsson")).toContainText("Incheckad");
  for (const [name, size, scheme, lang] of [
    ["dorren-telefon", { width: 360, height: 740 }, "light", "sv"],
    ["dorren-telefon-mork", { width: 360, height: 740 }, "dark", "en"],
    ["dorren", { width: 1280, height: 800 }, "light", "en"],
    ["dorren-mork", { width: 1280, height: 800 }, "dark", "sv"],
  ] as const) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme });
    await speak(page, lang, server.url);
    for (const [path, end] of [[DOOR, ""], [`${DAY}/namnskyltar`, "-skyltar"], [DAY, "-tavla"]] as const) {
      await page.goto(path);
      await hydrated(page);
      await picture(page, `${name}${end}`);
    }
  }
});
