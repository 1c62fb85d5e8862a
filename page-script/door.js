// Keeps the door's page in this browser, so that it can be opened again without a
// connection: for whoever reads it, until the day is over or they sign out. What is
// kept, `public/door-worker.js` shows; it has the same names.

import { html, main, signsOut } from "./config.js";

const PREFIX = "ior-door:";

export async function keepDoor() {
  addEventListener("submit", ({ target }) => signsOut(target) && drop(() => false));
  const { viewer, islandsJs, islandsWasm, extrasJs } = html.dataset;
  const { pathname, search } = location;
  const left = await drop((name) => name.startsWith(`${PREFIX}${viewer}:`) && name.split(":").at(-1) > Date.now());
  const seconds = main()?.querySelector("[data-kept]")?.dataset.kept;
  if (!seconds) return;
  await navigator.serviceWorker.register("/door-worker.js", { scope: pathname });
  const name = `${PREFIX}${viewer}:${pathname}:`;
  const cache = await caches.open(left.find((known) => known.startsWith(name)) ?? name + (Date.now() + seconds * 1_000));
  const pass = new URLSearchParams(search).get("pass");
  const files = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((file) => file.href ?? file.src);
  await cache.addAll([pass ? `${pathname}?pass=${pass}` : pathname, islandsJs, islandsWasm, extrasJs, ...files]);
}

/** Forgets all doors but some. Which are left. */
async function drop(isLeft) {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const left = names.filter(isLeft);
  await Promise.all(names.map((name) => left.includes(name) || caches.delete(name)));
  if (names.length && !left.length) for (const worker of await navigator.serviceWorker.getRegistrations()) worker.unregister();
  return left;
}
