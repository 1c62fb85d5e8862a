// What the browser keeps. Some refuse to keep anything: then nothing is there, and
// nothing fails.

/** What begins the names of drafts; see `drafts.js`. */
export const DRAFTS = "ior-draft:";

const attempt = (use, otherwise) => {
  try {
    return use();
  } catch {
    return otherwise;
  }
};

export const get = (key) => attempt(() => localStorage.getItem(key), null);
export const remove = (key) => attempt(() => localStorage.removeItem(key));
export const keys = (prefix) => attempt(() => Object.keys(localStorage), []).filter((key) => key.startsWith(prefix));
/** Whether it is kept. */
export const set = (key, value) => attempt(() => (localStorage.setItem(key, value), true), false);

/** For as long as the tab is open: what is kept there, and whether it could be set. */
export const ofTab = {
  get: (key) => attempt(() => sessionStorage.getItem(key), null),
  set: (key, value) => attempt(() => (sessionStorage.setItem(key, value), true), false),
  remove: (key) => attempt(() => sessionStorage.removeItem(key)),
};
