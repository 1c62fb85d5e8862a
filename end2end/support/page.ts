/** What tests do with a page. */
import { expect, type Page, type Response } from "@playwright/test";

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

/** Signs in as one of the demo's people, through the demo's own door. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/logga-in");
  const response = await postForm(page, "/demo/logga-in", { email });
  expect(response?.status(), `signing in as ${email}`).toBe(200);
  expect(new URL(page.url()).pathname, `where ${email} lands`).not.toMatch(/logga-in/);
}

/** Waits until the app has taken the page over: it then says so on <html>. */
export async function waitForHydration(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-hydrated", "true", { timeout: 15_000 });
}
