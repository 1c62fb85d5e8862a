/** Judges of a page: accessibility (axe) and valid HTML (html-validate). */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { HtmlValidate } from "html-validate";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** Expects no violation of WCAG 2.0–2.2, A and AA, on the page as it is now. */
export async function expectAccessible(page: Page, scriptsRun: boolean): Promise<void> {
  const looked = scriptsRun ? page : await copyForScripts(page);
  // A page that axe has looked at once still has it: its half megabyte is not run again.
  const axeSource = (await looked.evaluate(() => "axe" in window)) ? "null" : undefined;
  // Legacy mode: everything in this one page; there are no frames from elsewhere.
  const report = await new AxeBuilder({ page: looked, axeSource }).withTags(WCAG).setLegacyMode().analyze();
  if (looked !== page) await looked.context().close();

  const found = report.violations.map((violation) => {
    const places = violation.nodes.map((node) => `    ${node.target.join(" ")}\n      ${node.html}`);
    return `${violation.id} (${violation.impact}): ${violation.help}\n${places.join("\n")}`;
  });
  complain(`Not accessible: ${page.url()}`, found);
}

/** Expects valid HTML of what the server sent: `await response.text()`. */
export async function expectValidHtml(html: string): Promise<void> {
  const judge = new HtmlValidate({
    extends: ["html-validate:standard"],
    rules: {
      // How it is written is nobody's concern, as long as it is HTML.
      "attribute-boolean-style": "off",
      "attribute-empty-style": "off",
      "doctype-style": "off",
      "long-title": "off",
      "no-inline-style": "off",
      "no-trailing-whitespace": "off",
      "void-style": "off",
    },
  });
  // `<!>` and `<!---->` are Leptos' place marks; browsers take both for comments.
  const report = await judge.validateString(html.replaceAll("<!>", "<!---->"));
  const found = report.results.flatMap((result) =>
    result.messages.map((message) => `${message.ruleId}: ${message.message} (${message.selector ?? message.line})`),
  );
  complain("Not valid HTML", found);
}

/**
 * Axe is a script, and cannot run where scripts are off: there it looks at a
 * copy of the page, as it stands, in a window where only axe runs.
 */
async function copyForScripts(page: Page): Promise<Page> {
  const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  const html = (await page.content()).replaceAll(/<script\b.*?<\/script>/gs, "");
  const window = await page.context().browser()!.newContext({
    javaScriptEnabled: true,
    colorScheme: dark ? "dark" : "light",
    viewport: page.viewportSize(),
  });
  const copy = await window.newPage();
  await copy.route(page.url(), (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  await copy.goto(page.url());
  return copy;
}

/** Fails with what was found, if anything was. */
export function complain(about: string, found: string[]): void {
  if (found.length > 0) throw new Error([about, ...found].join("\n\n"));
}
