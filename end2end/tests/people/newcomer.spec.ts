import { emailsTo, waitForMail } from "../../support/mail";
import { expect, test } from "../../support/test";

test("one person and one pair are added by hand while the round is running", async ({
  page,
  server,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  tolerate(/422 |409 /);
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera/personer");
  await page.getByRole("link", { name: "Lägg till en person" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Lägg till en person" })).toBeVisible();
  await hydrated(page);
  await axe(page);
  await picture(page, "person-ny");
  const main = page.getByRole("main");

  await test.step("what is wrong is said beside the field, and what was typed is kept", async () => {
    await main.getByLabel("Namn", { exact: true }).fill("Ada Exempelsson");
    await main.getByLabel("E-postadress").fill("ada");
    await main.getByRole("button", { name: "Lägg till", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("E-postadress: ");
    await expect(main.getByLabel("Namn", { exact: true })).toHaveValue("Ada Exempelsson");
  });

  await main.getByLabel("E-postadress").fill("ada@example.net");
  await main.getByLabel("Roll i omgången").selectOption({ label: "Adept" });
  await main.getByLabel("Eller en ny organisation").fill("Nya kommun");
  await main.getByRole("button", { name: "Lägg till", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ada Exempelsson" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "har fått ett mejl om det" })).toBeFocused();
  // One of the round, and an invitation to each of the days that are published.
  await waitForMail(server, "ada@example.net", 5);

  await test.step("a mentor too, without a word", async () => {
    await page.goto("/organisera/personer/ny");
    await hydrated(page);
    await main.getByLabel("Namn", { exact: true }).fill("Love Påhittsson");
    await main.getByLabel("E-postadress").fill("love@example.net");
    await main.getByLabel("Roll i omgången").selectOption({ label: "Mentor" });
    await main.getByLabel("Organisation", { exact: true }).selectOption({ label: "Skatteverket" });
    await main.getByLabel("Skicka en inbjudan med mejl").uncheck();
    await main.getByRole("button", { name: "Lägg till", exact: true }).click();
    await expect(page.getByRole("status").filter({ hasText: "Inget mejl har skickats." })).toBeFocused();
  });

  await page.getByRole("link", { name: "Gör ett par för hand" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Gör ett par" })).toBeVisible();
  await hydrated(page);
  await axe(page);
  await picture(page, "par-for-hand");
  await main.getByLabel("Adept", { exact: true }).selectOption({ label: "Ada Exempelsson, Nya kommun" });
  await main.getByRole("button", { name: "Gör dem till ett par" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Paret är klart" })).toBeFocused();
  await expect(page.getByRole("row", { name: "Love Påhittsson" })).toContainText("Pågår");
  await waitForMail(server, "love@example.net", 5);
  expect(emailsTo(server, "love@example.net").join()).toContain("Ada Exempelsson");
});
