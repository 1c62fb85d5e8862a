import { expect, test } from "../../support/test";

test("an organiser finds someone, reads all of them, and corrects their details", async ({
  page,
  person,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  tolerate(/422 |404 /);
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera");
  await page.getByRole("link", { name: "Personer", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Personer" })).toBeVisible();
  await hydrated(page);
  await expect(page.getByText("66 personer")).toBeVisible();
  await picture(page, "personer");
  const rows = page.getByRole("main").locator("tbody tr");

  await test.step("page by page, and by what is looked for", async () => {
    await expect(rows).toHaveCount(50);
    await page.getByRole("link", { name: "Nästa" }).click();
    await expect(rows).toHaveCount(16);
    await expect(page).toHaveURL(/\?sida=2$/);
    await page.getByRole("searchbox").fill("ovningsberg");
    await page.getByRole("button", { name: "Visa", exact: true }).click();
    await expect(rows).toHaveCount(2);
    await page.getByRole("combobox", { name: "Uppdrag" }).selectOption({ label: "Mentor" });
    await page.getByRole("button", { name: "Visa", exact: true }).click();
    await expect(rows).toHaveCount(1);
    await expect(page).toHaveURL(/sok=ovningsberg&roll=mentor/);
    await axe(page);
    await page.getByRole("link", { name: "Rensa" }).click();
    await expect(rows).toHaveCount(50);
    await page.getByRole("searchbox").fill("finns inte");
    await page.getByRole("button", { name: "Visa", exact: true }).click();
    await expect(page.getByText("Ingen stämmer med urvalet.")).toBeVisible();
  });

  await test.step("their page has all in one place, one tap from a call", async () => {
    await page.goto("/organisera/personer?sok=mentor4%40example.org");
    await page.getByRole("link", { name: "Zeynep Övningsberg" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Zeynep Övningsberg" })).toBeVisible();
    await hydrated(page);
    await expect(page.getByRole("link", { name: "mentor4@example.org" })).toHaveAttribute("href", "mailto:mentor4@example.org");
    await expect(page.locator('main a[href^="tel:"]')).toHaveCount(1);
    await expect(page.getByRole("main")).toContainText("Mentor, omgång 15");
    await expect(page.getByRole("row", { name: "Peter Låtsasson" })).toContainText("Pågår");
    await axe(page);
    await picture(page, "person");
  });

  await test.step("what is wrong is said and what was typed is kept; then it holds for the pair too", async () => {
    await page.getByLabel("Namn", { exact: true }).fill("");
    await page.getByLabel("Telefon", { exact: true }).fill("031-11 22 33");
    await page.getByRole("button", { name: "Spara", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Namn: ");
    await expect(page.getByLabel("Telefon", { exact: true })).toHaveValue("031-11 22 33");
    await page.getByLabel("Namn", { exact: true }).fill("Zeynep Nyhittad");
    await page.getByRole("button", { name: "Spara", exact: true }).click();
    await expect(page.getByText("Uppgifterna är sparade.")).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: "Uppgifterna är sparade." })).toBeFocused();
    const adept = await person("adept4@example.org");
    await adept.goto("/par");
    await expect(adept.getByRole("main")).toContainText("Zeynep Nyhittad");
  });

  for (const who of ["adept1", "kontakt1", "arbetsgrupp1"]) {
    const other = await person(`${who}@example.org`);
    for (const path of ["/organisera/personer", "/organisera/personer/1"])
      expect((await other.request.get(path)).status(), `${who} at ${path}`).toBe(404);
  }
});

test("two organisers who correct one person at once keep what both have changed", async ({
  person,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  tolerate(/status of 409/);
  const one = await person("organisator1@example.org");
  const other = await person("organisator2@example.org");
  await one.goto("/organisera/personer?sok=mentor9%40example.org");
  await one.locator("tbody tr").getByRole("link").first().click();
  await expect(one.getByRole("heading", { level: 2, name: "Uppgifter", exact: true })).toBeVisible();
  await other.goto(one.url());
  for (const window of [one, other]) await hydrated(window);
  const [name, title, phone] = ["Namn", "Titel", "Telefon"];
  // Begun before the other saves: a form that nobody has typed in would take the news over.
  await other.getByLabel(title, { exact: true }).fill("Enhetschef");
  await other.getByLabel(phone, { exact: true }).fill("031-22 22 22");
  await one.getByLabel(phone, { exact: true }).fill("031-11 11 11");
  await one.getByLabel(name, { exact: true }).fill("Nils Nyhittad");
  await one.getByRole("button", { name: "Spara", exact: true }).click();
  await expect(one.getByText("Uppgifterna är sparade.")).toBeVisible();

  await other.getByRole("button", { name: "Spara", exact: true }).click();
  await expect(other.getByRole("alert")).toContainText("Någon annan har sparat medan du skrev. Inget är sparat än.");
  await expect(other.locator(".meanwhile tbody tr")).toHaveCount(1);
  await expect(other.getByRole("row").filter({ hasText: "031-22 22 22" })).toContainText("031-11 11 11");
  await expect(other.getByLabel(name, { exact: true })).toHaveValue("Nils Nyhittad");
  await expect(other.getByLabel(title, { exact: true })).toHaveValue("Enhetschef");
  await axe(other);
  await picture(other, "ändra-person-samtidigt");
  await other.getByRole("button", { name: "Spara", exact: true }).click();
  await expect(other.getByText("Uppgifterna är sparade.")).toBeVisible();
  await one.reload();
  await expect(one.getByLabel(name, { exact: true })).toHaveValue("Nils Nyhittad");
  await expect(one.getByLabel(phone, { exact: true })).toHaveValue("031-22 22 22");
});

test("whoever is deactivated is out at once, and in again when that is undone", async ({ page, person, signIn, tolerate }) => {
  tolerate(/404 |401 /);
  const contact = await person("kontakt9@example.org");
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera/personer?sok=kontakt9%40example.org");
  await page.getByRole("link", { name: "Nour Provqvist" }).click();
  await page.getByText("Inaktivera", { exact: true }).click();
  await expect(page.getByText("Avsluta uppdragen först.")).toBeVisible();
  await page.getByRole("link", { name: "Avsluta eller ersätt" }).click();
  await page.getByRole("button", { name: "Avsluta uppdraget" }).click();
  await expect(page.getByText("Uppdraget är avslutat.")).toBeVisible();

  await page.getByText("Inaktivera", { exact: true }).first().click();
  await page.getByRole("button", { name: "Inaktivera" }).click();
  await expect(page.getByText("Personen är inaktiverad och utloggad överallt.")).toBeVisible();
  await contact.goto("/min-sida");
  await expect(contact).toHaveURL("/logga-in?till=/min-sida");

  await page.getByRole("button", { name: "Aktivera igen" }).click();
  await expect(page.getByText("Personen kan logga in igen.")).toBeVisible();
  await signIn(contact, "kontakt9@example.org");
  await expect(contact).toHaveURL("/min-sida");
});
