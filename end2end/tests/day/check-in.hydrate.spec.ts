import { DAY, DOOR, badgeOf, checkIn, count, first, row, undo } from "../../support/door";
import { expect, test } from "../../support/test";

const NO_NET = /ERR_INTERNET_DISCONNECTED/;

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
