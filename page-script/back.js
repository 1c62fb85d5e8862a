// A page that comes back from the browser's own cache, by going back. By then another
// may be signed in, or nobody: it is shown once the session has been asked for.

import { byId, html, main } from "./config.js";
import { keep } from "./focus.js";
import { isOurs, lay, read } from "./pages.js";
import { sending } from "./typed.js";

const AGAIN = 5_000;

/** `leave` and `arrive` end and begin what a page that nobody sees must not hold. */
export function comesBack({ leave, arrive }) {
  addEventListener("pagehide", ({ persisted }) => {
    if (!persisted) return;
    hide(true);
    leave();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    // The page was left while its form was on its way, and is back.
    for (const end of sending.values()) end();
    ask(arrive);
  });
}

/** What a signed-in reader sees. Its place is kept, so that the page does not jump. */
function hide(away) {
  if (!html.dataset.viewer) return;
  for (const part of [main(), document.querySelector("header")]) if (part) part.style.visibility = away ? "hidden" : "";
}

async function ask(arrive) {
  const page = await read(location.href).catch(() => null);
  if (!page?.main || page.answer.status >= 500) {
    byId("live-lost").hidden = false;
    setTimeout(ask, AGAIN, arrive);
    return;
  }
  // What was typed is kept as a draft, for whoever typed it.
  if (!isOurs(page, location.href)) return location.reload();
  byId("live-lost").hidden = true;
  if (!("still" in html.dataset)) keep(lay(page).was);
  hide(false);
  arrive();
}
