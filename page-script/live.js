// One live connection for all of a person's tabs.
//
// Browsers open six connections to a server and no more, so the tabs share
// one: whoever holds the lock listens and tells the others. When that tab is
// closed, the next one takes over. While the connection is lost, or a proxy
// keeps back what comes by it, everything counts as changed twice a minute.

import { byId, html } from "./config.js";
import { newVersion, refresh } from "./refresh.js";

const POLL = 30_000;
/** The server says something every 15 seconds. Three times as long, and nothing comes through. */
const SILENCE = 45_000;
/** Tells this tab from the others of its browser. */
const me = Math.random();
let tabs;
/** What the tab that listens tells one that has just been opened. */
let news;
let changedAt = 0;

export function live() {
  tabs = new BroadcastChannel("ior-live");
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
  // The lock is held for as long as the tab lives. A tab that is being left
  // closes its connection with it. Only secure origins have locks.
  navigator.locks?.request("ior-live", () => {
    listen();
    return new Promise(() => {});
  });
}

function hear({ name, detail, hello, changedAt: lastChange, to }) {
  if (name === "ior:changed") return refresh();
  byId("live-lost").hidden = detail !== "lost";
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

function listen() {
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
    if (died) listen();
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
        listen();
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
}
