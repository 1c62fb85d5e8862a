import { expect, test } from "../../support/test";

/** Adds Maja Dubbelström once more, under another address; her page. */
async function addTwice(page: import("@playwright/test").Page): Promise<string> {
  let last = "";
  for (const address of ["maja@example.org", "maja.dubbel@example.org"]) {
    await page.goto("/organisera/personer/ny");
    const main = page.getByRole("main");
    await main.getByLabel("E-postadress").fill(address);
    await main.getByLabel("Namn", { exact: true }).fill("Maja Dubbelström");
    await main.getByLabel("Organisation", { exact: true }).selectOption({ label: "Skatteverket" });
    await main.getByLabel("Roll i omgången").selectOption({ label: "Reserv" });
    await main.getByLabel("Skicka en inbjudan med mejl").uncheck();
    await main.getByRole("button", { name: "Lägg till", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Maja Dubbelström" })).toBeVisible();
    last = new URL(page.url()).pathname;
  }
  return last;
}

test("someone who is there twice is found, compared and merged", async ({ page, signIn, hydrated, axe, picture, tolerate }) => {
  tolerate(/422 /);
  await signIn(page, "organisator1@example.org");
  const gone = await addTwice(page);
  await page.getByRole("link", { name: "Slå ihop med en annan person" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Finns Maja Dubbelström två gånger?" })).toBeVisible();
  await hydrated(page);
  await axe(page);
  await picture(page, "dubblett");

  await page.getByRole("link", { name: "Jämför med Maja Dubbelström" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Slå ihop två Maja Dubbelström" })).toBeVisible();
  await expect(page.getByText("1 uppdrag", { exact: true })).toBeVisible();
  await axe(page);
  await picture(page, "sammanslagning");
  await page.getByLabel("Adressen som mejlen går till").selectOption({ label: "maja.dubbel@example.org" });
  await page.getByRole("button", { name: "Slå ihop dem" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("Adressen som mejlen går till")).toHaveValue("from");
  await page.getByLabel("Ja, det är samma människa").check();
  await page.getByRole("button", { name: "Slå ihop dem" }).click();
  await expect(page.getByRole("status").filter({ hasText: "De två är en nu." })).toBeFocused();
  await expect(page.getByRole("main").getByText("maja@example.org").first()).toBeVisible();

  await page.goto(gone);
  await expect(page.getByRole("heading", { level: 1, name: "Maja Dubbelström" })).toBeVisible();
  await expect(page).not.toHaveURL(new RegExp(`${gone}$`));
});

test("two who are a pair stay two", async ({ page, signIn, axe, picture }) => {
  await signIn(page, "organisator1@example.org");
  const id = async (address: string): Promise<string> => {
    await page.goto(`/organisera/personer?sok=${encodeURIComponent(address)}`);
    const href = await page.getByRole("main").locator("tbody th a").first().getAttribute("href");
    return href?.split("/").at(-1) ?? "";
  };
  const [adept, mentor] = [await id("adept1@example.org"), await id("mentor1@example.org")];
  await page.goto(`/organisera/personer/${adept}/sammanslagning?med=${mentor}`);
  await expect(page.getByText("Därför kan de inte slås ihop nu")).toBeVisible();
  await expect(page.getByRole("button", { name: "Slå ihop dem" })).toHaveCount(0);
  await axe(page);
  await picture(page, "i-vagen");
  await page.getByRole("link", { name: "Byt vem som blir kvar" }).click();
  await expect(page).toHaveURL(new RegExp(`/${mentor}/sammanslagning\\?med=${adept}$`));
});
