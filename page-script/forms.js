// Sends forms without leaving the page.

import { address, byId, html, main, pageOf } from "./config.js";
import { unreached } from "./contact.js";
import { announce, goTo, moveTo, place, settle } from "./focus.js";
import { show, submitQuery } from "./in-place.js";
import { forget } from "./keys.js";
import { isOlder, isOurs, lay, read } from "./pages.js";
import { makeWay, notDue, refresh, refreshIfDue } from "./refresh.js";
import { ofTab } from "./storage.js";
import { inUse, isTyped, sending, snapshot, typedSince } from "./typed.js";

const SENT = "ior-sent";
const NATIVE = "[data-native], [enctype='multipart/form-data'], [target]";

export function formsInPlace() {
  // On the window, so that an island that takes the event has had its turn.
  addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || !main().contains(form)) return;
    // A field may be called "method" or "action": the attributes are meant.
    const method = (submitter?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get").toLowerCase();
    if (form.matches(NATIVE)) {
      if (method === "post") ofTab.set(SENT, "1");
      return;
    }
    if (method === "get" && form.hasAttribute("data-in-place")) submitQuery(event);
    if (method !== "post") return;
    event.preventDefault();
    if (!sending.has(form)) send(form, submitter);
  });
}

async function send(form, submitter) {
  const from = address();
  const then = snapshot(form);
  const action = submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? "";
  const data = new FormData(form);
  // Browsers of 2022 do not take the button as a second argument.
  if (submitter?.name) data.append(submitter.name, submitter.value);
  const was = place() ?? (submitter && place(submitter));
  const typed = isTyped(form);
  begin(form, submitter);
  const request = { method: "POST", body: new URLSearchParams(data), headers: { "X-In-Place": "1" } };
  const answer = await read(action || location.href, request).catch(() => null);
  const to = answer?.answer.headers.get("X-Location");
  const sent = { form, then, from, was, typed };
  if (answer?.answer.status === 204 && to) await done(sent, new URL(to, location.href));
  else refused(sent, answer, action);
  refreshIfDue();
}

function begin(form, submitter) {
  const button = submitter ?? form.querySelector("button[data-busy]");
  const busy = button?.dataset.busy;
  const label = busy && [...button.childNodes];
  if (busy) button.replaceChildren(busy);
  form.setAttribute("aria-busy", "true");
  sending.set(form, () => {
    sending.delete(form);
    form.removeAttribute("aria-busy");
    if (busy) button.replaceChildren(...label);
  });
}

const end = ({ form }) => sending.get(form)?.();

/** What was sent is done: the page it leads to is this one, or another. */
async function done(sent, to) {
  sent.form.dispatchEvent(new CustomEvent("ior:sent"));
  if (to.pathname !== location.pathname) {
    ofTab.set(SENT, "1");
    return location.assign(to);
  }
  forget(sent.form);
  // Meanwhile the reader may have gone on to another query: theirs is meant.
  const target = pageOf(to) === sent.from ? address() : pageOf(to);
  notDue();
  const page = await read(target).catch(() => null);
  if (!page?.main || page.answer.status >= 500) {
    fail(sent, null);
    return refresh();
  }
  if (!isOurs(page, target)) return leave(sent, target, page);
  if (target !== address()) show(target + to.hash, false);
  const made = layAnswer(sent, page);
  if (to.hash) goTo(to.hash);
  // Whoever types on meanwhile is not taken away from it.
  else settle(sent.was, { made: !sent.movedOn && made, wanted: byId(sent.form.getAttribute("data-focus") ?? "") });
  const notice = main().querySelector(".notice[role=status]");
  if (notice !== document.activeElement) announce(notice);
}

/** Whether the page was gone on to from a form. */
export function wasSent() {
  const sent = ofTab.get(SENT);
  ofTab.remove(SENT);
  return sent !== null;
}

/** Someone else is signed in, or nobody: the page is theirs, unless one has typed in it. */
function leave(sent, target, page) {
  end(sent);
  if ([...document.forms].some((form) => form !== sent.form && inUse(form))) makeWay(page);
  else if (target === address()) location.reload();
  else location.assign(target);
}

/** A form that was not right comes back with what is wrong; anything else is no answer. */
function refused(sent, answer, action) {
  const asked = answer?.answer.redirected ? location.href : action || location.href;
  if (!answer?.main || answer.answer.status >= 500 || !isOurs(answer, asked)) return fail(sent, answer);
  // The page may have the form no more: what was typed in it stays where it is.
  if (sent.typed && !hasForm(answer, sent.form)) return fail(sent, answer);
  layAnswer(sent, answer);
  const summary = (sent.form.isConnected && sent.form.querySelector(".error-summary")) || main().querySelector(".error-summary");
  // Whoever types on meanwhile is not taken away from it.
  if (summary && !sent.movedOn) moveTo(summary);
  else settle(sent.was);
}

const actionOf = (form) => form.getAttribute("action");
const hasForm = ({ main: newer }, sent) => [...newer.querySelectorAll("form")].some((form) => actionOf(form) === actionOf(sent));

function layAnswer(sent, page) {
  const typed = typedSince(sent.then);
  end(sent);
  // The focus may have moved on while the form was on its way.
  const { was: focused, made } = lay(page, { sent: sent.form, typed, opens: true });
  sent.movedOn = Boolean(focused?.selection) && focused.element !== sent.was?.element;
  sent.was = focused ?? sent.was;
  if (isOlder(page)) refresh();
  return made;
}

/** Nothing is lost: the form says what happened, and can be sent again. */
function fail(sent, answer) {
  end(sent);
  const { form } = sent;
  const heading = document.createElement("h2");
  const way = answer?.answer.status === 401 && answer.main?.querySelector("a");
  if (way) {
    // In a tab of its own, so that what is typed here stays.
    way.target = "_blank";
    heading.append(...way.parentElement.childNodes);
  } else heading.textContent = wordsOf(answer) || html.dataset.offline;
  const summary = document.createElement("div");
  summary.className = "error-summary";
  summary.setAttribute("role", "alert");
  summary.tabIndex = -1;
  summary.append(heading);
  if (!answer) unreached(heading);
  form.querySelector(":scope > .error-summary")?.remove();
  form.prepend(summary);
  summary.focus();
  form.dispatchEvent(new CustomEvent("ior:unsent"));
}

/** What the server says of what went wrong. */
function wordsOf(answer) {
  const { headers } = answer?.answer ?? {};
  const words = headers?.get("X-Error-Words");
  if (words) return decodeURIComponent(words);
  return headers?.get("Content-Type")?.startsWith("text/plain") && answer.text.length <= 300 && answer.text.trim();
}
