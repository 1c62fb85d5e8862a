// Reads the page again when something changed.

import { address, byId, html } from "./config.js";
import { keep } from "./focus.js";
import { isOlder, isOurs, lay, read } from "./pages.js";
import { ofTab } from "./storage.js";
import { anyInUse, sending } from "./typed.js";

/** Whether something changed since the page was last asked for. */
let due = false;
let reading = false;

/** A page that cannot be read again, such as the answer to an uploaded file, stays as it is. */
export function refresh() {
  if ("still" in html.dataset) return;
  due = true;
  refreshIfDue();
}

/** One at a time; when the tab is looked at, and no form is under way. */
export async function refreshIfDue() {
  if (!due || reading || document.hidden || sending.size) return;
  reading = true;
  due = false;
  try {
    await again();
  } finally {
    reading = false;
  }
  refreshIfDue();
}

/** Someone else is about to read the page: what changed until now is in it. */
export const notDue = () => (due = false);

async function again() {
  const asked = address();
  const newer = await read(location.href).catch(() => null);
  if (!newer?.main || newer.answer.status >= 500) return;
  // A form was sent, or another page laid, in the meantime.
  if (sending.size || isOlder(newer) || asked !== address()) due = true;
  else if (!isOurs(newer, location.href)) makeWay(newer);
  // What is typed stays where it is written; sending it will tell what has become of the page.
  else if (!newer.answer.ok && anyInUse()) return;
  else if (!newVersion(newer.page.documentElement.dataset.build)) {
    for (const id of ["annan-lasare", "utloggad"]) byId(id).hidden = true;
    keep(lay(newer).was);
  }
}

/** Someone else is signed in by now, or nobody: the page is theirs, but not what was typed in it. */
export function makeWay({ page }) {
  if (!anyInUse()) return location.reload();
  byId(page.documentElement.dataset.viewer ? "annan-lasare" : "utloggad").hidden = false;
  byId("live-lost").hidden = true;
}

/** After a deploy the page needs the new script; what is typed goes before that. */
export function newVersion(build) {
  if (build === html.dataset.build) return false;
  // Once for each build, lest two servers of different age make it go round.
  const isFirst = ofTab.get("ior-build") !== build;
  if (anyInUse() || !isFirst || !ofTab.set("ior-build", build)) return (byId("ny-version").hidden = false);
  location.reload();
  return true;
}

export function refreshes() {
  document.addEventListener("visibilitychange", refreshIfDue);
  addEventListener("online", refresh);
}
