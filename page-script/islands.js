// Islands are plain HTML until their code is there, and if it never comes.

import { html } from "./config.js";

const NOT_HYDRATED = "leptos-island:not([data-hydrated])";
let code;
/** Those whose code failed: they stay plain. */
const plain = new WeakSet();

const load = async ({ islandsJs, islandsWasm }) => {
  const module = await import(islandsJs);
  await module.default({ module_or_path: islandsWasm });
  module.hydrate();
  return module;
};

export async function hydrateIslands() {
  if (document.querySelector(NOT_HYDRATED)) {
    code ??= load(html.dataset).catch(() => (code = null));
    const module = await code;
    // The page may have changed while the code was on its way.
    if (module) for (const island of document.querySelectorAll(NOT_HYDRATED)) plain.has(island) || hydrate(module, island);
  }
  html.dataset.hydrated = "true";
}

function hydrate(module, island) {
  island.dataset.hydrated = "";
  try {
    module[island.dataset.component](island);
  } catch (error) {
    console.error(error);
    plain.add(island);
    delete island.dataset.hydrated;
  }
}
