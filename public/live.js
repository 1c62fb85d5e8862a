// One live connection for all of a person's tabs.
//
// Browsers open six connections to a server and no more, so the tabs share
// one: whoever holds the lock listens and tells the others. When that tab is
// closed, the next one takes over. While the connection is lost, everything
// counts as changed twice a minute.

const POLL = 30_000;
const others = new BroadcastChannel("ior-live");

const announce = (name, detail) => window.dispatchEvent(new CustomEvent(name, { detail }));
const share = (name, detail) => {
  announce(name, detail);
  others.postMessage({ name, detail });
};
others.onmessage = ({ data }) => announce(data.name, data.detail);

function listen() {
  let lost = null;
  const source = new EventSource("/live");
  source.addEventListener("hello", () => {
    share("ior:live", "open");
    if (lost) share("ior:changed", "all");
    clearInterval(lost);
    lost = null;
  });
  source.addEventListener("changed", ({ data }) => share("ior:changed", data));
  source.addEventListener("error", () => {
    // Refused: perhaps nobody is signed in any more. The pages will find out.
    if (source.readyState === EventSource.CLOSED) share("ior:changed", "all");
    share("ior:live", "lost");
    lost ??= setInterval(() => {
      share("ior:changed", "all");
      if (source.readyState === EventSource.CLOSED) {
        clearInterval(lost);
        listen();
      }
    }, POLL);
  });
}

// The lock is held for as long as the tab lives. A tab that is being left
// closes its connection with it.
navigator.locks.request("ior-live", () => {
  listen();
  return new Promise(() => {});
});
