/** An organiser's Monday: what needs someone is done from the first page. */
import type { Page } from "@playwright/test";
import { expect, test } from "../../support/test";

/** Presses, and counts the presses. */
class Hand {
  presses = 0;

  constructor(readonly page: Page) {}

  async press(role: "button" | "link", name: string | RegExp, within = this.page.getByRole("main")): Promise<void> {
    this.presses += 1;
    await within.getByRole(role, { name, exact: typeof name === "string" }).first().click();
  }

  /** A line of the list, by what it says. */
  line(says: string | RegExp) {
    return this.page.locator("#att-gora > .todo > .task").filter({ hasText: says });
  }
}

test("an organiser's Monday is done from the first page", async ({ page, person, signIn, hydrated, axe, picture }) => {
  test.setTimeout(180_000);
  await test.step("two people ask for help", async () => {
    for (const email of ["adept1@example.org", "mentor5@example.org"]) {
      const asks = await person(email);
      await asks.goto("/par/kontakt");
      await asks.getByRole("button", { name: "Be om kontakt" }).click();
      await expect(asks.getByText("Ingen har sett det än.")).toBeVisible();
    }
  });
  await signIn(page, "organisator1@example.org");
  await expect(page).toHaveURL("/organisera");
  await hydrated(page);
  const hand = new Hand(page);
  await axe(page);
  await picture(page, "organisera-att-göra");
  await page.setViewportSize({ width: 360, height: 740 });
  await picture(page, "organisera-att-göra-telefon");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, "organisera-att-göra-mörk");
  await page.emulateMedia({ colorScheme: "light" });

  await test.step("1 and 2: both are called, and that is noted", async () => {
    const lines = hand.line("vill prata med en organisatör");
    await expect(lines).toHaveCount(2);
    for (let left = 2; left > 0; left -= 1) {
      await hand.press("button", "Klart", lines.first());
      await expect(page.getByText("Det är klart, och borta ur listan.")).toBeVisible();
      await expect(lines).toHaveCount(left - 1);
    }
  });

  await test.step("3: those who have not answered are reminded", async () => {
    const line = hand.line(/har inte svarat:\s+Uppstart/);
    await line.getByText("Vilka, med telefon").click();
    hand.presses += 1;
    await expect(line.getByRole("link", { name: /^\+?0?\d/ }).first()).toBeVisible();
    await hand.press("button", /^Påminn alla \d+$/, line);
    await expect(page.getByText(/personer får en påminnelse\./)).toBeVisible();
    await expect(line).toHaveCount(0);
  });

  await test.step("4: the network is described", async () => {
    await hand.press("link", "Fyll i", hand.line("Kom igång: Nätverket"));
    await page.getByLabel("Nätverkets namn").fill("Nätverket Väst");
    await page.getByLabel("Organisationen som håller samman det").fill("Göteborgs Stad");
    await page.getByLabel("E-postadress för frågor").fill("fraga@example.org");
    await page.getByLabel("Personuppgiftsansvarig, på svenska").fill("organisationerna, gemensamt");
    await page.getByLabel("Personuppgiftsansvarig, på engelska").fill("the organisations, jointly");
    await hand.press("button", "Spara");
    await expect(page.getByText("Uppgifterna om nätverket är sparade.")).toBeVisible();
    await hand.press("link", /Till översikten/);
    await expect(hand.line("Kom igång: Nätverket")).toHaveCount(0);
  });

  await test.step("5: what can wait is put off, and can be brought back", async () => {
    const line = hand.line("Kom igång: Publika sidor");
    await line.getByText("Senare").click();
    hand.presses += 1;
    await hand.press("button", "Påminn mig om en vecka", line);
    await expect(page.getByText("Uppskjutet. Det står under Uppskjutet tills det kommer tillbaka.")).toBeVisible();
    await expect(line).toHaveCount(0);
    await page.getByText("Uppskjutet (1)").click();
    hand.presses += 1;
    await expect(page.locator("#uppskjutet")).toContainText("Kom igång: Publika sidor");
  });

  await test.step("6: nothing is left, and it is said what comes next", async () => {
    await expect(page.getByText("Inget väntar på dig just nu.")).toBeVisible();
    await expect(page.getByText(/^Närmast: /)).toBeVisible();
    await axe(page);
    await picture(page, "organisera-inget-kvar");
  });
  expect(hand.presses, "presses").toBeLessThan(25);

  await test.step("the pairs by a link that can be sent", async () => {
    await page.getByRole("link", { name: /^\d+\s*har inte börjat$/ }).click();
    await expect(page).toHaveURL("/organisera?par=ej-borjat#par");
    await page.getByRole("link", { name: "Ordna efter adeptens namn" }).click();
    await expect(page).toHaveURL("/organisera?par=ej-borjat&ordning=namn#par");
    await expect(page.getByRole("row", { name: /^Amina Exempelsson/ })).toBeVisible();
  });
});

test("signing in leads each to where their work is", async ({ page, signIn }) => {
  for (const [email, path] of [
    ["organisator2@example.org", "/organisera"],
    ["kontakt1@example.org", "/kontakt"],
    ["arbetsgrupp1@example.org", "/urval"],
    ["adept9@example.org", "/min-sida"],
    ["reserv1@example.org", "/min-sida"],
  ] as const) {
    await signIn(page, email);
    await expect(page, email).toHaveURL(path);
    // An open page would ask for news without its session.
    await page.goto("about:blank");
    await page.context().clearCookies();
  }
});
