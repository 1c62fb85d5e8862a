/** What everyone does, in a browser that is not Chromium. */
import { signInMail } from "../support/mail";
import { test } from "./test";

const DAY = "/dagar/uppstart-2026";
const DOOR = "/organisera/dagar/uppstart-2026/incheckning";
const NOTES = "Kanariefågeln sjöng i köket.";

const isPressed = (word: string) => {
  const pressed = [...document.querySelectorAll("button[aria-pressed=true]")];
  return pressed.some((button) => button.textContent?.trim() === word);
};

test("signing in by the mail's code", async ({ window, server }) => {
  const adept = await window();
  await adept.open("/logga-in");
  await adept.type("E-postadress", "adept3@example.org");
  await adept.click("button", "Skicka mejlet");
  await adept.says("Titta i din inkorg");
  const { code } = await signInMail(server, "adept3@example.org");
  await adept.type("Sexsiffrig kod", code);
  await adept.click("button", "Logga in");
  await adept.isAt("/min-sida");
});

test("answering to a day, and changing one's mind", async ({ window }) => {
  const adept = await window("adept4@example.org");
  await adept.open(DAY);
  for (const word of ["Ja", "Kanske"]) {
    await adept.click("button", word);
    await adept.is(isPressed, `${word} is pressed`, word);
    await adept.is(() => !document.body.innerText.includes("Sparar …"), "it is saved");
    await adept.open(DAY);
    await adept.is(isPressed, `${word} is kept`, word);
  }
});

test("logging a meeting, whose draft survives; after signing out nothing of it is shown", async ({ window }) => {
  const mentor = await window("mentor5@example.org");
  await mentor.open("/par/traffar/ny");
  await mentor.type("Gemensamma anteckningar", NOTES);
  await mentor.says("Utkast sparat");
  await mentor.open("/par");
  await mentor.open("/par/traffar/ny");
  await mentor.click("link", "Fortsätt på utkastet");
  await mentor.is((notes) => [...document.querySelectorAll("textarea")].some((field) => field.value === notes), "the draft is there", NOTES);
  await mentor.click("button", "Spara träffen");
  await mentor.is(() => /^\/par\/traffar\/\d+$/.test(location.pathname), "the meeting has a page");
  await mentor.says(NOTES);
  await mentor.click("button", "Logga ut");
  await mentor.isAt("/");
  await mentor.back();
  await mentor.is((notes) => document.readyState === "complete" && location.pathname !== "/" && !document.body.innerText.includes(notes), "notes are gone", NOTES);
});

test("the door: a few letters, one press, ready for the next", async ({ window }) => {
  const organiser = await window("organisator1@example.org");
  await organiser.open(DOOR);
  await organiser.type("Sök namn", "amin");
  await organiser.is(() => document.querySelectorAll("section .arrival").length === 1, "one is found");
  await organiser.click("button", "Checka in: Amina Exempelsson");
  await organiser.says("Amina Exempelsson är incheckad.");
  await organiser.is(() => {
    const search = document.querySelector<HTMLInputElement>("#sok");
    return search === document.activeElement && search?.value === "";
  }, "the search is empty and focused");
  await organiser.type("Besökarens namn", "Gerda Gäst");
  await organiser.click("button", "Släpp in");
  await organiser.says("1 av 44 här, och 1 besökare");
  await organiser.click("button", "Ångra: Gerda Gäst");
  await organiser.click("button", "Ångra: Amina Exempelsson");
  await organiser.says("0 av 44 här");
});
