// One live connection for all of a person's tabs.
//
// Browsers open six connections to a server and no more, so the tabs share
// one: whoever holds the lock listens and tells the others. When that tab is
// closed, the next one takes over. While the connection is lost, or a proxy
// keeps back what comes by it, everything counts as changed twice a minute.

import { byId, html } from "./config.js";
import { reached } from "./contact.js";
import { newVersion, refresh } from "./refresh.js";

const POLL = 30_000;
/** The server says something every 15 seconds. Three times as long, and nothing comes through. */
const SILENCE = 45_000;
/** Tells this tab from the others of its browser. */
const me = Math.random();
let tabs;
/** Ends what this tab holds for the others: the lock, and the connection with it. */
let release = () => {};
/** What the tab that listens tells one that has just been opened. */
let news;
let changedAt = 0;
let isLost = false;

// Another page may have been out of reach, though the connection never was.
addEventListener("ior:contact", () => isLost || (byId("live-lost").hidden = true));

export function live() {
  tabs = channel();
  const { viewer } = html.dataset;
  // The tabs share a session: whoever opens a page is who is signed in.
  tabs.postMessage({ name: "ior:viewer", viewer });
  tabs.onmessage = ({ data }) => {
    if (data.name === "ior:viewer") data.viewer !== viewer && refresh();
    else if (data.name === "ior:ask") news && tabs.postMessage({ ...news, changedAt, to: data.from });
    else if (data.to === undefined || data.to === me) hear(data);
  };
  if (!viewer) return;
  tabs.postMessage({ name: "ior:ask", from: me });
  takeLock();
}

/** A page in the browser's cache holds nothing: whoever waits for the lock gets it. */
export function rest() {
  release();
  tabs.close();
  news = undefined;
}

/** Browsers that keep nothing may have no channel either: then the tab is alone. */
function channel() {
  try {
    return new BroadcastChannel("ior-live");
  } catch {
    return { postMessage() {}, close() {} };
  }
}

// The lock is held for as long as the tab lives. A tab that is being left
// closes its connection with it. Only secure origins have locks, and only browsers
// that keep something: without them the page is read now and then.
function takeLock() {
  const waiting = new AbortController();
  const held = () =>
    new Promise((leave) => {
      const end = listen();
      release = () => {
        end();
        leave();
      };
    });
  release = () => waiting.abort();
  const locked = navigator.locks?.request("ior-live", { signal: waiting.signal }, held);
  const polls = () => {
    const timer = setInterval(refresh, POLL);
    release = () => clearInterval(timer);
  };
  if (locked) locked.catch((error) => error.name === "AbortError" || polls());
  else polls();
}

function hear({ name, detail, hello, changedAt: lastChange, to }) {
  if (name === "ior:changed") return refresh();
  isLost = detail === "lost";
  byId("live-lost").hidden = !isLost;
  if (!isLost) reached();
  if (!hello) return;
  // A hidden tab finds the new version when it reads the page.
  if (document.hidden && hello.build !== html.dataset.build) return refresh();
  if (newVersion(hello.build)) return;
  if (to ? isBehind(hello, lastChange) : hello.seq !== html.dataset.sequence) refresh();
}

/** Whether a page just opened may lack what changed before it listened. */
function isBehind({ seq }, lastChange) {
  const [run, count] = seq.split(".");
  const [ours, counted] = html.dataset.sequence.split(".");
  return run !== ours || +counted < +count || lastChange > performance.timeOrigin;
}

function share(message) {
  hear(message);
  tabs.postMessage(message);
}

function changed(detail) {
  changedAt = Date.now();
  share({ name: "ior:changed", detail });
}

/** Listens until it is told to stop. */
function listen() {
  let stopped = false;
  const again = () => {
    if (!stopped) end = connect(again);
  };
  let end = connect(again);
  return () => {
    stopped = true;
    end();
  };
}

function connect(again) {
  let lost = null;
  let silence;
  let heard = false;
  const source = new EventSource("/live");
  const tell = (detail, hello) => share((news = { name: "ior:live", detail, hello }));
  const wait = () => {
    clearTimeout(silence);
    silence = setTimeout(silent, SILENCE);
  };
  // A connection that has worked may have died unnoticed, as when a computer
  // sleeps. One that never said a word is kept back on the way.
  const silent = () => {
    const died = heard && !lost;
    source.close();
    if (died) again();
    else gone();
  };
  const gone = () => {
    if (source.readyState === EventSource.CLOSED) {
      clearTimeout(silence);
      // Perhaps nobody is signed in any more. The pages will find out.
      changed("all");
    }
    tell("lost");
    lost ??= setInterval(() => {
      changed("all");
      if (source.readyState === EventSource.CLOSED) {
        clearInterval(lost);
        again();
      }
    }, POLL);
  };
  for (const said of ["hello", "changed", "heartbeat"]) {
    source.addEventListener(said, () => {
      heard = true;
      wait();
    });
  }
  source.addEventListener("hello", ({ data }) => {
    clearInterval(lost);
    lost = null;
    tell("open", JSON.parse(data));
  });
  source.addEventListener("changed", ({ data }) => changed(data));
  source.addEventListener("error", gone);
  wait();
  return () => {
    source.close();
    clearTimeout(silence);
    clearInterval(lost);
  };
}
