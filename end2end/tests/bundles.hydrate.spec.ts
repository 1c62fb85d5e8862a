import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";

// The organiser's pages are not in the code that participants download.
const codeOf = (page: Page) => page.locator("link[rel=modulepreload]").getAttribute("href");

test("the organiser's pages come with code of their own, and one gets there and back", async ({
  page,
  signIn,
  hydrated,
}) => {
  await signIn(page, "organisator1@example.org");
  await page.goto("/dagar");
  await hydrated(page);
  const everyones = await codeOf(page);
  expect(everyones).toContain("-participant.");

  await page.getByRole("link", { name: "Organisera" }).click();
  await expect(page).toHaveURL("/organisera");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Organisera");
  await hydrated(page);
  expect(await codeOf(page)).not.toBe(everyones);

  await page.goBack();
  await expect(page).toHaveURL("/dagar");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Gemensamma dagar");
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Organisera");
});

test("an address that is no page is one error page, asked for once", async ({ page, hydrated, tolerate }) => {
  tolerate(/404 \(Not Found\)/);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.isNavigationRequest()) asked.push(new URL(request.url()).pathname);
  });
  const paths = ["/finns-inte", "/organisera/finns-inte"];
  for (const path of paths) {
    await page.goto(path);
    await hydrated(page);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Här finns ingen sida");
  }
  expect(asked).toEqual(paths);
});
