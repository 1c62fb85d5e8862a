import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../../support/test";

test.use({ today: "halfway" });

test("one question every other month, and one's own answers to look back on", async ({
  page,
  server,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  tolerate(/status of 422/);
  await signIn(page, "adept2@example.org");
  await page.goto("/min-sida");
  await hydrated(page);
  await page.getByRole("link", { name: "Svara på en fråga: hur går det?" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hur går det?" })).toBeVisible();
  await page.getByLabel("En rad till dig själv").fill("Det lossnade i oktober.");
  await page.getByRole("button", { name: "Svara" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("En rad till dig själv")).toHaveValue("Det lossnade i oktober.");
  await page.getByText("Mycket", { exact: true }).click();
  const aim = page.getByRole("group", { name: "Jag utvecklas som ledare" });
  await aim.getByText("4", { exact: true }).click();
  await axe(page);
  await page.getByRole("button", { name: "Svara" }).click();
  await expect(page.getByText(/^Tack\. Du kan ändra svaret/)).toBeVisible();
  await expect(aim.getByRole("radio", { name: "4", exact: true })).toBeChecked();
  await axe(page);
  await picture(page, "puls");
  await page.goto("/min-sida");
  await hydrated(page);
  await expect(page.getByRole("link", { name: /Svara på en fråga/ })).toHaveCount(0);

  const kept = readdirSync(server.dir).filter((name) => name.startsWith("ior.sqlite"));
  const files = kept.map((name) => readFileSync(join(server.dir, name)));
  expect(files.some((file) => file.includes("Platshållarsson")), "control: what is no secret is found").toBe(true);
  expect(files.some((file) => file.includes("Det lossnade i oktober"))).toBe(false);

  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera");
  await hydrated(page);
  await expect(page.getByRole("heading", { name: "Hur det går för deltagarna" })).toBeVisible();
  await axe(page);
  await picture(page, "organisera-puls");
  await page.setViewportSize({ width: 360, height: 740 });
  await picture(page, "organisera-puls-telefon");
});
