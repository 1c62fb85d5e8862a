/** Whether a page keeps within its window, whatever people write in it and however large its letters are. */
import type { CDPSession, Page } from "@playwright/test";
import { complain } from "./audit";

/** A word and an address as they come out of an organisation: neither has a place to break. */
const LONG =
  "Sjukvårdsadministrationssamordningsfunktionsutvecklingsenheten " +
  "https://organisation.sharepoint.com/:w:/r/sites/Ledning/_layouts/15/Doc.aspx?sourcedoc=%7B0a1b2c3d-4e5f-6789%7D&file=Plan.docx";

/**
 * Expects that nothing widens the page, that every control is within the window, that no text lies on another or on a
 * control, and that the letters of charts are at least 12 px high. What scrolls sideways in a frame of its own may.
 */
export async function expectFits(page: Page): Promise<void> {
  const { width } = page.viewportSize()!;
  complain(`Does not fit ${width} px: ${page.url()}`, await page.evaluate(misfits));
}

/** Puts a long word and a long address wherever people's own words stand (`ui::Written`, `ui::Prose`). */
export async function stretch(page: Page): Promise<void> {
  await page.evaluate((long) => {
    for (const written of document.querySelectorAll("bdi, [dir=auto]")) {
      const texts = document.createTreeWalker(written, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode as Text;
        if (!text.data.trim()) continue;
        text.data = long;
        break;
      }
    }
  }, LONG);
}

const sessions = new WeakMap<Page, CDPSession>();

/** Sets how large letters are by the browser's own setting, in percent of what it usually is. */
export async function setLetters(page: Page, percent: number): Promise<void> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, session);
  const size = (pixels: number) => Math.round((pixels * percent) / 100);
  await session.send("Page.setFontSizes", { fontSizes: { standard: size(16), fixed: size(13) } });
}

/** The size of letters as extensions and accessibility checkers set it: widths in media queries do not follow. */
export async function setRoot(page: Page, size: string): Promise<void> {
  await page.evaluate((size) => document.documentElement.style.setProperty("font-size", size), size);
}

/** What does not fit, in words. Runs in the page. */
function misfits(): string[] {
  const found: string[] = [];
  const width = document.documentElement.clientWidth;
  const name = (element: Element) => {
    const text = (element.textContent || (element as HTMLInputElement).value || "").trim();
    return `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> “${text.slice(0, 40)}”`;
  };
  const above = (element: Element, is: (style: CSSStyleDeclaration) => boolean) => {
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      if (is(getComputedStyle(at))) return true;
    }
    return false;
  };
  // Out of the page's flow, or for screen readers only.
  const aside = (element: Element) =>
    above(element, ({ position, opacity, clipPath }) => /fixed|sticky/.test(position) || opacity === "0" || clipPath !== "none");
  const scrolls = (element: Element) => above(element, ({ overflowX }) => /auto|scroll/.test(overflowX));
  const shown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.matches(".skip-link") && !aside(element);

  const widened = document.documentElement.scrollWidth - width;
  if (widened > 0) {
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > width + 1 && shown(element) && !scrolls(element),
    );
    const culprits = wide.filter((element) => ![...element.children].some((child) => wide.includes(child)));
    found.push(`scrolls sideways by ${widened} px: ${culprits.slice(0, 3).map(name).join(", ")}`);
  }

  const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")].filter(shown);
  for (const control of controls) {
    const { left, right } = control.getBoundingClientRect();
    if ((left < -1 || right > width + 1) && !scrolls(control)) found.push(`leaves the window: ${name(control)}`);
  }

  // Each line of each text. The boxes of tightly set lines overlap, their middles do not.
  const lines: { element: Element; box: DOMRect }[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement!;
    if (!texts.currentNode.nodeValue!.trim() || element.closest("svg, script, style, option, textarea") || !shown(element)) continue;
    const frame = element.closest(".table-wrap")?.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    for (const box of range.getClientRects()) {
      const scrolledAway = frame && (box.right > frame.right || box.left < frame.left);
      if (box.width > 2 && box.height > 2 && !scrolledAway) lines.push({ element, box });
    }
  }
  const meet = (one: DOMRect, other: DOMRect) => {
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down =
      Math.min(one.bottom - one.height / 4, other.bottom - other.height / 4) -
      Math.max(one.top + one.height / 4, other.top + other.height / 4);
    return across > 2 && down > 2;
  };
  lines.sort((one, other) => one.box.top - other.box.top);
  for (const [n, { element, box }] of lines.entries()) {
    for (let m = n + 1; m < lines.length && lines[m].box.top < box.bottom; m++) {
      if (meet(box, lines[m].box)) found.push(`lies on another text: ${name(element)}, ${name(lines[m].element)}`);
    }
  }
  for (const control of controls.filter((control) => control.matches("input:not([type=radio], [type=checkbox]), select, textarea, button"))) {
    const box = control.getBoundingClientRect();
    const on = lines.find((line) => !control.contains(line.element) && meet(line.box, box));
    if (on) found.push(`lies on a control: ${name(on.element)}, ${name(control)}`);
  }

  for (const letters of document.querySelectorAll<SVGTextElement>("svg text")) {
    const scale = letters.checkVisibility() && letters.getScreenCTM();
    const size = scale && parseFloat(getComputedStyle(letters).fontSize) * Math.hypot(scale.a, scale.b);
    if (size && size < 11.9) found.push(`has letters of ${size.toFixed(1)} px: ${name(letters)}`);
  }
  return found.slice(0, 10);
}
