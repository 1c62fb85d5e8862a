// Whatever goes wrong in our code, links and forms go on as without it.

import { toPlain } from "./islands.js";
import { refresh } from "./refresh.js";
import { report } from "./report.js";

export function catchFaults() {
  addEventListener("error", ({ error }) => hear(error));
  addEventListener("unhandledrejection", ({ reason }) => hear(reason));
}

function hear(error) {
  // WASM has ended by a trap: nothing in it answers any more.
  if (error?.name === "RuntimeError") {
    report("trap");
    document.querySelectorAll("leptos-island[data-hydrated]").forEach(toPlain);
    refresh();
  } else if (error?.stack?.includes("/pkg/")) report("script");
}
