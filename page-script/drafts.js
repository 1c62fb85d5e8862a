// Keeps what is typed into forms that take more than a minute: in this browser at
// once, on the server a moment later. Each is kept under the key of its form, so that
// what is begun anew never takes the place of what was begun before. What is kept here
// is for when the connection is lost, the tab closed or someone else signed in; it goes
// when the server has it, when its form is sent, and when its writer says so.

import { byId, html, signsOut } from "./config.js";
import { moveTo } from "./focus.js";
import * as storage from "./storage.js";

const PAUSE = 1_500;
/** As long as the server keeps one. */
const KEPT_FOR = 90 * 24 * 3_600_000;

/** Drafts of whoever reads, of one page or all: their keys, latest first. */
function kept(page = "") {
  const parsed = storage.keys(`${storage.DRAFTS}${html.dataset.viewer}:${page}`).map((key) => ({ key, id: key.split(":").at(-1), ...read(key) }));
  return parsed.filter(({ body }) => body).sort((one, other) => other.at - one.at);
}

function read(key) {
  try {
    return JSON.parse(storage.get(key));
  } catch {
    return null;
  }
}

/** Drops what nobody has gone on with for too long, whoever wrote it. */
function sweep() {
  for (const key of storage.keys(storage.DRAFTS)) if (!((read(key)?.at ?? 0) > Date.now() - KEPT_FOR)) storage.remove(key);
}

const twoDigits = (number) => String(number).padStart(2, "0");

/** As the server writes it: the time, and the date if that is not today's. */
function when(at) {
  const date = new Date(at);
  const time = [date.getHours(), date.getMinutes()].map(twoDigits).join(html.lang === "en" ? ":" : ".");
  if (date.toDateString() === new Date().toDateString()) return time;
  return `${date.toLocaleDateString(html.lang, { day: "numeric", month: "long", year: "numeric" })} ${time}`;
}

async function post(address, body, options) {
  const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" };
  const answer = await fetch(address, { method: "POST", headers, body, ...options });
  if (answer.ok) return;
  const words = decodeURIComponent(answer.headers.get("X-Error-Words") ?? "");
  throw Object.assign(new Error(words), { status: answer.status, words });
}

const withWords = ({ body, words }) => (words ? `${body}&${new URLSearchParams({ ord: words })}` : body);

class FormDrafts extends HTMLElement {
  connectedCallback() {
    // Browsers without moveBefore take an element out to move it.
    if (!this.form || this.form !== this.closest("form")) this.begin();
  }

  /** A morph that moves it does not end it. */
  connectedMoveCallback() {}

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.leave());
  }

  begin() {
    this.leave();
    this.form = this.closest("form");
    this.form.addEventListener("input", this.typing);
    this.form.addEventListener("submit", this.sending);
    this.form.addEventListener("ior:unsent", this.typing);
    this.form.addEventListener("ior:sent", this.sent);
    addEventListener("pagehide", this.leaving);
    addEventListener("ior:contact", this.reached);
    document.addEventListener("visibilitychange", this.leaving);
    this.offer();
  }

  leave() {
    this.stop();
    if (!this.form) return;
    this.form.removeEventListener("input", this.typing);
    this.form.removeEventListener("submit", this.sending);
    this.form.removeEventListener("ior:unsent", this.typing);
    this.form.removeEventListener("ior:sent", this.sent);
    removeEventListener("pagehide", this.leaving);
    removeEventListener("ior:contact", this.reached);
    document.removeEventListener("visibilitychange", this.leaving);
    this.form = null;
  }

  field(name) {
    return this.form.querySelector(`:scope > [name=${name}]`)?.value ?? "";
  }

  get page() {
    return this.field("sida").split("?")[0];
  }

  /** Where this form's draft is kept: its writer is whom it was rendered for, in whichever
   * round; which that is, the page's name says. */
  get key() {
    return `${storage.DRAFTS}${this.field("lasare").split(".")[0]}:${this.page}:${this.field("nyckel")}`;
  }

  get body() {
    return new URLSearchParams(new FormData(this.form)).toString();
  }

  /** What this browser has and the server has not, above the form. What the server
   * offers of the same draft is older. */
  offer() {
    // A form that was not right still holds what was typed.
    if (this.form.querySelector(".error-summary")) return;
    this.replaceChildren(...kept(`${this.page}:`).map((draft) => this.offerOf(draft)));
  }

  offerOf(draft) {
    const { offer, goOn, discard } = this.dataset;
    const older = byId(`utkast-${draft.id}`);
    if (older) older.hidden = true;
    const notice = Object.assign(document.createElement("div"), { className: "notice notice--info draft-offer" });
    const says = document.createElement("p");
    says.append(offer.replace("{tid}", when(draft.at)));
    if (draft.words) says.append(" ", Object.assign(document.createElement("q"), { className: "draft-offer__words", textContent: draft.words }));
    const buttons = Object.assign(document.createElement("p"), { className: "button-row" });
    buttons.append(
      button(goOn, () => this.goOn(draft, says)),
      button(discard, () => {
        storage.remove(draft.key);
        if (older) older.hidden = false;
        notice.remove();
        moveTo(older ?? this.form.querySelector("input:not([type=hidden]), select, textarea"));
      }),
    );
    notice.append(says, buttons);
    return notice;
  }

  /** The server has every field of a draft; this page may lack rows for them. */
  async goOn(draft, says) {
    try {
      await post(this.dataset.save, withWords(draft));
    } catch (error) {
      return void says.append(" ", error.words || this.dataset.offline);
    }
    storage.remove(draft.key);
    this.stop();
    location.assign(`${this.page}?utkast=${draft.id}`);
  }

  typing = ({ target }) => {
    if (target.matches?.("textarea, input:not([type]), [type=text]") && !target.matches(this.dataset.private)) this.words = target.value.trim().replace(/\s+/g, " ").slice(0, 60);
    this.remember();
    this.soon(PAUSE);
  };

  soon(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.save, pause);
  }

  remember() {
    const draft = { at: Date.now(), body: this.body, words: this.words };
    this.isHere = storage.set(this.key, JSON.stringify(draft));
    return draft;
  }

  save = async (_, options) => {
    clearTimeout(this.timer);
    this.timer = null;
    this.under = new AbortController();
    const { key } = this;
    const draft = this.remember();
    try {
      await post(this.dataset.save, withWords(draft), { signal: this.under.signal, ...options });
      this.failed = false;
      if (!this.form) return;
      // What the server has, it offers itself.
      if (this.key === key && this.body === draft.body) storage.remove(key);
      this.says(this.dataset.saved, draft.at);
    } catch (error) {
      if (error.name === "AbortError" || !this.form) return;
      this.failed = true;
      this.says(this.why(error), draft.at);
      this.soon(PAUSE * 10);
    }
  };

  why({ status, words }) {
    const { here, other, out, refused, lost } = this.dataset;
    if (!this.isHere) return words ? `${lost} ${words}` : lost;
    return { 401: out, 403: other }[status] ?? (words ? `${refused} ${words}` : here);
  }

  says(words, at) {
    const state = this.form.querySelector(".draft-state");
    if (state) state.textContent = words.replace("{tid}", when(at));
  }

  // What was typed last must not wait for a pause that never comes.
  leaving = ({ type }) => {
    if (this.timer && (type === "pagehide" || document.hidden)) this.save(null, { keepalive: true });
  };

  reached = () => {
    if (this.timer && this.failed) this.soon(0);
  };

  // Without a connection there is nothing to wait for.
  sending = (event) => {
    if (navigator.onLine) return this.stop();
    event.preventDefault();
    this.remember();
    this.says(this.dataset.offline);
    this.failed = true;
    this.soon(PAUSE * 10);
  };

  sent = () => {
    this.stop();
    storage.remove(this.key);
    this.says("");
  };

  // The form itself is on its way: no draft must come after it.
  stop() {
    clearTimeout(this.timer);
    this.timer = null;
    this.under?.abort();
  }
}

function button(label, act) {
  return Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: label, onclick: act });
}

sweep();
customElements.define("form-drafts", FormDrafts);

const DISCARDS = /\/discard-draft$/;

document.addEventListener("submit", (event) => {
  const { target: form } = event;
  if (DISCARDS.test(form.getAttribute("action"))) discarded(new FormData(form).get("draft"));
  else if (signsOut(form) && kept().length) signOut(event);
});

/** The draft that its writer discards may stand in the form, about to be kept. */
function discarded(id) {
  for (const draft of kept()) if (draft.id === id) storage.remove(draft.key);
  for (const drafts of document.querySelectorAll("form-drafts")) if (drafts.field("nyckel") === id) drafts.stop();
}

/** Nothing is left in a browser that someone else may use; what the server takes is not
 * lost by that, and what it does not take is asked about. */
async function signOut(event) {
  const { target: form } = event;
  event.preventDefault();
  const open = [...document.querySelectorAll("form-drafts")];
  for (const drafts of open) drafts.stop();
  const save = document.querySelector("form-drafts")?.dataset.save ?? "/api/people/save-draft";
  const hand = (draft) => post(save, withWords(draft), { signal: AbortSignal.timeout(3_000) }).then(() => storage.remove(draft.key), () => {});
  await Promise.all(kept().map(hand));
  const left = kept();
  if (left.length && !confirm(html.dataset.unsent)) {
    for (const drafts of open) if (left.some(({ key }) => key === drafts.key)) drafts.soon(PAUSE);
    return;
  }
  for (const { key } of left) storage.remove(key);
  // A field of the form may be called "submit".
  HTMLFormElement.prototype.submit.call(form);
}
