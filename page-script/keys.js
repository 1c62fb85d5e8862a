// What tells a form from every other, in the page's place in history: whoever goes
// back to a form and sends it once more sends the same one, and it makes one row.

import { byId, main } from "./config.js";
import { DRAFTS, keys as kept } from "./storage.js";

function keysOf(root) {
  const seen = new Map();
  return [...root.querySelectorAll("form > [name=nyckel]")].map((field) => {
    const name = field.form.getAttribute("id") ?? field.form.getAttribute("action") ?? "";
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return { name: `${name} ${nth}`, field };
  });
}

function remember() {
  const keys = Object.fromEntries(keysOf(main()).map(({ name, field }) => [name, field.value]));
  // Browsers take only so many changes in a while.
  if (JSON.stringify(keys) !== JSON.stringify(history.state?.keys)) history.replaceState({ ...history.state, keys }, "");
}

/** The form has been carried out, and its page stays: what stands in its place next is
 * another one. */
export function forget(form) {
  const { keys, ...rest } = history.state ?? {};
  const sent = keysOf(main()).find(({ field }) => field.form === form);
  if (keys && sent) delete keys[sent.name];
  history.replaceState({ ...rest, keys }, "");
}

/** Whether a draft is kept under a form's key, here or on the server. */
const isKept = (key) => byId(`utkast-${key}`) || kept(DRAFTS).some((name) => name.endsWith(`:${key}`));

/** A page that was loaded again, by going back or otherwise, has its forms again. A key
 * under which a draft is offered stays the draft's: it has not been sent. */
export function recall() {
  const keys = history.state?.keys ?? {};
  for (const { name, field } of keysOf(main())) {
    const key = keys[name];
    if (key && key !== field.value && !isKept(key)) field.value = key;
  }
  remember();
}
