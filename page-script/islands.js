// Islands are plain HTML until their code is there, and if it never comes.

import { html } from "./config.js";
import { report } from "./report.js";

const NOT_HYDRATED = "leptos-island:not([data-hydrated])";
/** What translators put around words; nothing of ours is called so. */
const FOREIGN = "font";
/** What has been loaded: a page that changed may need another bundle than the one it came with. */
const bundles = {};
/** Those whose code failed: they stay plain. */
const plain = new WeakSet();

const load = async ({ islandsJs, islandsWasm }) => {
  const module = await import(islandsJs);
  await module.default({ module_or_path: islandsWasm });
  module.hydrate();
  return module;
};

function failed(name) {
  report("load");
  return (bundles[name] = null);
}

export async function hydrateIslands() {
  if (document.querySelector(NOT_HYDRATED)) {
    const { islandsJs } = html.dataset;
    bundles[islandsJs] ??= load(html.dataset).catch(() => failed(islandsJs));
    const module = await bundles[islandsJs];
    // The page may have changed while the code was on its way.
    if (module) for (const island of document.querySelectorAll(NOT_HYDRATED)) plain.has(island) || hydrate(module, island);
  }
  html.dataset.hydrated = "true";
}

function hydrate(module, island) {
  if (island.querySelector(FOREIGN)) return void plain.add(island);
  island.dataset.hydrated = "";
  try {
    module[island.dataset.component](island);
  } catch (error) {
    console.error(error);
    report("hydrate");
    return toPlain(island);
  }
  // Words that a translator takes out of the page, the code would change unseen.
  const isForeign = ({ localName }) => localName === FOREIGN;
  new MutationObserver((changes) => {
    if (island.isConnected && changes.some(({ addedNodes }) => [...addedNodes].some(isForeign))) toPlain(island);
  }).observe(island, { childList: true, subtree: true });
}

/** An island as the HTML that it shows, without anything that listens in it. */
export function toPlain(island) {
  const copy = island.cloneNode(true);
  delete copy.dataset.hydrated;
  plain.add(copy);
  island.replaceWith(copy);
}
