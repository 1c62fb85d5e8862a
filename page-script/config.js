// What the server says about the page, and where things are on it.

export const html = document.documentElement;
export const byId = (id) => document.getElementById(id);
export const main = () => byId("innehall");

/** Whether a form signs its reader out. */
export const signsOut = (form) => /\/sign-out(-everywhere)?$/.test(form.getAttribute("action"));

/** The page's address as the server sees it: without the fragment. */
export const pageOf = ({ pathname, search }) => pathname + search;
export const address = () => pageOf(location);
