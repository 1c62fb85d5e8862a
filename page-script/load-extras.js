// Loads `extras.js` where the page needs it, or where this browser keeps something that
// it looks after.

import { html } from "./config.js";
import { report } from "./report.js";
import * as storage from "./storage.js";

const NEED = "form-drafts, [data-step], [data-kept]";
let loaded;

export async function loadExtras() {
  const isNeeded = document.querySelector(NEED) || storage.keys(storage.DRAFTS).length || (await globalThis.caches?.keys().catch(() => []))?.length;
  if (isNeeded) loaded ??= import(html.dataset.extrasJs).catch(() => report("load"));
}
