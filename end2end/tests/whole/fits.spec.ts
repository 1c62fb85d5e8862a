/** What fits a phone's first screen, and the judge that every page is looked at by. */
import { expectFits, setLetters, stretch } from "../../support/fits";
import { meetingForm } from "../../support/page";
import { expect, test } from "../../support/test";

const PHONE = { width: 360, height: 640 };

test.describe("the judge", () => {
  const misfits = {
    "scrolls sideways": '<p style="width: 500px">Bred</p>',
    "leaves the window": '<div style="overflow: hidden"><a href="/" style="position: relative; left: 350px">Bort</a></div>',
    "lies on another text": '<p>En rad</p><p style="margin-top: -2.2em">En annan</p>',
    "lies on a control": '<p>En rad</p><input style="margin-top: -2.2em">',
    "has letters of": '<svg viewBox="0 0 640 100" width="320"><text y="50" font-size="16">jan</text></svg>',
  };
  for (const [complaint, html] of Object.entries(misfits)) {
    test(`complains of what ${complaint}`, async ({ page }) => {
      await page.setViewportSize(PHONE);
      await page.setContent(`<main>${html}</main>`);
      await expect(expectFits(page)).rejects.toThrow(complaint);
    });
  }

  test("lets pass what has a frame of its own to scroll in", async ({ page }) => {
    await page.setViewportSize(PHONE);
    await page.setContent('<div style="overflow-x: auto"><a href="/" style="display: block; width: 900px">Bred</a></div>');
    await expectFits(page);
  });

  test("puts long words where people's stand, and enlarges letters", async ({ page }) => {
    await page.setViewportSize(PHONE);
    await page.setContent('<p style="font-size: 1rem"><bdi>Eva</bdi> kommer</p>');
    await setLetters(page, 200);
    await expect(page.locator("p")).toHaveCSS("font-size", "32px");
    await setLetters(page, 100);
    await expect(page.locator("p")).toHaveCSS("font-size", "16px");
    await stretch(page);
    await expect(page.locator("p")).toHaveText(/^Sjukvårds.* https:.* kommer$/);
    await expect(expectFits(page)).rejects.toThrow("scrolls sideways");
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: PHONE });

  test("the answer to a day is within the first screen", async ({ page, signIn, hydrated }) => {
    for (const who of ["adept1@example.org", "mentor1@example.org"]) {
      await signIn(page, who);
      for (const path of ["/min-sida", "/dagar/uppstart-2026"]) {
        await page.goto(path);
        await hydrated(page);
        for (const answer of ["Ja", "Kanske", "Nej"]) {
          const button = page.getByRole("button", { name: answer, exact: true }).first();
          await expect(button, `${answer} of ${who} on ${path}`).toBeInViewport({ ratio: 1 });
        }
      }
    }
  });

  test("a log can be saved as soon as it is open", async ({ page, signIn, hydrated }) => {
    await signIn(page, "adept1@example.org");
    await page.goto("/par/traffar/ny");
    await hydrated(page);
    const form = meetingForm(page);
    for (const part of [form.date, form.minutes, page.getByRole("radio", { name: "Digitalt" }), form.save]) {
      await expect(part).toBeInViewport({ ratio: 1 });
    }
    // What has the focus is not hidden behind the button.
    await form.reflection.focus();
    const [field, button] = [await form.reflection.boundingBox(), await form.save.boundingBox()];
    expect(field!.y + Math.min(field!.height, 40)).toBeLessThanOrEqual(button!.y);
  });
});

test("what is wrong with a form stands beside nothing else", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/status of 422/);
  await page.setViewportSize(PHONE);
  await signIn(page, "mentor1@example.org");
  await page.goto("/par/traffar/foresla");
  await hydrated(page);
  for (const n of [1, 2, 3]) {
    await page.getByLabel(`Datum ${n}`, { exact: true }).fill("");
    await page.getByLabel(`Klockslag ${n}`, { exact: true }).fill("09:00");
  }
  await page.getByLabel("Längd i minuter").fill("1");
  await page.getByRole("button", { name: "Skicka förslaget" }).click();
  await expect(page.getByRole("alert")).toContainText("Datum 3: Fyll i det här.");
  for (const [width, percent] of [[360, 100], [320, 100], [320, 200]] as const) {
    await page.setViewportSize({ width, height: 640 });
    await setLetters(page, percent);
    await expectFits(page);
  }
});

test("without JavaScript an answer lands where its result is seen", async ({ page, signIn, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled, "with JavaScript the page stays where it is");
  await page.setViewportSize(PHONE);
  await signIn(page, "mentor1@example.org");
  await page.goto("/dagar/uppstart-2026");
  const part = page.locator(".segment").last();
  await part.getByRole("button", { name: "Ja", exact: true }).click();
  await expect(page).toHaveURL(/#del-\d+$/);
  await expect(part.getByRole("status")).toBeInViewport();
});

test("addresses that people write are links that tell other sites nothing", async ({ page, signIn, hydrated }) => {
  const address = "https://organisation.example/sites/Ledning/_layouts/15/Doc.aspx?sourcedoc=%7B0a1b2c3d%7D";
  await signIn(page, "adept2@example.org");
  await page.goto("/par/traffar/ny");
  await hydrated(page);
  const form = meetingForm(page);
  await form.notes.fill(`Läs ${address}.\n\njavascript:alert(1)`);
  await form.action(1).fill(`Svara på (${address})`);
  await form.save.click();
  await expect(page).toHaveURL(/sparad=1/);
  const links = page.getByRole("main").getByRole("link", { name: address, exact: true });
  await expect(links).toHaveCount(2);
  for (const link of await links.all()) {
    await expect(link).toHaveAttribute("href", address);
    await expect(link).toHaveAttribute("rel", "noopener nofollow ugc");
  }
  await expect(page.getByRole("main").locator('a[href^="javascript"]')).toHaveCount(0);
  await page.goto("/par");
  await page.setViewportSize({ width: 320, height: 640 });
  await expectFits(page);
});
