import { emailsTo } from "../../support/mail";
import { expect, test } from "../../support/test";

const ORGANISER = "organisator1@example.org";

test("an organiser reads what goes out, and skips some of it", async ({ page, signIn, hydrated, axe, picture }) => {
  await signIn(page, ORGANISER);
  await page.goto("/organisera");
  await hydrated(page);
  await page.getByRole("link", { name: "Går ut av sig självt" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Går ut av sig självt");
  await axe(page);
  await picture(page, "mail-gar-ut");
  const table = page.getByRole("table").first();
  const row = table.getByRole("row").filter({ hasText: "Påminnelse om att svara" }).first();
  await expect(row.getByRole("link")).toHaveAttribute("href", /\/organisera\/dagar\//);

  await row.getByRole("button", { name: /^Hoppa över/ }).click();
  await expect(page.getByText("Den påminnelsen går inte ut.")).toBeVisible();
  await expect(row.getByText("hoppas över")).toBeVisible();
  await picture(page, "mail-hoppas-over");
  await row.getByRole("button", { name: /^Skicka ändå/ }).click();
  await expect(page.getByText("Påminnelsen går ut som planerat.")).toBeVisible();
  await expect(row.getByText("hoppas över")).toHaveCount(0);

  // Of the pairs there is a figure.
  await expect(page.getByRole("heading", { name: "Till paren" })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, "mail-gar-ut-telefon");
});

test("a participant chooses, unsubscribes by one press, and reads what was sent", async ({
  page,
  server,
  signIn,
  person,
  hydrated,
  axe,
  picture,
}) => {
  const kinds = page.getByRole("group", { name: "Vad vill du få mejl om?" });

  await test.step("in the settings", async () => {
    await signIn(page, "mentor3@example.org");
    await page.goto("/installningar");
    await hydrated(page);
    await page.getByRole("link", { name: "Välj mejl" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mejl till dig");
    await axe(page);
    await picture(page, "mail-valj");
    await kinds.getByText("Varannan månad: hur går det?").click();
    await page.getByRole("button", { name: "Spara" }).click();
    await expect(page.getByText("Sparat.")).toBeVisible();
    await expect(kinds.getByLabel("Varannan månad: hur går det?")).not.toBeChecked();
    await page.getByRole("button", { name: "Bara det nödvändiga" }).click();
    await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Bara det nödvändiga" })).toHaveCount(0);
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, "mail-valj-telefon");
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  const unsubscribe = await test.step("someone who has not answered is asked by an organiser", async () => {
    const organiser = await person(ORGANISER);
    await organiser.goto("/organisera/dagar/uppstart-2026");
    await hydrated(organiser);
    await organiser.getByText("Påminn dem som inte har svarat").click();
    await organiser.getByRole("button", { name: "Skicka påminnelsen" }).click();
    await expect(organiser.getByText(/får en påminnelse/)).toBeVisible();
    let found: { who: string; path: string } | undefined;
    await expect
      .poll(() => {
        for (let n = 1; n <= 25 && !found; n++) {
          for (const role of ["adept", "mentor"]) {
            const who = `${role}${n}@example.org`;
            const path = emailsTo(server, who).map((mail) => /\/mejl\/avsluta\/[0-9a-f]+/.exec(mail)?.[0]).find(Boolean);
            if (path) found ??= { who, path };
          }
        }
        return Boolean(found);
      }, { timeout: 20_000 })
      .toBe(true);
    return found!;
  });

  await test.step("their email's link asks, and its button is enough", async () => {
    // An open page would ask for news without its session.
    await page.goto("about:blank");
    await page.context().clearCookies();
    await page.goto(unsubscribe.path);
    await hydrated(page);
    await expect(page.getByText("Påminnelser om att svara på en gemensam dag")).toBeVisible();
    await axe(page);
    await picture(page, "mail-avsluta");
    await page.getByRole("button", { name: "Sluta skicka dem" }).click();
    await expect(page.getByText("Klart. Du får inga fler")).toBeVisible();
  });

  await test.step("they see it in their settings, and what was sent", async () => {
    await signIn(page, unsubscribe.who);
    await page.goto("/installningar/mejl");
    await hydrated(page);
    await expect(kinds.getByLabel(/^Påminnelser om att svara/)).not.toBeChecked();
    await expect(kinds.getByLabel("Varannan månad: hur går det?")).toBeChecked();
    await page.getByRole("link", { name: "Det här har vi mejlat dig" }).click();
    await expect(page.getByRole("row").filter({ hasText: "du hade inte svarat" }).first()).toContainText(
      "Ja, till din mejlserver",
    );
    await axe(page);
    await picture(page, "mail-skickat");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, "mail-skickat-telefon");
  });
});
