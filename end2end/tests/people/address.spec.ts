import type { Page } from "@playwright/test";
import { mailsTo, waitForMail } from "../../support/mail";
import { expect, test } from "../../support/test";

/** The path of the link in a mail. */
function linkIn(mail: string): string {
  return /\/installningar\/adress\/[\w-]+/.exec(mail)![0];
}

async function askToSignIn(page: Page, address: string): Promise<void> {
  await page.goto("/logga-in");
  await page.getByLabel("E-postadress").fill(address);
  await page.getByRole("button", { name: "Skicka mejlet" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Titta i din inkorg" })).toBeVisible();
}

test("one's address is changed by a link, and the old one holds until then", async ({
  page,
  person,
  server,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  tolerate(/401 |422 |404 /);
  await signIn(page, "adept5@example.org");
  await page.goto("/installningar");
  await page.getByRole("link", { name: "Ändra adress" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "E-postadress" })).toBeVisible();
  await hydrated(page);
  await axe(page);

  await test.step("an address that is none, or one's own already, is explained", async () => {
    for (const typed of ["ingen adress", "Adept5@example.org"]) {
      await page.getByLabel("Adressen", { exact: true }).fill(typed);
      await page.getByRole("button", { name: "Skicka länken" }).click();
      await expect(page.getByRole("alert")).toContainText("Adressen: ");
      await expect(page.getByLabel("Adressen", { exact: true })).toHaveValue(typed);
    }
  });

  await page.getByLabel("Adressen", { exact: true }).fill("sara@example.net");
  await page.getByRole("button", { name: "Skicka länken" }).click();
  await expect(page.getByText("får den ett mejl med en länk nu")).toBeVisible();
  await picture(page, "adress");
  const link = linkIn(await waitForMail(server, "sara@example.net"));
  expect(await waitForMail(server, "adept5@example.org")).toContain("sara@example.net");

  await test.step("the link is of no use to anyone else", async () => {
    const other = await person("adept6@example.org");
    expect((await other.goto(link))?.status()).toBe(404);
  });

  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1, name: "Bekräfta adressen" })).toBeVisible();
  await page.getByRole("button", { name: "Bekräfta", exact: true }).click();
  await expect(page.getByText("Klart.")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("sara@example.net");
  for (const address of ["adept5@example.org", "sara@example.net"]) await waitForMail(server, address, 2);
  expect((await page.goto(link))?.status(), "once").toBe(404);

  await test.step("one signs in with the new one, and no longer with the old", async () => {
    // An open page would ask for news without its session.
    await page.goto("about:blank");
    await page.context().clearCookies();
    await askToSignIn(page, "adept5@example.org");
    await askToSignIn(page, "sara@example.net");
    await waitForMail(server, "sara@example.net", 3);
    expect(mailsTo(server, "adept5@example.org")).toHaveLength(2);
  });
});

test("a second address is proved early, and takes over when it is needed", async ({ page, server, signIn }) => {
  await signIn(page, "mentor5@example.org");
  await page.goto("/installningar/adress");
  await page.getByLabel("Adressen", { exact: true }).fill("mikael@example.net");
  await page.getByText("Lägg till den, och behåll den andra").click();
  await page.getByRole("button", { name: "Skicka länken" }).click();
  await page.goto(linkIn(await waitForMail(server, "mikael@example.net")));
  await page.getByRole("button", { name: "Bekräfta", exact: true }).click();
  await expect(page.getByText("Klart.")).toBeVisible();
  const facts = page.getByRole("main").locator("dl");
  await expect(facts).toContainText("Loggar också in med");
  await page.getByRole("button", { name: "Låt mejl gå till den andra i stället" }).click();
  await expect(facts.locator("dd").first()).toHaveText("mikael@example.net");
  await page.getByRole("button", { name: "Ta bort den andra adressen" }).click();
  await expect(facts.locator("dd")).toHaveCount(1);
});

test("an organiser changes an address for a reason, and everyone concerned is told", async ({ page, person, server, signIn, axe, tolerate }) => {
  tolerate(/422 |401 /);
  const adept = await person("adept7@example.org");
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera/personer?sok=adept7%40example.org");
  await page.getByRole("link", { name: "Priya Demolund" }).click();
  await page.getByText("Byt adress åt personen").click();
  await page.getByLabel("Ny adress").fill("priya@example.net");
  await page.getByRole("button", { name: "Byt adressen" }).click();
  await expect(page.getByRole("alert")).toContainText("Orsak: ");
  await expect(page.getByLabel("Ny adress")).toHaveValue("priya@example.net");
  await page.getByLabel("Orsak").fill("Har bytt arbetsgivare.");
  await page.getByRole("button", { name: "Byt adressen" }).click();
  await expect(page.getByText("Adressen är bytt.")).toBeVisible();
  await expect(page.getByRole("row", { name: /Mejl går till/ })).toContainText("Har bytt arbetsgivare.");
  await axe(page);
  for (const address of ["adept7@example.org", "priya@example.net", "mentor7@example.org", "organisator2@example.org"])
    expect(await waitForMail(server, address), address).toContain("Har bytt arbetsgivare.");
  // The open page may be on its way there by itself.
  await expect(() => adept.goto("/min-sida")).toPass();
  await expect(adept).toHaveURL("/logga-in?till=/min-sida");
});
