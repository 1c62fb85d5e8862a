// Tells the server that code of ours has failed in this browser: what failed, in which
// build, and at which route. Nothing that stands on the page is sent.

import { html } from "./config.js";

const told = new Set();

/** Once for each kind, as long as the page is open. */
export function report(kind) {
  if (told.has(kind)) return;
  told.add(kind);
  const { build, route = "" } = html.dataset;
  navigator.sendBeacon?.("/rapport", new URLSearchParams({ kind, build, route }));
}
