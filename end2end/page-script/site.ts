/**
 * A server that says what a test tells it to. `site` serves the bundled script;
 * pages, answers and events are the test's.
 */
import { type Page, expect, test as base } from "@playwright/test";
import { readFileSync } from "node:fs";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SCRIPTS } from "./bundle";

export { expect } from "@playwright/test";

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** Ends the connection without an answer. */
  broken?: boolean;
}

export interface Asked {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

type Responder = (asked: Asked) => Answer | Promise<Answer>;

interface PageOptions {
  sequence?: string;
  viewer?: string | null;
  build?: string;
  title?: string;
  head?: string;
  header?: string;
}

export class Site {
  readonly asked: Asked[] = [];
  hello = { seq: "a.1", build: "1" };
  /** What `/live` answers instead of a stream. */
  refuses: number | null = null;
  /** As behind a proxy that keeps back what the stream says. */
  buffered = false;
  /** How often `/live` has been asked for. */
  connections = 0;
  private readonly responders = new Map<string, Responder>();
  private readonly streams = new Set<ServerResponse>();
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  async start() {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  url(path = "/sida") {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  /** What a path, whatever its query, answers from now on. */
  on(what: string, answer: Answer | string | Responder) {
    const whole = (said: Answer | string) => (typeof said === "string" ? { body: this.page(said) } : said);
    this.responders.set(what, typeof answer === "function" ? answer : () => whole(answer));
  }

  /** As `on`, but each answer waits until `open` is called. */
  hold(what: string, answer: Answer | string) {
    let open = () => {};
    let arrive = () => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    this.on(what, async () => {
      arrive();
      await opened;
      return typeof answer === "string" ? { body: this.page(answer) } : answer;
    });
    return { open, arrived };
  }

  page(main: string, { sequence = "a.1", viewer = "12", build = "1", title = "Sida", head = "", header = "" }: PageOptions = {}) {
    return `<!DOCTYPE html>
<html lang="sv" data-build="${build}" data-sequence="${sequence}" ${viewer ? `data-viewer="${viewer}"` : ""}
  data-route="/sida/{namn}" data-offline="Ingen anslutning." data-online="Anslutningen är tillbaka." data-unsent="Logga ut ändå?"
  data-extras-js="/extras.js" data-islands-js="/islands.js" data-islands-wasm="/islands.wasm">
<head><meta charset="utf-8"><title>${title}</title>${head}<script type="module" src="/page.js"></script></head>
<body>${header}
<p id="live-lost" role="status" hidden>Tappat kontakten</p><p id="annan-lasare" hidden>Bytt läsare</p><p id="utloggad" hidden>Ingen inloggad</p><p id="ny-version" role="status" hidden>Ny version</p>
<main id="innehall" class="page" tabindex="-1">${main}</main>
</body></html>`;
  }

  count(what: string) {
    return this.asked.filter(({ method, url }) => `${method} ${url}` === what).length;
  }

  last(what: string) {
    const found = this.asked.filter(({ method, url }) => `${method} ${url.split("?")[0]}` === what).at(-1);
    if (!found) throw new Error(`${what} was not asked for`);
    return found;
  }

  get listeners() {
    return this.streams.size;
  }

  changed() {
    for (const stream of this.streams) stream.write("event: changed\ndata: days\n\n");
  }

  heartbeat() {
    for (const stream of this.streams) stream.write("event: heartbeat\ndata: ok\n\n");
  }

  /** Ends the live connections. */
  hangUp() {
    for (const stream of this.streams) stream.destroy();
  }

  private async serve(request: IncomingMessage, response: ServerResponse) {
    const url = request.url ?? "/";
    if (url === "/live") return this.listen(response);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = { method: request.method ?? "GET", url, headers: request.headers, body: Buffer.concat(chunks).toString() };
    this.asked.push(asked);
    const answer = await this.answer(asked);
    if (answer.broken) return response.destroy();
    response.writeHead(answer.status ?? 200, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", ...answer.headers });
    response.end(answer.body);
  }

  private answer(asked: Asked): Answer | Promise<Answer> {
    const script = SCRIPTS[asked.url as keyof typeof SCRIPTS];
    if (script) return { headers: { "Content-Type": "text/javascript" }, body: readFileSync(script, "utf8") };
    const responder = this.responders.get(`${asked.method} ${asked.url.split("?")[0]}`);
    return responder ? responder(asked) : { status: 404, headers: { "Content-Type": "text/plain" }, body: "nothing here" };
  }

  private listen(response: ServerResponse) {
    this.connections += 1;
    if (this.refuses) return void response.writeHead(this.refuses).end();
    this.streams.add(response);
    if (!this.buffered) {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write(`retry: 50\nevent: hello\ndata: ${JSON.stringify(this.hello)}\n\n`);
    }
    response.on("close", () => this.streams.delete(response));
  }
}

/** A paragraph that tells which reading of the page stands there. */
export const reading = (n: number) => `<p id="reading">${n}</p>`;

interface Fixtures {
  site: Site;
  /** Opens a page whose main part is this, and waits until it is live. */
  open: (main: string, path?: string) => Promise<void>;
  /** Another's change: the page is this from now on, and told so; waits until it stands there. */
  change: (main: string) => Promise<void>;
}

export const test = base.extend<Fixtures>({
  site: async ({}, use) => {
    const site = new Site();
    await site.start();
    await use(site);
    await site.stop();
  },

  open: async ({ page, site }, use) => {
    await use(async (main, path = "/sida") => {
      site.on(`GET ${path.split("?")[0]}`, reading(0) + main);
      await page.goto(site.url(path));
      await live(page);
      await expect.poll(() => site.listeners).toBe(1);
    });
  },

  change: async ({ page, site }, use) => {
    let n = 0;
    await use(async (main) => {
      n += 1;
      site.on("GET /sida", reading(n) + main);
      site.changed();
      await expect(page.locator("#reading")).toHaveText(String(n));
    });
  },
});

export const live = (page: Page) => expect(page.locator("html")).toHaveAttribute("data-hydrated", "true");

/** Marks the document, so that a load can be told from a morph. */
export const willNotReload = (page: Page) => page.evaluate(() => void Object.assign(window, { same: true }));
export const hasNotReloaded = async (page: Page) => expect(await page.evaluate(() => "same" in window)).toBe(true);
