import { meetingForm, readerOf, scriptsRun } from "../../support/page";
import { expect, test } from "../../support/test";

const NEW = "/par/traffar/ny";

test("two people in one browser: a log goes into nobody else's pair", async ({ page, context, signIn, person, hydrated, tolerate }) => {
  tolerate(/status of 403/);
  await signIn(page, "adept12@example.org");
  await page.goto(NEW);
  await hydrated(page);
  await meetingForm(page).notes.fill("Bara mellan oss två");

  const other = await context.newPage();
  await signIn(other, "adept13@example.org");
  await hydrated(other);

  await meetingForm(page).notes.fill("Bara mellan oss två, och ingen annan");
  await meetingForm(page).save.click();
  await expect(page.getByText("Sidan visades för någon annan än den som är inloggad här nu.")).toBeVisible();
  if (await scriptsRun(page)) {
    await expect(page.getByText("Någon annan är inloggad i den här webbläsaren nu.")).toBeVisible();
    await expect(meetingForm(page).notes).toHaveValue("Bara mellan oss två, och ingen annan");
  } else {
    await expect(page.getByText("Bara mellan oss två, och ingen annan")).toBeVisible();
  }

  await test.step("neither the other nor their partner reads a word of it", async () => {
    for (const window of [other, await person("mentor13@example.org")]) {
      for (const path of ["/par", NEW, `${NEW}?utkast=1`]) {
        expect(await (await window.request.get(path)).text(), path).not.toContain("Bara mellan oss");
      }
    }
  });

  await test.step("whoever wrote it signs in again, and saves it", async () => {
    await signIn(other, "adept12@example.org");
    if (await scriptsRun(page)) {
      await meetingForm(page).save.click();
    } else {
      await page.getByRole("button", { name: "Försök igen" }).click();
    }
    await expect(page.getByText("Träffen är sparad.")).toBeVisible();
    await expect(page.getByText("Bara mellan oss två, och ingen annan")).toBeVisible();
  });
});

test("an answer changes nobody else's", async ({ page, context, signIn, hydrated, tolerate }) => {
  tolerate(/status of 403/);
  await signIn(page, "adept14@example.org");
  await page.goto("/dagar/uppstart-2026");
  await hydrated(page);
  const other = await context.newPage();
  await signIn(other, "adept15@example.org");
  await other.goto("/dagar/uppstart-2026");
  const theirs = other.getByRole("group", { name: /^Kommer du/ }).first().getByRole("button", { pressed: true });
  const before = await theirs.allInnerTexts();

  if (await scriptsRun(page)) {
    // With nothing typed in it, the page is the other's as soon as it is heard of.
    const { lasare } = await readerOf(other);
    await expect(page.locator("html")).toHaveAttribute("data-viewer", lasare);
  } else {
    await page.getByRole("group", { name: /^Kommer du/ }).first().getByRole("button", { name: "Nej" }).click();
    await expect(page.getByText("Sidan visades för någon annan än den som är inloggad här nu.")).toBeVisible();
  }
  await other.reload();
  expect(await theirs.allInnerTexts()).toEqual(before);
});
