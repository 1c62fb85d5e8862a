// Keeps what is typed into a log: in this browser at once, on the server a moment
// later. What is kept here is for when the connection is lost, the tab closed or
// someone else signed in; it is forgotten when the log is saved, and when its
// writer signs out.

const PAUSE = 1_500;
const PREFIX = "ior-draft:";

const clock = (at) => new Date(at).toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" });
const forget = (which) => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX) && which(key)).forEach((key) => localStorage.removeItem(key));

// What is posted, without what tells this form from every other.
const typed = (form) => {
  const fields = new URLSearchParams(new FormData(form));
  ["nyckel", "sida", "log[again]"].forEach((name) => fields.delete(name));
  return fields.toString();
};

async function keep(address, body, signal) {
  const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" };
  const answer = await fetch(address, { method: "POST", headers, body, signal });
  if (!answer.ok) throw new Error(`${answer.status}`);
}

class LogDraft extends HTMLElement {
  static observedAttributes = ["data-about", "data-done"];

  connectedCallback() {
    // Browsers without moveBefore take an element out to move it.
    if (!this.form || this.form !== this.closest("form")) this.begin();
  }

  /** A morph that moves it does not end it. */
  connectedMoveCallback() {}

  attributeChangedCallback() {
    if (this.isConnected) this.begin();
  }

  begin() {
    const { writer, about, done } = this.dataset;
    this.leave();
    const own = `${PREFIX}${writer}:`;
    if (done) return forget((key) => key === `${own}ny` || key === `${own}${done}`);
    this.key = own + about;
    this.form = this.closest("form");
    this.form.addEventListener("input", this.typing);
    this.form.addEventListener("submit", this.sending);
    this.form.addEventListener("ior:unsent", this.typing);
    this.offer();
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.leave());
  }

  leave() {
    this.posting();
    this.form?.removeEventListener("input", this.typing);
    this.form?.removeEventListener("submit", this.sending);
    this.form?.removeEventListener("ior:unsent", this.typing);
    this.form = null;
  }

  // A tab that was closed, or lost its connection, may have kept more here than
  // the server has.
  offer() {
    const kept = JSON.parse(localStorage.getItem(this.key) ?? "null");
    // A form that was not right still holds what was typed.
    if (!kept || this.form.querySelector(".error-summary")) return;
    const button = (label, act) => {
      const made = document.createElement("button");
      Object.assign(made, { type: "button", className: "button button--quiet", textContent: label, onclick: act });
      return made;
    };
    const { offer, goOn, discard, save } = this.dataset;
    this.replaceChildren(
      offer.replace("…", clock(kept.at)),
      button(goOn, async () => {
        const sent = await keep(save, kept.body).then(() => true, () => false);
        if (!sent) return void this.append(" ", this.dataset.offline);
        localStorage.removeItem(this.key);
        location.assign("?utkast=1");
      }),
      button(discard, () => {
        localStorage.removeItem(this.key);
        this.replaceChildren();
      }),
    );
  }

  typing = () => {
    this.remember();
    clearTimeout(this.timer);
    this.timer = setTimeout(this.save, PAUSE);
  };

  remember() {
    const kept = { at: Date.now(), body: typed(this.form) };
    localStorage.setItem(this.key, JSON.stringify(kept));
    return kept;
  }

  save = async () => {
    this.under = new AbortController();
    const kept = this.remember();
    let says = this.dataset.here;
    try {
      await keep(this.dataset.save, kept.body, this.under.signal);
      // What the server has, it offers itself.
      if (typed(this.form) === kept.body) localStorage.removeItem(this.key);
      says = this.dataset.saved;
    } catch (error) {
      if (error.name === "AbortError") return;
      if (error.message === "403") says = this.dataset.other;
      if (error.message === "401") says = this.dataset.out;
      this.timer = setTimeout(this.save, PAUSE * 10);
    }
    this.textContent = says.replace("…", clock(kept.at));
  };

  // Without a connection there is nothing to wait for.
  sending = (event) => {
    if (navigator.onLine) {
      // What is sent as a draft the server has, and offers itself.
      if (event.submitter?.getAttribute("formaction")?.endsWith(this.dataset.save)) localStorage.removeItem(this.key);
      return this.posting();
    }
    event.preventDefault();
    this.remember();
    this.textContent = this.dataset.offline;
  };

  // The form itself is on its way: no draft must come after it.
  posting = () => {
    clearTimeout(this.timer);
    this.under?.abort();
  };
}

customElements.define("log-draft", LogDraft);

document.addEventListener("submit", ({ target }) => {
  const own = `${PREFIX}${document.documentElement.dataset.viewer}:`;
  if (/\/sign-out(-everywhere)?$/.test(target.getAttribute("action"))) forget((key) => key.startsWith(own));
});
