import type { Page } from "@playwright/test";
import { mailsTo, signInMail } from "../../support/mail";
import { speak } from "../../support/page";
import { expect, test } from "../../support/test";

const CODE_PAGE = { level: 1, name: "Titta i din inkorg" } as const;

/** Asks for a sign-in mail, from the sign-in page. */
async function ask(page: Page, address: string): Promise<void> {
  await page.goto("/logga-in");
  await page.getByLabel("E-postadress").fill(address);
  await page.getByRole("button", { name: "Skicka mejlet" }).click();
  await expect(page.getByRole("heading", CODE_PAGE)).toBeVisible();
}

test("a mail's link signs in by a press of its button, once", async ({ page, server, hydrated, tolerate }) => {
  tolerate(/410 \(Gone\)/);
  await ask(page, "adept11@example.org");
  const mail = await signInMail(server, "adept11@example.org");
  expect(mail.text).toContain("Hej Hanna Kulissberg!");

  await test.step("to open it spends nothing", async () => {
    for (let visit = 0; visit < 2; visit++) {
      const response = await page.goto(mail.link);
      expect(response?.status()).toBe(200);
      await expect(page.getByRole("heading", { level: 1, name: "Ett steg kvar" })).toBeVisible();
    }
    await hydrated(page);
  });

  await test.step("its button signs in", async () => {
    await page.getByRole("main").getByRole("button", { name: "Logga in" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Hej Hanna" })).toBeVisible();
    await expect(page).toHaveURL("/min-sida");
  });

  await test.step("a used link leads on whoever is signed in", async () => {
    await page.goto(mail.link);
    await expect(page).toHaveURL("/min-sida");
  });

  await test.step("a used link says so, in both languages, and offers another mail", async () => {
    // An open page would ask for news without its session.
    await page.goto("about:blank");
    await page.context().clearCookies();
    let response = await page.goto(mail.link);
    expect(response?.status()).toBe(410);
    await expect(page.getByRole("main")).toContainText("Länken är redan använd. Begär en ny");
    await speak(page, "en", server.url);
    response = await page.goto(mail.link);
    expect(response?.status()).toBe(410);
    await expect(page.getByRole("main")).toContainText("The link has been used already. Ask for a new one");
    await expect(page.getByRole("button", { name: "Sign in" })).toHaveCount(0);
    await expect(page.getByRole("main")).not.toContainText("adept11@example.org");
    await page.getByRole("main").getByRole("button").click();
    await expect(page).toHaveURL("/logga-in/kod");
    await expect.poll(() => mailsTo(server, "adept11@example.org").length).toBe(2);
  });
});

test("a link that is none is no page", async ({ page, tolerate }) => {
  tolerate(/404 \(Not Found\)/);
  const response = await page.goto(`/logga-in/lank/${"a".repeat(43)}`);
  expect(response?.status()).toBe(404);
});

test("a mail's code signs in, and a wrong one does not", async ({ page, server, hydrated, tolerate }) => {
  tolerate(/422 \(Unprocessable/);
  await ask(page, "mentor11@example.org");
  const { code } = await signInMail(server, "mentor11@example.org");
  await hydrated(page);

  const field = page.getByLabel("Sexsiffrig kod");
  const press = () => page.getByRole("main").getByRole("button", { name: "Logga in" }).click();
  await field.fill(code === "123 456" ? "654321" : "123456");
  await press();
  await expect(page.getByText("Koden stämmer inte.").first()).toBeVisible();
  await expect(page).toHaveURL(/\/logga-in\/kod$|\/api\/people\/sign-in-by-code$/);

  await press();
  await expect(page.getByText("Koden stämmer inte.").first()).toBeVisible();
  // The summary's link leads to the field.
  await page.getByRole("link", { name: /^Sexsiffrig kod: / }).click();
  await expect(field).toBeFocused();

  await field.fill("");
  await press();
  await expect(page.getByRole("link", { name: "Sexsiffrig kod: Fyll i det här." })).toBeVisible();

  await field.fill(code);
  await press();
  await expect(page.getByRole("heading", { level: 1, name: "Hej Stefan" })).toBeVisible();
});

test("a code is of no use in another browser", async ({ page, browser, server, baseURL, tolerate }) => {
  tolerate(/422 \(Unprocessable/);
  await ask(page, "adept12@example.org");
  const { code } = await signInMail(server, "adept12@example.org");
  const elsewhere = await browser.newContext({ baseURL });
  const stranger = await elsewhere.newPage();
  await stranger.goto("/logga-in/kod");
  await stranger.getByLabel("Sexsiffrig kod").fill(code);
  await stranger.getByRole("main").getByRole("button", { name: "Logga in" }).click();
  await expect(stranger.getByRole("alert")).toContainText("måste ta emot kakor");
  await elsewhere.close();
});

test("an unknown address gets the same answer, and no mail", async ({ page, server }) => {
  await ask(page, "adept13@example.org");
  const known = await page.getByRole("main").innerText();
  await signInMail(server, "adept13@example.org");
  await ask(page, "ingen@example.org");
  expect(await page.getByRole("main").innerText()).toBe(known);
  // Mails go out in order: once the next one is there, none is to come for the unknown address.
  await ask(page, "mentor13@example.org");
  await signInMail(server, "mentor13@example.org");
  expect(mailsTo(server, "ingen@example.org")).toEqual([]);
});

test("an address that is none is explained at its field", async ({ page, hydrated, tolerate }) => {
  tolerate(/422 \(Unprocessable/);
  await page.goto("/logga-in");
  await hydrated(page);
  const field = page.getByLabel("E-postadress");
  await field.fill("ingen adress");
  await page.getByRole("button", { name: "Skicka mejlet" }).click();
  await expect(page.getByRole("link", { name: /^E-postadress: Skriv en e-postadress/ })).toBeVisible();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveValue("ingen adress");
});

test("whoever needs to sign in is led there, and back", async ({ page, server }) => {
  await page.goto("/dagar/uppstart-2026");
  await expect(page).toHaveURL("/logga-in?till=/dagar/uppstart-2026");
  await page.getByLabel("E-postadress").fill("adept14@example.org");
  await page.getByRole("button", { name: "Skicka mejlet" }).click();
  await expect(page.getByRole("heading", CODE_PAGE)).toBeVisible();
  const { code } = await signInMail(server, "adept14@example.org");
  await page.getByLabel("Sexsiffrig kod").fill(code);
  await page.getByRole("main").getByRole("button", { name: "Logga in" }).click();
  await expect(page).toHaveURL("/dagar/uppstart-2026");
  await expect(page.getByRole("heading", { level: 1, name: "Uppstart" })).toBeVisible();
});

test("whoever is signed in is led on by the sign-in page", async ({ page, signIn }) => {
  await signIn(page, "adept17@example.org");
  await page.goto("/logga-in?till=/dagar");
  await expect(page).toHaveURL("/dagar");
});

test("five wrong codes say so, and offer another mail", async ({ page, server, tolerate }) => {
  tolerate(/422 \(Unprocessable|410 \(Gone\)/);
  await ask(page, "adept18@example.org");
  const { code } = await signInMail(server, "adept18@example.org");
  for (let n = 0; n < 5; n++) {
    await page.getByLabel("Sexsiffrig kod").fill(code === "123 456" ? "654321" : "123456");
    await page.getByRole("main").getByRole("button", { name: "Logga in" }).click();
    await expect(page.getByRole("alert")).toContainText(n < 4 ? "Koden stämmer inte." : "Det blev fem fel koder");
  }
  await page.getByRole("button", { name: "Skicka ett nytt mejl" }).click();
  await expect.poll(() => mailsTo(server, "adept18@example.org").length).toBe(2);
});

test("a browser that keeps no cookies is told so", async ({ page, server, tolerate }) => {
  tolerate(/422 \(Unprocessable/);
  await ask(page, "adept19@example.org");
  const { code } = await signInMail(server, "adept19@example.org");
  const alert = page.getByRole("alert");
  await expect(alert).toHaveCount(0);
  await page.context().clearCookies();
  await page.getByLabel("Sexsiffrig kod").fill(code);
  await page.getByRole("main").getByRole("button", { name: "Logga in" }).click();
  await expect(alert).toContainText("måste ta emot kakor");
  await page.goto("/logga-in/kod");
  await expect(alert).toContainText("måste ta emot kakor");
  await page.goto("/logga-in?till=/min-sida&inloggad=1");
  await expect(alert).toContainText("webbläsaren sparade inte inloggningen");
});

test("one signs out", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/401 \(Unauthorized\)/);
  await signIn(page, "adept15@example.org");
  await hydrated(page);
  await page.getByRole("button", { name: "Logga ut" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("link", { name: "Logga in" })).toBeVisible();
  await page.goto("/min-sida");
  await expect(page).toHaveURL("/logga-in?till=/min-sida");
});

test("one signs out of one other browser, or of all", async ({ page, person, signIn, hydrated, tolerate }) => {
  tolerate(/401 \(Unauthorized\)/);
  await signIn(page, "adept16@example.org");
  const phone = await person("adept16@example.org");
  const office = await person("adept16@example.org");

  await page.goto("/installningar");
  await hydrated(page);
  const others = page.getByRole("button", { name: "Logga ut den" });
  await expect(others).toHaveCount(2);
  await others.first().click();
  await expect(others).toHaveCount(1);
  await expect(page.getByRole("status").filter({ hasText: "Den webbläsaren är utloggad." })).toBeFocused();
  const inside = async (window: Page) => {
    await window.goto("/dagar");
    return new URL(window.url()).pathname === "/dagar";
  };
  expect([await inside(phone), await inside(office)].filter(Boolean)).toHaveLength(1);

  await page.getByRole("button", { name: "Logga ut överallt" }).click();
  await expect(page.getByRole("link", { name: "Logga in" })).toBeVisible();
  for (const window of [page, phone, office]) expect(await inside(window)).toBe(false);
});
