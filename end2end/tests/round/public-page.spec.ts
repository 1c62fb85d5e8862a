import type { Page } from "@playwright/test";
import { follow, speak } from "../../support/page";
import { expect, test } from "../../support/test";

const LEDE = "{Organisationer} lånar varandra sina chefer, och samlas {dagar}.";
const COUNTED = "Fjorton offentliga organisationer lånar varandra sina chefer, och samlas fyra dagar.";
const DELIVERED = "Två chefer, två organisationer, ett samtal i taget";

test("the public pages hang together", async ({ page, hydrated, axe, validHtml, picture }) => {
  const response = await page.goto("/");
  await hydrated(page);
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.locator('meta[name="description"]')).toHaveAttribute("content", /^Fjorton offentliga organisationer/);
  await validHtml(response);
  await axe(page);
  await picture(page, "start");

  await page.locator('a[href="/datum"]').first().click();
  await expect(page).toHaveURL(/\/datum$/);
  await expect(page.locator("h1")).toHaveCount(1);
  await axe(page);

  const footer = page.getByRole("contentinfo");
  await footer.getByRole("link", { name: "Integritet" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Integritet");
  await expect(page.getByRole("heading", { name: "Vem som ansvarar" })).toBeVisible();
  await expect(page.getByRole("link", { name: "imy.se" })).toHaveAttribute("href", "https://www.imy.se");
  await picture(page, "integritet");
  await footer.getByRole("link", { name: "Tillgänglighet" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tillgänglighet");
  await expect(page.getByRole("link", { name: "anmäla det till Digg" })).toBeVisible();
  await picture(page, "tillganglighet");
});

test("an organiser previews, publishes and resets a page, and open pages follow", async ({
  page,
  person,
  server,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  test.setTimeout(60_000);
  tolerate(/422 \(Unprocessable/);
  const organiser = await person("organisator1@example.org");
  const adept = await person("adept1@example.org");
  await adept.goto("/");
  await hydrated(adept);

  await test.step("what cannot be shown is told, and what was typed is kept", async () => {
    await organiser.goto("/organisera");
    await organiser.getByRole("link", { name: "Publika sidor" }).first().click();
    await expect(organiser.getByRole("heading", { level: 1 })).toHaveText("Publika sidor");
    await expect(organiser.getByRole("row", { name: "Startsidan" })).toContainText("som levererad");
    await axe(organiser);
    await picture(organiser, "publika-sidor");
    await organiser.getByRole("main").getByRole("link", { name: "Startsidan", exact: true }).click();
    await hydrated(organiser);
    const form = pageForm(organiser);
    await form.title.fill("Chefer lär av chefer");
    await form.lede.fill("Vi är {antal}.");
    await form.publish.click();
    await expect(organiser.getByRole("alert")).toContainText("Inom klamrar kan det bara stå {organisationer}");
    await expect(form.title).toHaveValue("Chefer lär av chefer");
    await expect(form.lede).toHaveValue("Vi är {antal}.");
  });

  await test.step("the preview counts, in both languages, and publishes nothing", async () => {
    const form = pageForm(organiser);
    await form.lede.fill(LEDE);
    await organiser.getByLabel("Rubrik på engelska", { exact: true }).fill("Managers learn from managers");
    await form.preview.click();
    await expect(organiser.getByRole("alert")).toContainText("Så här blir det. Inget är publicerat eller skickat än.");
    const previews = organiser.locator(".preview");
    await expect(previews).toHaveCount(2);
    await expect(previews.nth(0)).toContainText(COUNTED);
    await expect(previews.nth(1)).toContainText("Managers learn from managers");
    await expect(form.lede).toHaveValue(LEDE);
    await axe(organiser);
    await picture(organiser, "forhandsgranskning");
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(DELIVERED);
  });

  await test.step("published, everyone reads it, and who has it open sees it change", async () => {
    await pageForm(organiser).publish.click();
    await expect(organiser.getByText("Sidan är publicerad: Startsidan.")).toBeVisible();
    await expect(organiser.getByRole("row", { name: "Startsidan" })).toContainText("Version 1");
    await follow(adept);
    await expect(adept.getByRole("heading", { level: 1 })).toHaveText("Chefer lär av chefer");
    await page.goto("/");
    await expect(page.getByText(COUNTED)).toBeVisible();
    await speak(page, "en", server.url);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Managers learn from managers");
    await speak(page, "sv", server.url);
  });

  await test.step("every version is kept, and so is the text that was delivered", async () => {
    await organiser.getByRole("link", { name: /^Versioner\s?: Startsidan$/ }).click();
    await organiser.getByRole("link", { name: "Som levererad" }).click();
    await expect(organiser.locator(".preview").first()).toContainText(DELIVERED);
    await axe(organiser);
    await organiser.getByRole("button", { name: "Återställ till som levererad" }).click();
    await expect(organiser.getByText("Sidan är publicerad: Startsidan.")).toBeVisible();
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(DELIVERED);
  });
});

test("two organisers who write the same page lose nothing", async ({ page, person, hydrated, axe, picture, tolerate }) => {
  tolerate(/409 \(Conflict/);
  const [first, second] = [await person("organisator1@example.org"), await person("organisator2@example.org")];
  for (const window of [first, second]) {
    await window.goto("/organisera/sidor/natverket");
    await hydrated(window);
  }
  // Begun before the other publishes: a form that nobody has typed in would take the news over.
  await pageForm(second).title.fill("Nätet");
  await pageForm(second).lede.fill("Alla offentliga organisationer är välkomna.");
  await pageForm(first).title.fill("Vårt nätverk");
  await pageForm(first).publish.click();
  await expect(first.getByText("Sidan är publicerad: Nätverket.")).toBeVisible();

  await pageForm(second).publish.click();
  await expect(second.getByRole("alert")).toContainText("Någon annan har sparat medan du skrev.");
  await expect(second.getByRole("row", { name: "Rubrik på svenska" })).toContainText("Vårt nätverk");
  await expect(pageForm(second).title).toHaveValue("Nätet");
  await expect(pageForm(second).lede).toHaveValue("Alla offentliga organisationer är välkomna.");
  await axe(second);
  await picture(second, "samtidig-sida");
  await page.goto("/natverket");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vårt nätverk");

  await pageForm(second).title.fill("Vårt nät");
  await pageForm(second).publish.click();
  await expect(second.getByText("Sidan är publicerad: Nätverket.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vårt nät");
  await expect(page.getByText("Alla offentliga organisationer är välkomna.")).toBeVisible();
});

test("machines are told which pages are public, and whom to tell of a weakness", async ({ page, signIn, tolerate }) => {
  tolerate(/404 \(Not Found|422 \(Unprocessable/);
  const robots = await (await page.request.get("/robots.txt")).text();
  expect(robots).toContain("Allow: /integritet$");
  expect(robots).toMatch(/Disallow: \/\n$/);
  expect((await page.request.get("/.well-known/security.txt")).status()).toBe(404);

  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera/sidor");
  await page.getByLabel("E-post för frågor").fill("fraga@example.org");
  await page.getByLabel("E-post för säkerhetsbrister").fill("it@example.org");
  await page.getByRole("button", { name: "Spara adresserna" }).click();
  await expect(page.getByRole("alert")).toContainText("Gäller till och med: Fyll i det här.");
  await page.getByLabel("Gäller till och med").fill("2026-12-31");
  await page.getByRole("button", { name: "Spara adresserna" }).click();
  await expect(page.getByText("Adresserna är sparade.")).toBeVisible();
  const security = await (await page.request.get("/.well-known/security.txt")).text();
  expect(security).toMatch(/^Contact: mailto:it@example\.org\nExpires: 2026-12-31T23:00:00Z\n/);
  await page.goto("/tillganglighet");
  await expect(page.getByRole("link", { name: "fraga@example.org" })).toHaveAttribute("href", "mailto:fraga@example.org");
});

/** The form of a public page, in Swedish. */
function pageForm(page: Page) {
  return {
    title: page.getByLabel("Rubrik på svenska", { exact: true }),
    lede: page.getByLabel("Ingress på svenska", { exact: true }),
    preview: page.getByRole("button", { name: "Förhandsgranska" }),
    publish: page.getByRole("button", { name: "Publicera", exact: true }),
  };
}
