// Drag and drop, as a form that says what was taken and where it was put.

import { byId } from "./config.js";

let lifted = null;

const takes = (place) => place !== lifted && (!place.dataset.kind || place.dataset.kind === lifted.dataset.kind);

/** The innermost place there that takes what is lifted; nothing is put onto itself. */
function placeAt(target) {
  if (!lifted || lifted.contains(target)) return null;
  let place = target.closest?.("[data-drop]");
  while (place && !takes(place)) place = place.parentElement.closest("[data-drop]");
  return place;
}

/** Shows what is lifted and where it can go; a morph takes the marks away. */
function mark() {
  if (!lifted?.isConnected) lifted = null;
  for (const element of document.querySelectorAll("[data-step], [data-drop]")) {
    element.toggleAttribute("data-lifted", element === lifted);
    element.toggleAttribute("data-takes", Boolean(lifted) && element.matches("[data-drop]") && takes(element));
  }
}

export function drags() {
  addEventListener("dragstart", ({ target, dataTransfer }) => {
    lifted = target.closest?.("[data-step]");
    if (!lifted) return;
    // Some browsers drag only what carries something.
    dataTransfer.setData("text/plain", lifted.dataset.step);
    dataTransfer.effectAllowed = "move";
    // Chromium gives up if the page changes its shape at once.
    setTimeout(mark);
  });
  addEventListener("dragover", (event) => {
    if (placeAt(event.target)) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    const place = placeAt(event.target);
    if (!place) return;
    event.preventDefault();
    const form = byId("slapp");
    form.querySelector("[name=step]").value = `${lifted.dataset.step} ${place.dataset.drop}`;
    form.requestSubmit();
  });
  addEventListener("dragend", () => {
    lifted = null;
    mark();
  });
  addEventListener("ior:laid", mark);
}
