/** What tests do with a page. */
import { expect, type Locator, type Page, type Response } from "@playwright/test";

/**
 * Posts a form as the page would and returns the answer after redirects. With
 * JavaScript off it works the same, since the browser itself sends the form.
 */
export async function postForm(page: Page, path: string, fields: Record<string, string>): Promise<Response | null> {
  const [response] = await Promise.all([
    page.waitForNavigation(),
    page.evaluate(
      ([action, entries]) => {
        const form = document.createElement("form");
        form.method = "post";
        form.action = action;
        for (const [name, value] of entries) {
          const field = document.createElement("textarea");
          field.name = name;
          field.value = value;
          form.append(field);
        }
        document.body.append(form);
        form.submit();
      },
      [path, Object.entries(fields)] as const,
    ),
  ]);
  return response;
}

/** For whom an open page was rendered, as its forms say it. */
export async function readerOf(page: Page): Promise<{ lasare: string }> {
  return { lasare: (await page.locator("input[name=lasare]").first().getAttribute("value")) ?? "" };
}

/** Signs in as one of the demo's people, through the demo's own door. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/logga-in");
  const response = await postForm(page, "/demo/logga-in", { email });
  expect(response?.status(), `signing in as ${email}`).toBe(200);
  expect(new URL(page.url()).pathname, `where ${email} lands`).not.toMatch(/logga-in/);
}

/** Waits until the page script is at work and the islands, if there are any, are hydrated. */
export async function waitForHydration(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-hydrated", "true", { timeout: 15_000 });
}

/** Finds something in another page, as whoever is signed in gets it, without going there. */
export async function inPage<T>(page: Page, path: string, find: (page: Document) => T): Promise<T> {
  const other = await page.context().newPage();
  expect((await other.goto(path))?.status(), path).toBe(200);
  const found = await (await other.evaluateHandle(() => document)).evaluate(find as (page: unknown) => T);
  await other.close();
  return found;
}

/** Whether scripts run in a page's window. */
export async function scriptsRun(page: Page): Promise<boolean> {
  return (await page.locator("html").getAttribute("data-hydrated")) === "true";
}

/** Shows a page as it stands now: where scripts run it follows by itself, else it is loaded anew. */
export async function follow(page: Page): Promise<void> {
  if (!(await scriptsRun(page))) await page.reload();
}

/** Hours in a text, "09.00–13.00": they never break at the dash. */
export function hours(text: string): RegExp {
  return new RegExp(text.replaceAll(".", "\\.").replaceAll("–", "\u2060?–\u2060?"));
}

/** A figure of the organiser's board, "12 kommer": a link to who they are. */
export function figure(board: Page, segment: string, label: string): Locator {
  const section = board.locator("section", { has: board.getByRole("heading", { name: hours(segment) }) });
  return section.getByRole("link", { name: new RegExp(`^\\d+\\s*${label}$`) });
}

/** The fields of a meeting's log, in Swedish. */
export function meetingForm(page: Page) {
  return {
    date: page.getByLabel("Datum", { exact: true }),
    minutes: page.getByLabel("Längd i minuter"),
    notes: page.getByLabel("Gemensamma anteckningar"),
    action: (n: number) => page.getByLabel(`Åtgärd ${n}`),
    reflection: page.getByLabel("Egen reflektion"),
    nextDate: page.getByLabel("Datum för nästa träff"),
    nextTime: page.getByLabel("Klockslag"),
    save: page.getByRole("button", { name: "Spara träffen" }),
  };
}

/** Answers to the first part of the day that a page is about, and waits until it is saved. */
export async function answer(page: Page, word: "Ja" | "Nej" | "Kanske"): Promise<void> {
  const reply = page.getByRole("group", { name: /^Kommer du/ }).first();
  await reply.getByRole("button", { name: word }).click();
  await expect(reply.getByRole("button", { pressed: true })).toHaveText(word);
  await expect(page.getByText(/^(Sparat|Du har svarat)/).first()).toBeVisible();
}

/** Chooses an answer, as people do: by its words, which cover its button. */
export async function choose(within: Page | Locator, words: string): Promise<void> {
  await within.locator(".choice > label").filter({ hasText: new RegExp(`^\\s*${words}\\s*$`) }).click();
}

/** Chooses the language of a window's next pages. */
export async function speak(page: Page, lang: "sv" | "en", url: string): Promise<void> {
  await page.context().addCookies([{ name: "lang", value: lang, url }]);
}

/** Goes on by the Tab key until something has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** What is folded away is part of the page as well. */
export async function openDetails(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
}
