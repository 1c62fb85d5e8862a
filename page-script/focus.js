// Where the reader is on the page, and how to bring them back there.

import { byId, main } from "./config.js";

const CHOSEN_BY_VALUE = "button, [type=submit], [type=radio], [type=checkbox]";
/** Hidden fields that say nothing of what a form is about. */
const NOT_ABOUT = ["nyckel", "sida", "lasare"];

/** Finds the element again by what names it: its id, or its name and value or its place
 * in a form with an id. What has no such name is found by what it means: a morph may have
 * made something else of the element itself, such as the next row's button. */
function finder(element) {
  const id = element.getAttribute("id");
  if (id) return () => byId(id);
  const { form, name, value } = element;
  const formId = form?.getAttribute?.("id");
  if (!formId) {
    const meant = meaning(element);
    const same = (other) => meaning(other) === meant;
    return () => (element.isConnected && same(element) ? element : [...main().querySelectorAll(element.localName)].find(same));
  }
  const unnamed = ({ elements }) => [...elements].filter((other) => !other.name);
  const nth = name ? -1 : unnamed(form).indexOf(element);
  const same = (other) => other.name === name && (!other.matches(CHOSEN_BY_VALUE) || other.value === value);
  return () => {
    const found = byId(formId);
    return found && (nth < 0 ? [...found.elements].find(same) : unnamed(found)[nth]);
  };
}

/** What an element does: its words, and what its form is about. */
function meaning(element) {
  const { form, name, value } = element;
  const hidden = form ? [...form.elements].filter((field) => field.type === "hidden" && !NOT_ABOUT.includes(field.name)) : [];
  const about = hidden.map((field) => `${field.name}=${field.value}`);
  const says = element.getAttribute("aria-label") ?? element.getAttribute("href") ?? (element.matches("input, select, textarea") ? "" : element.textContent);
  return JSON.stringify([form?.getAttribute?.("action"), about, name, element.matches(CHOSEN_BY_VALUE) ? value : "", says]);
}

/** Where the focus is, if it is on the page. */
export function place(element = document.activeElement) {
  if (!main().contains(element) || element === main()) return null;
  const { selectionStart: start, selectionEnd: end, selectionDirection: direction } = element;
  return { element, find: finder(element), selection: start == null ? null : [start, end, direction] };
}

function select(element, selection) {
  // Another kind of element may stand there by now, and have no selection.
  if (!selection || element.selectionStart == null) return;
  if (element.selectionStart !== selection[0] || element.selectionEnd !== selection[1]) element.setSelectionRange(...selection);
}

/** Focuses what cannot always take the focus by itself. */
export function moveTo(element, options) {
  if (element && !element.matches("a[href], button, input, select, textarea, summary, [tabindex]")) element.tabIndex = -1;
  element?.focus(options);
}

function backTo(element, { selection }) {
  if (document.activeElement !== element) element.focus({ preventScroll: true });
  select(element, selection);
}

/** After a refresh: the focus is where it was, or nowhere; but never on something else
 * that has taken its place. */
export function keep(was) {
  const found = was?.find();
  if (found) backTo(found, was);
  else if (was?.element === document.activeElement) moveTo(main().querySelector("h1"), { preventScroll: true });
}

/** After an answer: on what it made, as the server marks it; else where it was, else
 * where the form or link says, else at the heading. */
export function settle(was, { made, wanted } = {}) {
  if (made) return moveTo(made);
  const found = was?.find();
  if (found) return backTo(found, was);
  if (wanted) return moveTo(wanted);
  if (was) moveTo(main().querySelector("h1"));
}

/** Where a page that was just loaded begins: at what was made, or at its heading, if a
 * form led here; else at its top, as the browser has it. */
export function begin(wasSent) {
  if (document.activeElement !== document.body) return;
  const made = main()?.querySelector("[autofocus]");
  if (made) moveTo(made);
  else if (wasSent && !location.hash) moveTo(main()?.querySelector("h1"), { preventScroll: true });
}

/** Goes to the element that an address names. */
export function goTo(fragment) {
  const element = byId(decodeURIComponent(fragment.slice(1)));
  element?.scrollIntoView();
  moveTo(element, { preventScroll: true });
}

/** Has a notice read out that has just come: a live region is heard when its content changes. */
export function announce(notice) {
  if (!notice) return;
  const said = [...notice.childNodes];
  notice.replaceChildren();
  setTimeout(() => notice.hasChildNodes() || notice.append(...said), 50);
}
