import { waitForMail } from "../../support/mail";
import { expect, test } from "../../support/test";

const [ADEPT, MENTOR] = ["Linnea Fiktivén", "Omar Testlund"];

test("an organiser notes a change of employer, and sees that a pair is no longer across two organisations", async ({
  page,
  person,
  server,
  signIn,
  axe,
  picture,
  tolerate,
}) => {
  tolerate(/422 |404 /);
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera");
  await page.getByRole("link", { name: "Byten av arbetsgivare" }).click();
  await expect(page.getByText("Alla par kommer från två olika organisationer.")).toBeVisible();
  await expect(page.getByText("Ingen har bytt arbetsgivare.")).toBeVisible();

  await test.step("what is missing is said, and what was chosen is kept", async () => {
    await page.getByLabel("Vem har bytt arbetsgivare?").selectOption({ label: `${ADEPT}, Göteborgs universitet` });
    await page.getByRole("button", { name: "Spara bytet" }).click();
    await expect(page.getByRole("alert")).toContainText("Ny organisation: Välj ett av alternativen.");
    await expect(page.getByLabel("Vem har bytt arbetsgivare?").locator("option:checked")).toHaveText(new RegExp(ADEPT));
  });

  await test.step("the two are colleagues now: the page, the overview and a mail to every organiser say so", async () => {
    await page.getByLabel("Ny organisation").selectOption("Västra Götalandsregionen");
    await page.getByRole("button", { name: "Spara bytet" }).click();
    await expect(page.getByText("Bytet är sparat, och organisatörerna är underrättade.")).toBeVisible();
    await expect(page.getByText(`${ADEPT} och ${MENTOR} arbetar båda i Västra Götalandsregionen.`)).toBeVisible();
    await expect(page.getByRole("row", { name: ADEPT })).toContainText("av Katarina Påhittqvist");
    await axe(page);
    await picture(page, "arbetsgivare");
    await page.goto("/organisera");
    await expect(page.getByRole("row", { name: ADEPT })).toContainText("samma organisation");
    expect(await waitForMail(server, "organisator2@example.org")).toContain(`${ADEPT} och ${MENTOR} är nu i samma organisation`);
  });

  await test.step("back again, and all is as it was", async () => {
    await page.goto("/organisera/arbetsgivare");
    await page.getByLabel("Vem har bytt arbetsgivare?").selectOption({ label: `${ADEPT}, Västra Götalandsregionen` });
    await page.getByLabel("Ny organisation").selectOption("Göteborgs universitet");
    await page.getByRole("button", { name: "Spara bytet" }).click();
    await expect(page.getByText("Alla par kommer från två olika organisationer.")).toBeVisible();
    await expect(page.getByRole("row", { name: ADEPT })).toHaveCount(2);
  });

  for (const who of ["adept1", "kontakt1", "arbetsgrupp1"]) {
    const other = await person(`${who}@example.org`);
    expect((await other.request.get("/organisera/arbetsgivare")).status(), who).toBe(404);
  }
});
