import { expect, test } from "../../support/test";
import { meetingForm } from "../../support/page";

const NEW = "/par/traffar/ny";

test("what is typed without a connection is kept on the device, and only there", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  await signIn(page, "adept10@example.org");
  await page.goto(NEW);
  await hydrated(page);
  await page.context().setOffline(true);
  await meetingForm(page).notes.fill("Skrivet på tåget");
  await expect(page.getByText(/^Utkast sparat på den här enheten \d\d.\d\d, ingen kontakt med servern$/)).toBeVisible();
  await meetingForm(page).save.click();
  await expect(page.getByText("Ingen kontakt med servern. Det du skrev finns kvar; försök igen om en stund.")).toBeVisible();
  await expect(meetingForm(page).notes).toHaveValue("Skrivet på tåget");

  const again = await page.context().newPage();
  await page.close();
  await again.context().setOffline(false);
  await again.goto(NEW);
  await hydrated(again);
  await expect(again.getByText(/^På den här enheten finns ett nyare utkast, från \d\d.\d\d\./)).toBeVisible();
  await again.getByRole("button", { name: "Fortsätt på utkastet" }).click();
  await expect(again).toHaveURL(`${NEW}?utkast=1`);
  await hydrated(again);
  await expect(meetingForm(again).notes).toHaveValue("Skrivet på tåget");
  await meetingForm(again).save.click();
  await expect(again.getByText("Träffen är sparad.")).toBeVisible();
  await expect(again.getByText("Skrivet på tåget")).toBeVisible();
  expect(await again.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("ior-draft:")))).toEqual([]);
});

test("signing out leaves no draft on the device", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  await signIn(page, "adept11@example.org");
  await page.goto(NEW);
  await hydrated(page);
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("ior-draft:")));
  await page.route("**/api/pair/save-draft", (route) => route.abort());
  await meetingForm(page).notes.fill("Bara här");
  await expect.poll(drafts).toHaveLength(1);
  await page.getByRole("banner").getByRole("button", { name: "Logga ut" }).click();
  await expect(page).toHaveURL("/");
  expect(await drafts()).toEqual([]);
});
