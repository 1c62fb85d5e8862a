/**
 * A window of some browser, as the journeys use it: what it shows is asked of the
 * page, what people do goes through the browser's own input. Firefox and WebKitGTK
 * speak two protocols of W3C's; each has a file that translates this into one.
 */
import { expect } from "@playwright/test";

/** What a page has and a person can point at: a button, a link, or a field with its label. */
export type Role = "button" | "link" | "field";

/** A function that a page runs, with what can be written as JSON. */
export type InPage<A extends unknown[], T> = (...args: A) => T | Promise<T>;

/** What a browser's own protocol does. */
export interface Driver {
  open(url: string): Promise<void>;
  back(): Promise<void>;
  /** Runs a function of the page's and returns the JSON that it makes. */
  evaluate(source: string, args: string): Promise<string>;
  /** Clicks the middle of the element that `find` in the page returns. */
  click(find: string, args: string): Promise<void>;
  /** Types into that element. */
  type(find: string, args: string, text: string): Promise<void>;
  /** The page as PDF; only some can. */
  print?(): Promise<Buffer>;
}

export class Window {
  constructor(private readonly driver: Driver, private readonly home: string) {}

  async open(path: string): Promise<void> {
    await this.driver.open(this.home + path);
    await this.is(() => document.documentElement.dataset.hydrated === "true", `${path} is hydrated`);
  }

  back(): Promise<void> {
    return this.driver.back();
  }

  async call<A extends unknown[], T>(run: InPage<A, T>, ...args: A): Promise<T> {
    const json = await this.driver.evaluate(`async (args) => JSON.stringify((await (${run})(...JSON.parse(args))) ?? null)`, JSON.stringify(args));
    return JSON.parse(json) as T;
  }

  /** Waits until the page says yes. While one page gives way to another there is none to ask. */
  async is<A extends unknown[]>(run: InPage<A, boolean>, what: string, ...args: A): Promise<void> {
    await expect.poll(() => this.call(run, ...args).catch(() => false), { message: what, timeout: 15_000 }).toBe(true);
  }

  /** Waits until the page shows words, wherever. */
  says(words: string): Promise<void> {
    return this.is((wanted) => document.body.innerText.replace(/\s+/g, " ").includes(wanted), `"${words}" is shown`, words);
  }

  /** Waits until the address is this. */
  isAt(path: string): Promise<void> {
    return this.is((wanted) => location.pathname === wanted, `the address is ${path}`, path);
  }

  async click(role: Role, name: string): Promise<void> {
    const args = await this.found(role, name);
    // What is rendered anew between being found and clicked is looked for again.
    await expect(() => this.driver.click(FIND, args)).toPass({ timeout: 15_000 });
  }

  async type(name: string, text: string): Promise<void> {
    await this.driver.type(FIND, await this.found("field", name), text);
  }

  /** Waits until there is one; what finds it. */
  private async found(role: Role, name: string): Promise<string> {
    const args = JSON.stringify([role, name]);
    const isThere = () => this.driver.evaluate(`(args) => String((${FIND})(args) !== null)`, args).catch(() => "false");
    await expect.poll(isThere, { message: `there is a ${role} "${name}"`, timeout: 15_000 }).toBe("true");
    return args;
  }

  /** As the demo lets people in. */
  async signIn(email: string): Promise<void> {
    await this.open("/logga-in");
    await this.call((address) => {
      const form = Object.assign(document.createElement("form"), { method: "post", action: "/demo/logga-in" });
      form.append(Object.assign(document.createElement("input"), { name: "email", value: address }));
      document.body.append(form);
      setTimeout(() => form.submit());
    }, email);
    await this.isAt("/min-sida");
  }

  /** The page as PDF. */
  async print(): Promise<Buffer> {
    if (!this.driver.print) throw new Error("this browser prints nothing for us");
    return this.driver.print();
  }
}

/** The first visible element with this role and name, brought into view. */
function find(role: Role, name: string): Element | null {
  const words = (element: Element | null) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
  const isShown = (element: Element) => element.getClientRects().length > 0;
  const candidates = { button: "button", link: "a[href]", field: "label" }[role];
  const named = [...document.querySelectorAll(candidates)].find((element) => isShown(element) && words(element) === name);
  const found = role === "field" && named instanceof HTMLLabelElement ? named.control : named;
  found?.scrollIntoView({ block: "center", behavior: "instant" });
  return found ?? null;
}

/** The same as text: a page's policy lets nothing be made of text in the page itself. */
const FIND = `(args) => (${find})(...JSON.parse(args))`;
