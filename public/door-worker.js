// Shows the door without a connection: this one page and the files that it is made of,
// as `page-script/door.js` keeps them, and nothing else. Who has signed out, or whose
// day is over, has nothing kept.

const PREFIX = "ior-door:";
const DOOR = new URL(registration.scope).pathname;
/** How long a page that is kept waits for the network, in milliseconds. */
const PATIENCE = 5_000;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method !== "GET") return;
  if (pathname === DOOR) event.respondWith(door(event));
  else if (pathname.startsWith("/pkg/")) event.respondWith(file(event.request));
});

/** What is kept of this door; nothing, once its day is over. */
async function keptDoor() {
  for (const name of await caches.keys()) {
    const [prefix, , path, until] = name.split(":");
    if (`${prefix}:` !== PREFIX || path !== DOOR) continue;
    if (until > Date.now()) return caches.open(name);
    await caches.delete(name);
  }
}

/** A search and a badge are no other door. */
function keyOf({ url }) {
  const pass = new URL(url).searchParams.get("pass");
  return pass ? `${DOOR}?pass=${pass}` : DOOR;
}

async function door({ request }) {
  const cache = await keptDoor();
  const kept = request.mode === "navigate" && (await cache?.match(keyOf(request)));
  const late = new Promise((_, reject) => kept && setTimeout(reject, PATIENCE));
  try {
    const answer = await Promise.race([fetch(request), late]);
    if (answer.ok && !answer.redirected) await cache?.put(keyOf(request), answer.clone());
    // Nobody is signed in by now, or someone for whom there is no door.
    else if (answer.status < 500) for (const key of (await cache?.keys()) ?? []) await cache.delete(key);
    return answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** Files have their content's hash in their names. */
async function file(request) {
  const cache = await keptDoor();
  return (await cache?.match(request)) ?? fetch(request);
}
