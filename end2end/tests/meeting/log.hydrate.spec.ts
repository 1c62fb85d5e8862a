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
  await expect(again.getByText(/^På den här enheten finns ett utkast från \d\d.\d\d\. Skrivet på tåget$/)).toBeVisible();
  await again.getByRole("button", { name: "Fortsätt på utkastet" }).click();
  await expect(again).toHaveURL(/\/par\/traffar\/ny\?utkast=[0-9a-f]{16}$/);
  await hydrated(again);
  await expect(meetingForm(again).notes).toHaveValue("Skrivet på tåget");
  await meetingForm(again).save.click();
  await expect(again.getByText("Träffen är sparad.")).toBeVisible();
  await expect(again.getByText("Skrivet på tåget")).toBeVisible();
  expect(await again.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("ior-draft:")))).toEqual([]);
});

test("signing out asks before a draft goes that only the device has", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  await signIn(page, "adept11@example.org");
  await page.goto(NEW);
  await hydrated(page);
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("ior-draft:")));
  await page.route("**/api/people/save-draft", (route) => route.abort());
  await meetingForm(page).notes.fill("Bara här");
  await expect.poll(drafts).toHaveLength(1);
  const signOut = page.getByRole("banner").getByRole("button", { name: "Logga ut" });
  const asked: string[] = [];
  page.once("dialog", (dialog) => (asked.push(dialog.message()), dialog.dismiss()));
  await signOut.click();
  await expect.poll(() => asked.join()).toMatch(/Vill du logga ut ändå\?$/);
  expect(await drafts()).toHaveLength(1);
  page.once("dialog", (dialog) => dialog.accept());
  await signOut.click();
  await expect(page).toHaveURL("/");
  expect(await drafts()).toEqual([]);
});

test("signing out hands over what the server has not got yet", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/Failed to load resource/);
  await signIn(page, "adept11@example.org");
  await page.goto(NEW);
  await hydrated(page);
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("ior-draft:")));
  await meetingForm(page).notes.fill("Lämnas över");
  await page.getByRole("banner").getByRole("button", { name: "Logga ut" }).click();
  await expect(page).toHaveURL("/");
  expect(await drafts()).toEqual([]);
  await signIn(page, "adept11@example.org");
  await page.goto(NEW);
  await expect(page.getByText(/^Du har ett utkast från .*Lämnas över$/)).toBeVisible();
});

test("going back after a save and saving again makes no second meeting", async ({ page, signIn, hydrated }) => {
  await signIn(page, "adept12@example.org");
  await page.goto(NEW);
  await hydrated(page);
  await meetingForm(page).date.fill("2026-02-12");
  await meetingForm(page).notes.fill("En gång");
  await meetingForm(page).save.click();
  await expect(page.getByText("Träffen är sparad.")).toBeVisible();
  await page.goBack();
  await hydrated(page);
  await meetingForm(page).date.fill("2026-02-12");
  await meetingForm(page).notes.fill("En gång");
  await meetingForm(page).save.click();
  await expect(page.getByText("Träffen är sparad.")).toBeVisible();
  await page.goto("/par");
  await expect(page.getByRole("link", { name: "torsdag 12 februari 2026" })).toHaveCount(1);
});

test("a dead session loses nothing: the words are kept and offered on top", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/status of 401/);
  await signIn(page, "adept14@example.org");
  await page.goto(NEW);
  await hydrated(page);
  await page.context().clearCookies();
  await meetingForm(page).notes.fill("Skrivet för sent");
  await expect(page.getByText(/^Utkast sparat på den här enheten \d\d.\d\d, du är inte inloggad längre$/)).toBeVisible();
  await page.goto(NEW);
  await expect(page).toHaveURL(/\/logga-in\?till=\/par\/traffar\/ny$/);
  await expect(page.getByText("finns det kvar som utkast")).toBeVisible();
  await signIn(page, "adept14@example.org");
  await page.goto(NEW);
  await hydrated(page);
  const offer = page.getByText(/^På den här enheten finns ett utkast från .*Skrivet för sent$/);
  await expect(offer).toBeInViewport();
  await page.getByRole("button", { name: "Fortsätt på utkastet" }).click();
  await hydrated(page);
  await expect(meetingForm(page).notes).toHaveValue("Skrivet för sent");
});

test("a change of language keeps what is typed", async ({ page, signIn, hydrated }) => {
  await signIn(page, "adept15@example.org");
  await page.goto(NEW);
  await hydrated(page);
  await meetingForm(page).notes.fill("Före bytet");
  await page.getByRole("banner").getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Log a meeting" })).toBeVisible();
  await hydrated(page);
  await page.reload();
  await expect(page.getByText(/draft from .*Före bytet$/).filter({ visible: true })).toBeInViewport();
});
