import type { Page } from "@playwright/test";
import { expect, test } from "../../support/test";

test.use({ today: "halfway" });

const DAYS = ["uppstart-2026", "erfarenhetsutbyte-2026", "inspirationsdag-2026", "avslutning-2027"];
const MENTORS_ONLY = /Enbart mentorer|Mentors only|"mentors"/;

/** What the server sends for a page: what is shown, and what scripts are given along with it. */
async function sent(page: Page, path: string): Promise<string> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(200);
  return (await response?.text()) ?? "";
}

test("adepts find nothing of the mentors' part on any page", async ({ page, signIn, hydrated }) => {
  await signIn(page, "adept1@example.org");
  const pages = ["/", "/programmet", "/natverket", "/datum", "/min-sida", "/dagar", "/par", "/par/traffar/ny", "/installningar"];
  for (const path of [...pages, ...DAYS.map((slug) => `/dagar/${slug}`)]) {
    expect(MENTORS_ONLY.test(await sent(page, path)), path).toBe(false);
    await hydrated(page);
    await expect(page.getByRole("main")).not.toContainText(MENTORS_ONLY);
    await expect(page.getByRole("main")).not.toContainText("15.30");
  }
});

test("visitors find nothing of the mentors' part either", async ({ page }) => {
  for (const path of ["/", "/programmet", "/natverket", "/datum", "/integritet", "/logga-in"]) {
    expect(MENTORS_ONLY.test(await sent(page, path)), path).toBe(false);
  }
});

test("mentors see their part, and that their adept is not asked about it", async ({ page, signIn, hydrated }) => {
  await signIn(page, "mentor1@example.org");
  await page.goto("/dagar/uppstart-2026");
  await hydrated(page);
  const main = page.getByRole("main");
  await expect(main.getByText("Enbart mentorer", { exact: true }).first()).toBeVisible();
  await expect(main.getByText("Adepter och mentorer", { exact: true }).first()).toBeVisible();
  await expect(main.getByText(/^Amina (kommer|har inte svarat)/)).toHaveCount(1);
});

test("participants have no organiser's pages", async ({ page, signIn, tolerate }) => {
  tolerate(/404 \(Not Found\)/);
  for (const who of ["adept1@example.org", "mentor1@example.org", "reserv1@example.org", "kontakt1@example.org"]) {
    await signIn(page, who);
    for (const path of ["/organisera", "/organisera/dagar/uppstart-2026"]) {
      const response = await page.goto(path);
      expect(response?.status(), `${path} for ${who}`).toBe(404);
      await expect(page.getByRole("heading", { level: 1, name: "Här finns ingen sida" })).toBeVisible();
      expect((await response?.text())!.includes("Fiktivén"), "other people's names").toBe(false);
    }
    await expect(page.getByRole("navigation").getByRole("link", { name: "Organisera" })).toHaveCount(0);
  }
});

test("a pair's meetings are for its two alone", async ({ page, person, signIn, tolerate }) => {
  tolerate(/404 \(Not Found\)/);
  const adept = await person("adept2@example.org");
  await adept.goto("/par");
  const meeting = await adept.getByRole("main").locator('ol a[href^="/par/traffar/"]').first().getAttribute("href");
  const partner = await person("mentor2@example.org");
  for (const path of [meeting!, `${meeting}/andra`]) {
    for (const reader of [adept, partner]) expect((await reader.goto(path))?.status()).toBe(200);
  }
  for (const who of ["adept3@example.org", "mentor3@example.org", "organisator1@example.org", "kontakt2@example.org"]) {
    await signIn(page, who);
    for (const path of [meeting!, `${meeting}/andra`, "/par/traffar/999999", "/par/traffar/x"]) {
      expect((await page.goto(path))?.status(), `${path} for ${who}`).toBe(404);
    }
  }
});

test("whoever has no pair has no pair's room", async ({ page, signIn, tolerate }) => {
  tolerate(/404 \(Not Found\)/);
  for (const who of ["reserv1@example.org", "organisator1@example.org", "kontakt1@example.org", "arbetsgrupp1@example.org"]) {
    await signIn(page, who);
    await expect(page.getByRole("navigation").getByRole("link", { name: "Mitt par" })).toHaveCount(0);
    for (const path of ["/par", "/par/traffar/ny"]) {
      expect((await page.goto(path))?.status(), `${path} for ${who}`).toBe(404);
    }
  }
});

test("a contact person sees the own organisation's answers, and no one else's", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/404 \(Not Found\)/);
  await signIn(page, "kontakt10@example.org");
  await hydrated(page);
  await page.getByRole("navigation").getByRole("link", { name: "Min organisation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Min organisation" })).toBeVisible();
  const main = page.getByRole("main");
  const closing = main.locator("section", { has: page.getByRole("heading", { name: "Avslutning" }) });
  // Skatteverket: two adepts and two mentors.
  await expect(closing.getByRole("listitem")).toHaveCount(4);
  for (const name of ["Yusuf Fantasiqvist", "Samira Påhittsson", "Lars Påhittqvist", "Hassan Provsson"]) {
    await expect(closing.getByRole("listitem").filter({ hasText: name })).toHaveText(/(Ja|Nej|Kanske|Inget svar än)$/);
  }
  const content = await sent(page, "/kontakt");
  for (const other of ["Amina Exempelsson", "Kerstin Provberg"]) expect(content.includes(other), other).toBe(false);

  await signIn(page, "adept1@example.org");
  expect((await page.goto("/kontakt"))?.status()).toBe(404);
});

test("reserves and the working group are told where they stand", async ({ page, signIn }) => {
  await signIn(page, "reserv1@example.org");
  await expect(page.getByText("Du är reserv i den här omgången.")).toBeVisible();
  await expect(page.getByRole("group", { name: /^Kommer du/ })).toHaveCount(0);
  await page.goto("/dagar/avslutning-2027");
  await expect(page.getByText("Du är inte tillfrågad om den här dagen och behöver inte svara.")).toBeVisible();
  expect(MENTORS_ONLY.test(await sent(page, "/dagar/uppstart-2026"))).toBe(false);

  await signIn(page, "arbetsgrupp1@example.org");
  await page.goto("/min-sida");
  await expect(page.getByText("Du är med i arbetsgruppen.")).toBeVisible();
  await page.goto("/dagar/uppstart-2026");
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
});
