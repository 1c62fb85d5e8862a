// Links and searches that change a part of the page: fetched, not loaded.

import { address, byId, html } from "./config.js";
import { goTo, moveTo, settle } from "./focus.js";
import { isOlder, isOurs, lay, read } from "./pages.js";
import { refresh } from "./refresh.js";
import { anyInUse, snapshot, typedSince } from "./typed.js";

const PAUSE = 250;
/** The address whose page stands there; the browser's own may be ahead of it. */
let shown = address();
let visiting;

export function show(url, push) {
  history[push ? "pushState" : "replaceState"](push ? null : history.state, "", url);
  stand();
}

/** The page of the browser's address stands there now. */
function stand() {
  shown = address();
  // The form that changes the language comes back here.
  for (const back of document.querySelectorAll("header [name=till]")) back.value = shown;
}

export function linksInPlace() {
  addEventListener("click", follow);
  addEventListener("input", ({ target }) => target.form?.matches("[data-as-you-type]") && soon(target.form));
  // Going to a fragment counts as going back, too.
  addEventListener("popstate", () => address() !== shown && visit(new URL(location.href), { push: null }));
}

function follow(event) {
  const link = event.target.closest?.("a[data-in-place]");
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || event.defaultPrevented || elsewhere) return;
  event.preventDefault();
  // A link in a form leaves the form: what was chosen there goes.
  const form = link.closest("form");
  visit(new URL(link.href), { push: link.href !== location.href, form, focus: link.getAttribute("data-focus") });
}

const timers = new WeakMap();

function soon(form) {
  clearTimeout(timers.get(form));
  timers.set(
    form,
    setTimeout(() => form.isConnected && visit(queryOf(form), { push: false, form, typing: true }), PAUSE),
  );
}

/** The address that a form with method GET leads to. */
function queryOf(form, submitter) {
  const url = new URL(submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? "", location.href);
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  url.search = new URLSearchParams(data);
  return url;
}

export function submitQuery(event) {
  const { target: form, submitter } = event;
  event.preventDefault();
  clearTimeout(timers.get(form));
  const url = queryOf(form, submitter);
  visit(url, { push: url.href !== location.href, form, focus: form.getAttribute("data-focus") });
}

/** The latest wins. What cannot be laid over this page is loaded as usual. */
async function visit(url, { push, form, focus, typing }) {
  visiting?.abort();
  const { signal } = (visiting = new AbortController());
  const then = form && snapshot(form);
  const page = await read(url, { signal }).catch(() => null);
  if (signal.aborted) return;
  const fits = page?.main && page.answer.status < 500 && isOurs(page, url) && page.page.documentElement.dataset.build === html.dataset.build;
  if (!fits) {
    // Without a connection, whoever has typed something stays where they are.
    if (!page && (typing || anyInUse())) return void (byId("live-lost").hidden = false);
    return push === null ? location.reload() : location.assign(url);
  }
  if (push !== null) show(page.answer.redirected ? page.answer.url : url, push);
  stand();
  const { was } = lay(page, { sent: form, typed: form ? typedSince(then) : undefined, opens: true });
  if (isOlder(page)) refresh();
  const wanted = focus && byId(focus);
  if (wanted) moveTo(wanted);
  else if (url.hash) goTo(url.hash);
  else settle(was);
}
