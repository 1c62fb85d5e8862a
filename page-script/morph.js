// Lays a newer page over the one that stands there.
//
// Idiomorph does it, but it knows no element that must not be touched at all:
// it takes elements with ids out of anything, and drops what stands around
// them unasked. So what is to be left alone is first made opaque: it shares one
// id with its counterpart, the counterpart is emptied, and the ids inside it
// are taken away while the morph lasts.

import { Idiomorph } from "idiomorph";
import { inUse, putBack } from "./typed.js";

const APART = "form, form-drafts, leptos-island[data-hydrated]";
let made = 0;

/**
 * - `sent`: the form whose answer this is: it takes the answer's values
 * - `typed`: but for the controls typed in since it was sent, with what they say
 * - `opens`: whether the newer page may open what is closed
 */
export function morph(stands, newer, { sent, typed = new Map(), opens = false }) {
  // What was typed after sending is kept, though the answer has no such form.
  const answered = sent && (!typed.size || counterpart(sent, newer)) ? sent : null;
  const held = heldIn(stands, answered);
  const apart = new Map(apartIn(stands, held).map((element) => [element, counterpart(element, newer)]));
  const paths = held.map(pathOf);
  const dialogs = new Set(stands.querySelectorAll("dialog"));
  const told = [];
  keepOpen(stands, newer, opens);
  const release = hide(apart);
  for (const element of newer.querySelectorAll("[autofocus]")) element.removeAttribute("autofocus");

  Idiomorph.morph(stands, newer, {
    morphStyle: "outerHTML",
    restoreFocus: false,
    callbacks: {
      beforeNodeMorphed(old, neu) {
        if (held.includes(old)) return false;
        if (!apart.has(old)) return true;
        if (old.localName === "form-drafts") takeAttributes(old, neu);
        else if (takeProps(old, neu)) told.push(old);
        return false;
      },
      beforeNodeRemoved: (node) => !held.some((element) => node.contains(element)),
      beforeAttributeUpdated: (name, element) =>
        name === "open" ? !dialogs.has(element) : mayChange(name, element, typed, answered),
    },
  });

  paths.forEach(rescue);
  release();
  if (answered) putBack(answered, typed);
  for (const island of told) island.dispatchEvent(new CustomEvent("ior:props", { detail: island.dataset.props }));
}

/** The forms that are somebody's, and their controls that stand elsewhere. */
function heldIn(stands, answered) {
  const forms = [...stands.querySelectorAll("form")].filter((form) => form !== answered && inUse(form));
  return forms.flatMap((form) => [form, ...[...form.elements].filter((control) => !form.contains(control))]);
}

/** The outermost elements whose insides are not the server's. */
function apartIn(stands, held) {
  const all = [...stands.querySelectorAll(APART)].filter((element) => element.localName !== "form" || held.includes(element));
  return all.filter((element) => !all.some((other) => other !== element && other.contains(element)));
}

/** What the newer page has in an element's place: by its id, else by its place among its like. */
function counterpart(old, newer) {
  const within = newer.ownerDocument;
  const id = old.getAttribute("id");
  if (id) {
    const found = within.getElementById(id);
    return found?.localName === old.localName ? found : null;
  }
  const home = old.parentElement.closest("[id]");
  const like = (around) =>
    [...around.querySelectorAll(old.localName)].filter(
      (other) => !other.hasAttribute("id") && sameKind(old, other) && other.parentElement.closest("[id]") === around,
    );
  const newHome = within.getElementById(home.getAttribute("id"));
  return (newHome && like(newHome)[like(home).indexOf(old)]) ?? null;
}

/** What the reader has opened and closed stays so, by what its summary says: the element
 * itself may become another. Numbers in it are counts, which change. */
function keepOpen(stands, newer, opens) {
  const named = (root) => {
    const seen = new Map();
    return [...root.querySelectorAll("details")].map((details) => {
      const says = details.querySelector("summary")?.textContent.replace(/\d+/g, "#");
      const name = details.getAttribute("id") ?? `${details.parentElement.closest("[id]")?.getAttribute("id")} ${says}`;
      const nth = seen.get(name) ?? 0;
      seen.set(name, nth + 1);
      return [`${name} ${nth}`, details];
    });
  };
  const were = new Map(named(stands));
  for (const [name, details] of named(newer)) {
    const was = were.get(name);
    if (was) details.open = was.open || (opens && details.open);
  }
}

const sameKind = (one, other) => ["action", "data-component"].every((name) => one.getAttribute(name) === other.getAttribute(name));

function hide(apart) {
  const shown = [];
  for (const [old, neu] of apart) {
    if (!old.hasAttribute("id")) {
      const id = `ior-${(made += 1)}`;
      old.setAttribute("id", id);
      neu?.setAttribute("id", id);
      shown.push(() => old.removeAttribute("id"));
    }
    for (const inner of old.querySelectorAll("[id]")) {
      const id = inner.getAttribute("id");
      inner.removeAttribute("id");
      shown.push(() => inner.setAttribute("id", id));
    }
    neu?.replaceChildren();
  }
  return () => shown.forEach((show) => show());
}

function takeAttributes(old, neu) {
  for (const { name } of [...old.attributes]) if (!neu.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of neu.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}

function takeProps(island, { dataset: { props } }) {
  if (island.dataset.props === props) return false;
  island.dataset.props = props;
  return true;
}

function mayChange(name, element, typed, answered) {
  switch (name) {
    case "value":
      // A form that was not sent stays the same form.
      if (element.name === "nyckel" && element.form !== answered) return false;
    // falls through
    case "checked":
    case "selected":
      return !typed.has(element.closest("select") ?? element);
    case "tabindex":
      return element !== document.activeElement;
    default:
      return true;
  }
}

/** The element and what it stands in, from the inside out. */
function pathOf(element) {
  const path = [];
  for (let at = element; at; at = at.parentElement) path.push(at);
  return path;
}

/** Idiomorph drops an element unasked if an id in it has moved elsewhere. */
function rescue(path) {
  const standing = path.findIndex((element) => element.isConnected);
  if (standing > 0) path[standing].append(path[standing - 1]);
}
