// What the HTML holds back until a script is there. The newer page is dressed
// before it is laid over the older, so that nothing flickers.

export function dress(root) {
  for (const element of root.querySelectorAll("[data-print], [data-scripted]")) element.hidden = false;
  for (const element of root.querySelectorAll("[data-plain]")) element.hidden = true;
  for (const element of root.querySelectorAll("[data-step]")) element.draggable = true;
}

addEventListener("click", ({ target }) => target.closest?.("[data-print]") && print());
