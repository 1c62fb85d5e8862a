import type { Page } from "@playwright/test";
import { DAY, DOOR, badgeOf, checkIn, count, first, row, undo } from "../../support/door";
import { expect, test } from "../../support/test";

/** What browsers say of requests that fail for want of a network; the last two, where the door's worker asked. */
const NO_NET = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|FetchEvent/;

/** The door is kept, and its worker at work. */
async function isKept(page: Page) {
  const files = () =>
    page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith("ior-door:"));
      const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
      return navigator.serviceWorker.controller ? Math.max(0, ...kept) : 0;
    });
  await expect.poll(files).toBeGreaterThanOrEqual(6);
}

/** The fields of someone who is not expected. */
async function letIn(page: Page, name: string, organisation = "") {
  await page.getByLabel("Besökarens namn").fill(name);
  await page.getByLabel("Organisation").fill(organisation);
  await page.getByRole("button", { name: "Släpp in" }).click();
}

test("the other door and the board follow by themselves", async ({ page, person, signIn, hydrated }) => {
  await signIn(page, "organisator1@example.org");
  const [other, board] = [await person("organisator2@example.org"), await person("organisator1@example.org")];
  await page.goto(DOOR);
  await other.goto(DOOR);
  await board.goto(DAY);
  for (const window of [page, other, board]) await hydrated(window);
  await other.getByRole("searchbox").fill("joh");
  // Quicker than any answer comes: no press is lost.
  for (const name of ["Amina Exempelsson", "Johan Demoström", "Björn Exempelsson"]) await checkIn(page, name).click();
  await expect(count(other)).toHaveText("3 av 44 här", { timeout: 2_000 });
  await expect(board.getByText("3 incheckade")).toBeVisible({ timeout: 2_000 });
  await expect(row(other, "Johan Demoström")).toContainText("av Katarina");
  await expect(other.getByRole("searchbox")).toHaveValue("joh");
  for (const name of ["Amina Exempelsson", "Johan Demoström", "Björn Exempelsson"]) await undo(page, name).click();
  await expect(count(other)).toHaveText("0 av 44 här");
});

test("without a connection check-ins wait, and are sent when it is back", async ({
  page,
  context,
  person,
  signIn,
  hydrated,
  tolerate,
  axe,
  picture,
}) => {
  tolerate(NO_NET);
  await signIn(page, "organisator1@example.org");
  const other = await person("organisator2@example.org");
  for (const window of [page, other]) {
    await window.goto(DOOR);
    await hydrated(window);
  }
  await context.setOffline(true);
  for (const name of ["Amina Exempelsson", "Johan Demoström", "Björn Exempelsson"]) {
    await checkIn(page, name).click();
    await expect(row(page, name)).toContainText("Väntar på nät");
  }
  await expect(page.getByText("3 väntar på nät")).toBeVisible();
  await expect(count(page)).toHaveText("3 av 44 här");
  await page.setViewportSize({ width: 360, height: 740 });
  await axe(page);
  await picture(page, "dorren-utan-nat");

  await undo(page, "Johan Demoström").click();
  await expect(page.getByText("2 väntar på nät")).toBeVisible();
  await expect(row(page, "Johan Demoström")).not.toContainText("Väntar på nät");
  await expect(count(other)).toHaveText("0 av 44 här");

  await context.setOffline(false);
  await expect(page.getByText(/väntar på nät/i)).toHaveCount(0);
  await expect(count(other)).toHaveText("2 av 44 här");
  await expect(row(page, "Björn Exempelsson")).toContainText("Incheckad");
  await expect(row(other, "Johan Demoström")).not.toContainText("Incheckad");
  for (const name of ["Amina Exempelsson", "Björn Exempelsson"]) await undo(page, name).click();
  await expect(count(other)).toHaveText("0 av 44 här");
});

test("two taps in a hurry are one", async ({ page, signIn, hydrated }) => {
  await signIn(page, "organisator1@example.org");
  await page.goto(DOOR);
  await hydrated(page);
  await checkIn(page, "Amina Exempelsson").dblclick();
  await expect(row(page, "Amina Exempelsson")).toContainText("Incheckad");
  await page.reload();
  await hydrated(page);
  await expect(row(page, "Amina Exempelsson")).toContainText("Incheckad");
  await undo(page, "Amina Exempelsson").click();
  await expect(count(page)).toHaveText("0 av 44 här");
});

test("what waits survives a closed page", async ({ page, context, signIn, hydrated, tolerate }) => {
  tolerate(NO_NET);
  await signIn(page, "organisator1@example.org");
  await page.goto(DOOR);
  await hydrated(page);
  await isKept(page);
  await context.setOffline(true);
  await checkIn(page, "Amina Exempelsson").click();
  await expect(page.getByText("1 väntar på nät")).toBeVisible();
  const next = await context.newPage();
  await page.close();
  await context.setOffline(false);
  await next.goto(DOOR);
  await hydrated(next);
  await expect(row(next, "Amina Exempelsson")).toContainText("Incheckad");
  await undo(next, "Amina Exempelsson").click();
  await expect(count(next)).toHaveText("0 av 44 här");
});

test("walk-ins wait too, once each, and are let in when the connection is back", async ({
  page,
  context,
  person,
  signIn,
  hydrated,
  tolerate,
  axe,
}) => {
  tolerate(NO_NET);
  await signIn(page, "organisator1@example.org");
  const other = await person("organisator2@example.org");
  for (const window of [page, other]) {
    await window.goto(DOOR);
    await hydrated(window);
  }
  await context.setOffline(true);
  await letIn(page, "Gerda Gäst", "Åsby & Co: 50 %");
  await expect(page.getByLabel("Besökarens namn"), "ready for the next").toHaveValue("");
  await expect(page.getByLabel("Besökarens namn")).toBeFocused();
  await expect(row(page, "Gerda Gäst")).toContainText("Väntar på nät");
  await letIn(page, "Gerda Gäst", "Beta");
  await letIn(page, "Felix Fel");
  await checkIn(page, "Amina Exempelsson").click();
  await expect(page.getByText("4 väntar på nät")).toBeVisible();
  await expect(count(page)).toHaveText("1 av 44 här, och 3 besökare");
  await axe(page);
  await undo(page, "Felix Fel").click();
  await expect(row(page, "Felix Fel")).toHaveCount(0);
  await expect(page.getByLabel("Besökarens namn")).toBeFocused();
  await expect(count(other)).toHaveText("0 av 44 här");

  // The first is taken, and its answer is lost on the way: it is sent again.
  let lost = 0;
  await page.route("**/api/attendance/add-visitor", async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    await route.abort("connectionreset");
  });
  tolerate(/ERR_CONNECTION_RESET/);
  await context.setOffline(false);
  await expect(page.getByText(/väntar på nät/i)).toHaveCount(0, { timeout: 15_000 });
  for (const window of [page, other]) {
    await expect(count(window)).toHaveText("1 av 44 här, och 2 besökare");
    await expect(row(window, "Gerda Gäst")).toHaveCount(2);
    await expect(row(window, "Åsby & Co: 50 %")).toContainText("av Katarina");
  }
  await page.unroute("**/api/attendance/add-visitor");
  for (const organisation of ["Åsby", "Beta"]) await undo(page, organisation).click();
  await undo(page, "Amina Exempelsson").click();
  await expect(count(other)).toHaveText("0 av 44 här");
});

test("a visitor without a name is not queued, and what was typed stays", async ({ page, signIn, hydrated, tolerate }) => {
  tolerate(/422 \(Unprocessable/);
  await signIn(page, "organisator1@example.org");
  await page.goto(DOOR);
  await hydrated(page);
  await letIn(page, "  ", "Åsby kommun");
  const summary = page.getByRole("alert").filter({ hasText: "Besökarens namn: Fyll i det här." });
  await expect(summary).toBeFocused();
  await summary.getByRole("link").click();
  await expect(page.getByLabel("Besökarens namn")).toBeFocused();
  await expect(page.getByLabel("Organisation")).toHaveValue("Åsby kommun");
  await letIn(page, "Gerda Gäst", "Åsby kommun");
  await expect(summary).toHaveCount(0);
  await expect(row(page, "Gerda Gäst")).toContainText("av Katarina");
  await undo(page, "Gerda Gäst").click();
  await expect(count(page)).toHaveText("0 av 44 här");
});

test("loaded again without a connection the door is there, with all that waits", async ({
  page,
  context,
  person,
  signIn,
  hydrated,
  tolerate,
  picture,
}) => {
  tolerate(NO_NET);
  await signIn(page, "organisator1@example.org");
  const other = await person("organisator2@example.org");
  await other.goto(DOOR);
  await hydrated(other);
  await page.goto(DOOR);
  await hydrated(page);
  await isKept(page);
  // What the other has done since the page was loaded is known too.
  await checkIn(other, "Björn Exempelsson").click();
  await expect(row(page, "Björn Exempelsson")).toContainText("Incheckad");
  await expect(count(page)).toHaveText("1 av 44 här");

  await context.setOffline(true);
  await checkIn(page, "Amina Exempelsson").click();
  await letIn(page, "Gerda Gäst", "Åsby kommun");
  await expect(page.getByText("2 väntar på nät")).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(count(page)).toHaveText("2 av 44 här, och 1 besökare");
  await expect(row(page, "Björn Exempelsson")).toContainText("Incheckad");
  for (const name of ["Amina Exempelsson", "Gerda Gäst"]) await expect(row(page, name)).toContainText("Väntar på nät");
  await page.getByRole("searchbox").fill("joh");
  await checkIn(page, "Johan Demoström").click();
  await expect(page.getByText("3 väntar på nät")).toBeVisible();
  await picture(page, "dorren-omladdad-utan-nat");

  await context.setOffline(false);
  await expect(page.getByText(/väntar på nät/i)).toHaveCount(0, { timeout: 15_000 });
  await expect(count(other)).toHaveText("3 av 44 här, och 1 besökare");
  for (const name of ["Amina Exempelsson", "Johan Demoström", "Björn Exempelsson", "Gerda Gäst"]) await undo(other, name).click();
  await expect(count(other)).toHaveText("0 av 44 här");
});

test("no other page is kept, and at sign-out the door is not either", async ({ page, context, signIn, hydrated, tolerate }) => {
  tolerate(NO_NET);
  await signIn(page, "organisator1@example.org");
  await page.goto(DOOR);
  await hydrated(page);
  await isKept(page);
  await context.setOffline(true);
  // Each in a tab of its own: the browser's error page, which comes late, would interrupt the next.
  for (const path of [DAY, "/organisera", `${DAY}/namnskyltar`]) {
    const tab = await context.newPage();
    await expect(tab.goto(path), path).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/);
    await tab.close();
  }
  await page.goto(DOOR);
  await hydrated(page);
  await context.setOffline(false);
  await page.getByRole("button", { name: "Logga ut" }).click();
  await expect(page).toHaveURL("/");
  await hydrated(page);
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(0);
  await context.setOffline(true);
  await expect(page.goto(DOOR)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/);
});

test("a session that was ended elsewhere ends the door in this browser, and keeps what waits", async ({
  page,
  context,
  person,
  signIn,
  hydrated,
  tolerate,
}) => {
  tolerate(NO_NET);
  tolerate(/401 \(Unauthorized/);
  await signIn(page, "organisator1@example.org");
  await page.goto(DOOR);
  await hydrated(page);
  await isKept(page);
  await context.setOffline(true);
  await checkIn(page, "Amina Exempelsson").click();
  await expect(page.getByText("1 väntar på nät")).toBeVisible();
  const elsewhere = await person("organisator1@example.org");
  await elsewhere.goto("/installningar");
  await hydrated(elsewhere);
  await elsewhere.getByRole("button", { name: "Logga ut överallt" }).click();
  await expect(elsewhere).toHaveURL("/");

  await context.setOffline(false);
  await expect(page).toHaveURL(/\/logga-in/, { timeout: 15_000 });
  await hydrated(page);
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(0);
  await signIn(page, "organisator1@example.org");
  await page.goto(DOOR);
  await hydrated(page);
  await expect(row(page, "Amina Exempelsson")).toContainText("av Katarina");
  await undo(page, "Amina Exempelsson").click();
  await expect(count(page)).toHaveText("0 av 44 här");
});

test("a browser that reads codes finds the badge's person", async ({ page, signIn, hydrated }) => {
  await signIn(page, "organisator1@example.org");
  const badge = await badgeOf(page, "Johan Demoström");

  await page.goto(DOOR);
  await hydrated(page);
  await expect(page.getByRole("button", { name: "Skanna" }), "this browser cannot").toBeHidden();

  await page.addInitScript((code) => {
    let looks = 0;
    class BarcodeDetector {
      detect = async () => (++looks < 3 ? [] : [{ rawValue: `https://ior.example/x/incheckning?kod=${code}` }]);
    }
    Object.assign(window, { BarcodeDetector });
    navigator.mediaDevices.getUserMedia = async () => document.createElement("canvas").captureStream(5);
  }, badge);
  await page.reload();
  await hydrated(page);
  await page.getByRole("button", { name: "Skanna" }).click();
  await expect(first(page)).toHaveText("Checka in: Johan Demoström");
  await expect(page.getByLabel("Kamerabild")).toBeHidden();
});
