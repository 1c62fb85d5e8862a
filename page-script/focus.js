// Where the reader is on the page, and how to bring them back there.

import { byId, main } from "./config.js";

const CHOSEN_BY_VALUE = "button, [type=submit], [type=radio], [type=checkbox]";

/** Finds the element again by what names it: its id, or name and value in a form with an id. */
function finder(element) {
  const id = element.getAttribute("id");
  if (id) return () => byId(id);
  const { form, name, value } = element;
  const formId = form?.getAttribute?.("id");
  if (!formId || !name) return () => null;
  const same = (other) => other.name === name && (!other.matches(CHOSEN_BY_VALUE) || other.value === value);
  return () => [...(byId(formId)?.elements ?? [])].find(same);
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

/** After a refresh: the focus is where it was, or nowhere. */
export function keep(was) {
  const element = was && (was.find() ?? (was.element.isConnected && was.element));
  if (element) backTo(element, was);
}

/** After an answer: where it was, else where the form or link says, else at the heading. */
export function settle(was, wanted) {
  const named = was?.find();
  if (named) return backTo(named, was);
  if (wanted) return moveTo(wanted);
  if (was?.element.isConnected) return backTo(was.element, was);
  if (was) moveTo(main().querySelector("h1"));
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
