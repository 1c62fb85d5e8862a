/** Judges whole lists of pages: each area's `pages.spec.ts` names its own. */
import type { Page } from "@playwright/test";
import { managersLink } from "./application";
import { expectFits, setLetters, setRoot, stretch } from "./fits";
import { openDetails, speak } from "./page";
import type { Server, Today } from "./server";
import { expect, test } from "./test";

/** Who has which pages; nobody's name stands for visitors. */
export type PagesOf = [who: string, pages: string[]];

/**
 * All pages are accessible and valid, and keep within a phone's window, in both languages, light and dark, on a day on
 * which they show something; with long words and addresses too, and with letters of twice their size. Those that say that there is nothing to see are marked `404`; what stands in capitals is known only
 * once it is opened. Nothing is changed, so both workers share a file's tests, and all files a server.
 */
export function everyoneCanRead(today: Today, people: PagesOf[]): void {
  test.describe(`on the day ${today}`, () => {
    test.use({ today });
    test.describe.configure({ mode: "parallel", timeout: 240_000 });
    for (const [who, pages] of people) readable(who, pages);
  });
}

function readable(who: string, pages: string[]): void {
  test(`everyone can read the pages of ${who || "visitors"}: ${pages.join(" ")}`, async ({
    page,
    server,
    signIn,
    hydrated,
    axe,
    validHtml,
    javaScriptEnabled,
    tolerate,
  }) => {
    tolerate(/404 \(Not Found\)/);
    if (who) await signIn(page, who);
    for (const [, refused, path] of pages.map((entry) => /^(404 )?(.*)$/.exec(entry)!)) {
      const address = await addressOf(page, server, path);
      for (const lang of ["sv", "en"] as const) {
        await speak(page, lang, server.url);
        const response = await page.goto(address);
        expect(response?.status(), path).toBe(refused ? 404 : 200);
        // The two projects share the work, since the server sends both the same:
        // the markup is judged here, how it looks in every dress there.
        if (!javaScriptEnabled) await validHtml(response);
        await hydrated(page);
        await expect(page.locator("html")).toHaveAttribute("lang", lang);
        await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
        await openDetails(page);
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 640 });
          await expectFits(page);
          for (const colorScheme of javaScriptEnabled ? (["light", "dark"] as const) : []) {
            await page.emulateMedia({ colorScheme });
            await axe(page);
          }
        }
        if (!javaScriptEnabled && lang === "sv") await axe(page);
        await expectRoom(page);
      }
    }
  });
}

/** The page keeps within its window with letters of twice their size, and whatever people write in it. */
async function expectRoom(page: Page): Promise<void> {
  for (const longWords of [false, true]) {
    if (longWords) await stretch(page);
    for (const [width, percent] of [[320, 100], [320, 200], [1280, 200]] as const) {
      await page.setViewportSize({ width, height: 640 });
      await setLetters(page, percent);
      await expectFits(page);
    }
    await setLetters(page, 100);
    if (longWords) continue;
    await setRoot(page, "200%");
    for (const width of [390, 768, 1280]) {
      await page.setViewportSize({ width, height: 640 });
      await expectFits(page);
    }
    await setRoot(page, "");
  }
}

/** A path's address, with what is known only once it is opened: the reader's latest meeting, the link that a manager got. */
async function addressOf(page: Page, server: Server, path: string): Promise<string> {
  if (path === "MANAGER") return managersLink(server, "chef1@example.org");
  return path.includes("MEETING") ? path.replace("MEETING", await latestMeeting(page)) : path;
}

async function latestMeeting(page: Page): Promise<string> {
  await page.goto("/par");
  const link = page.getByRole("main").locator('ol a[href^="/par/traffar/"]').first();
  return (await link.getAttribute("href"))!;
}
