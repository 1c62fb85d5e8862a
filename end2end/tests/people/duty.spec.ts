import { emailsTo, waitForMail } from "../../support/mail";
import { follow } from "../../support/page";
import { expect, test } from "../../support/test";

test("a contact person is replaced: the next one is in, the one before is out, also in an open page", async ({
  page,
  person,
  server,
  signIn,
  hydrated,
  axe,
  picture,
  tolerate,
}) => {
  tolerate(/422 |404 /);
  const former = await person("kontakt3@example.org");
  await former.goto("/kontakt");
  await hydrated(former);
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera/organisationer");
  await page.getByRole("link", { name: "Göteborgs universitet" }).click();
  await page.getByRole("link", { name: "Ersätt eller avsluta" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Avsluta eller ersätt: kontaktperson" })).toBeVisible();
  await hydrated(page);
  await expect(page.getByText("går till den som tar över")).toBeVisible();
  await axe(page);
  await picture(page, "uppdrag-avslutas");

  await test.step("an address that is none is explained, and nothing has happened", async () => {
    await page.getByLabel("E-postadress").fill("ny");
    await page.getByLabel("Namn").fill("Nina Nyhittad");
    await page.getByRole("button", { name: "Avsluta uppdraget" }).click();
    await expect(page.getByRole("alert")).toContainText("E-postadress: ");
    await expect(page.getByLabel("Namn")).toHaveValue("Nina Nyhittad");
    expect((await former.request.get("/kontakt")).status()).toBe(200);
  });

  await page.getByLabel("E-postadress").fill("nina@example.org");
  await page.getByLabel("Orsak").fill("Byter tjänst.");
  await page.getByRole("button", { name: "Avsluta uppdraget" }).click();
  await expect(page.getByText("Uppdraget är avslutat.")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Byter tjänst.");
  expect(await waitForMail(server, "nina@example.org")).toContain("Susanne Skissqvist");
  expect(await waitForMail(server, "kontakt3@example.org")).toContain("Nina Nyhittad");

  await test.step("the open page of the one before shows nothing any more", async () => {
    await follow(former);
    await expect(former.getByText("Sidan finns inte, eller så är den inte för dig.")).toBeVisible();
    const next = await person("nina@example.org");
    expect((await next.request.get("/kontakt")).status()).toBe(200);
  });

  await page.getByRole("button", { name: "Ge tillbaka" }).click();
  await expect(page.getByText("Uppdraget gäller nu")).toBeVisible();
  expect((await former.request.get("/kontakt")).status()).toBe(200);
});

test("a participant leaves and someone in reserve steps in", async ({ page, person, server, signIn, hydrated, axe, picture, tolerate }) => {
  tolerate(/422 |404 /);
  const [leaver, partner] = [await person("adept1@example.org"), await person("mentor1@example.org")];
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera");
  await page.getByRole("main").getByRole("link", { name: "Amina Exempelsson" }).first().click();
  await page.getByRole("link", { name: "Lämnar omgången" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Amina Exempelsson lämnar omgången" })).toBeVisible();
  await hydrated(page);
  await expect(page.getByText("Paret med Lars Påhittqvist avslutas.")).toBeVisible();
  await axe(page);
  await picture(page, "lamnar");

  await page.getByLabel("Vem tar vid?").selectOption({ label: "Ahmed Övningsberg, Borås Stad" });
  await page.getByRole("button", { name: "Ta bort ur omgången" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("Vem tar vid?").locator("option:checked")).toHaveText("Ahmed Övningsberg, Borås Stad");
  await page.getByLabel("Ja, genomför det och skicka mejlen").check();
  await page.getByRole("button", { name: "Ta bort ur omgången" }).click();
  await expect(page.getByText("Personen är inte längre med i omgången")).toBeVisible();
  await expect(page.getByRole("link", { name: "Lämnar omgången" })).toHaveCount(0);

  await waitForMail(server, "adept1@example.org");
  await expect.poll(() => emailsTo(server, "mentor1@example.org").some((mail) => mail.includes("Amina Exempelsson"))).toBe(true);
  await expect.poll(() => emailsTo(server, "reserv1@example.org").some((mail) => mail.includes("Lars Påhittqvist"))).toBe(true);
  await partner.goto("/par");
  await expect(partner.getByRole("main")).toContainText("Ahmed Övningsberg");
  await leaver.goto("/dagar/uppstart-2026");
  await expect(leaver.getByRole("button", { name: "Ja", exact: true })).toHaveCount(0);
  const reserve = await person("reserv1@example.org");
  await reserve.goto("/dagar/uppstart-2026");
  await expect(reserve.getByRole("button", { name: "Ja", exact: true }).first()).toBeVisible();
});

test("someone is named to the working group, and somebody always runs the programme", async ({ page, person, signIn, tolerate }) => {
  tolerate(/409 |404 |422 /);
  await signIn(page, "organisator1@example.org");
  await page.goto("/organisera/personer");
  await page.getByRole("link", { name: "Ge någon ett uppdrag" }).click();
  await page.getByLabel("Uppdrag", { exact: true }).selectOption({ label: "Arbetsgruppen" });
  await page.getByLabel("E-postadress").fill("greta@example.org");
  await page.getByLabel("Namn").fill("Greta Nyhittad");
  await page.getByRole("button", { name: "Ge uppdraget" }).click();
  await expect(page.getByRole("alert")).toContainText("Organisation: ");
  await page.getByLabel("Organisation", { exact: true }).selectOption({ label: "Skatteverket" });
  await page.getByRole("button", { name: "Ge uppdraget" }).click();
  await expect(page.getByText("Uppdraget gäller nu")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Greta Nyhittad" })).toBeVisible();
  const member = await person("greta@example.org");
  expect((await member.request.get("/matchning")).status()).toBe(200);

  await test.step("the last organiser stays", async () => {
    const other = await person("organisator2@example.org");
    await other.goto("/organisera/personer?sok=organisator1%40example.org");
    await other.getByRole("link", { name: "Katarina Påhittqvist" }).click();
    await other.getByRole("link", { name: "Avsluta eller ersätt" }).click();
    await other.getByRole("button", { name: "Avsluta uppdraget" }).click();
    await expect(other.getByText("Uppdraget är avslutat.")).toBeVisible();
    expect((await page.request.get("/organisera")).status(), "from the next request on").toBe(404);

    await other.goto("/organisera/personer?sok=organisator2%40example.org");
    await other.getByRole("link", { name: "Andreas Fiktivlund", exact: true }).click();
    await other.getByRole("link", { name: "Avsluta eller ersätt" }).click();
    await other.getByRole("button", { name: "Avsluta uppdraget" }).click();
    await expect(other.getByText("Det här är den sista organisatören.").first()).toBeVisible();
    await other.goto("/organisera/personer?sok=organisator1%40example.org");
    await other.getByRole("link", { name: "Katarina Påhittqvist" }).click();
    await other.getByRole("button", { name: "Ge tillbaka" }).click();
    await expect(other.getByText("Uppdraget gäller nu")).toBeVisible();
  });
});
