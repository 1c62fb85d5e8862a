// What says that the server cannot be reached goes away when it can.

import { html } from "./config.js";

const UNREACHED = "data-unreached";

/** What is said is about the connection, and not about the form. */
export const unreached = (words) => words.setAttribute(UNREACHED, "");

/** The server has answered. What could not be sent is not sent by that. */
export function reached() {
  for (const words of document.querySelectorAll(`[${UNREACHED}]`)) {
    words.removeAttribute(UNREACHED);
    words.textContent = html.dataset.online;
  }
  dispatchEvent(new CustomEvent("ior:contact"));
}
