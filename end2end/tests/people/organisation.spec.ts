import { expect, test } from "../../support/test";

const LIST = "/organisera/organisationer";

test("an organisation joins, gets another name, leaves and comes back", async ({
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
  await page.getByRole("link", { name: "Organisationer", exact: true }).click();
  await expect(page.getByRole("main").locator("tbody tr")).toHaveCount(14);
  await hydrated(page);
  await axe(page);
  await picture(page, "organisationer");

  await page.getByText("Lägg till en organisation").click();
  await page.getByLabel("Namn", { exact: true }).fill("SKATTEVERKET");
  await page.getByLabel("Slag").selectOption({ label: "Statlig myndighet" });
  await page.getByRole("button", { name: "Lägg till", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Det finns redan en organisation med det namnet");
  await page.getByLabel("Namn", { exact: true }).fill("Påhittade myndigheten");
  await page.getByRole("button", { name: "Lägg till", exact: true }).click();
  await expect(page.getByText("Organisationen är tillagd.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Påhittade myndigheten" })).toBeVisible();
  await axe(page);

  await page.getByLabel("Namn", { exact: true }).fill("Uppdiktade myndigheten");
  await page.getByLabel("Kort namn").fill("UM");
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  await expect(page.getByText("Uppgifterna är sparade.")).toBeVisible();
  const visitor = await person("adept1@example.org");
  await visitor.goto("/natverket");
  await expect(visitor.getByRole("main")).toContainText("Uppdiktade myndigheten");

  await page.getByText("Avsluta", { exact: true }).click();
  await page.getByRole("button", { name: "Avsluta organisationen" }).click();
  await expect(page.getByText("Organisationen är avslutad.")).toBeVisible();
  await visitor.goto("/natverket");
  await expect(visitor.getByRole("main")).not.toContainText("Uppdiktade myndigheten");
  await page.getByRole("button", { name: "Ta in igen" }).click();
  await expect(page.getByText("Organisationen är med i nätverket igen.")).toBeVisible();
  expect((await visitor.request.get(LIST)).status()).toBe(404);
});

test("an organisation's page says what it has given and received, and a merge what it would do", async ({
  page,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  tolerate(/422 /);
  await signIn(page, "organisator1@example.org");
  await page.goto(LIST);
  await page.getByRole("link", { name: "Borås Stad" }).click();
  await hydrated(page);
  await expect(page.getByRole("link", { name: "Camilla Fantasiqvist" })).toBeVisible();
  const cells = page.getByRole("main").locator("tbody tr").first().locator("th, td");
  await expect(cells.nth(0)).toHaveText("15");
  await expect(cells.nth(1)).toHaveText("2");
  await expect(cells.nth(2)).toHaveText("1");
  await picture(page, "organisation");

  await page.getByText("Slå ihop med en annan").click();
  await page.getByLabel("Den som blir kvar").selectOption({ label: "Mölndals kommun" });
  await page.getByRole("button", { name: "Visa vad som händer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Borås Stad blir Mölndals kommun" })).toBeVisible();
  // Parisa Testlund and Magnus Hittepåsson are a pair of the two.
  await expect(page.getByText("Parisa Testlund och Magnus Hittepåsson")).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Slå ihop", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("Ja, slå ihop dem").check();
  await page.getByRole("button", { name: "Slå ihop", exact: true }).click();
  await expect(page.getByText("Organisationerna är sammanslagna.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Camilla Fantasiqvist" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Tomas Påhittlund" })).toBeVisible();
});
