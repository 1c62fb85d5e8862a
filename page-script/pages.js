// Reading pages, and laying them over the one that stands there.

import { html, main } from "./config.js";
import { reached } from "./contact.js";
import { dress } from "./dress.js";
import { place } from "./focus.js";
import { hydrateIslands } from "./islands.js";
import { recall } from "./keys.js";
import { loadExtras } from "./load-extras.js";
import { morph } from "./morph.js";
import { report } from "./report.js";

const MADE = "data-made";
let turns = 0;
let laid = 0;

/** Whether something read later stands on the page already. */
export const isOlder = ({ turn }) => turn < laid;

/** Asks the server, and parses what it says. Fails where there is no network. */
export async function read(url, { headers, ...rest } = {}) {
  const turn = (turns += 1);
  // Past the cache, where a second reading of an address waits for the first.
  const answer = await fetch(url, { cache: "no-store", headers: { Accept: "text/html", ...headers }, ...rest });
  if (answer.status < 500) reached();
  const text = await answer.text();
  const page = new DOMParser().parseFromString(text, "text/html");
  return { turn, answer, text, page, main: page.getElementById("innehall") };
}

/** Whether what was read is this reader's page, and from where it was asked for: whoever
 * has several rounds by now is led to the page's name in one of them. */
export function isOurs({ answer, page }, url) {
  const asked = new URL(url, location.href).pathname;
  const from = () => new URL(answer.url).pathname;
  const isThere = !answer.redirected || from() === asked || from().replace(/^\/omgang\/\d+/, "") === asked;
  return page.documentElement.dataset.viewer === html.dataset.viewer && isThere;
}

/** Lays it over the page. Where the focus was, and what the server marks as made, is
 * the caller's to act on. */
export function lay(read, options = {}) {
  const { page, turn } = read;
  const was = place();
  dress(read.main);
  read.main.querySelector("[autofocus]")?.setAttribute(MADE, "");
  try {
    morph(main(), read.main, options);
  } catch (error) {
    // Something else has changed the page: the newer one takes its place as a whole.
    console.error(error);
    report("script");
    main().replaceWith(read.main);
  }
  const made = main().querySelector(`[${MADE}]`);
  made?.removeAttribute(MADE);
  laid = Math.max(laid, turn);
  if (document.title !== page.title) document.title = page.title;
  const { sequence, islandsJs, islandsWasm } = page.documentElement.dataset;
  if (sequence) Object.assign(html.dataset, { sequence, islandsJs, islandsWasm });
  recall();
  hydrateIslands();
  loadExtras();
  dispatchEvent(new CustomEvent("ior:laid"));
  return { was, made };
}
