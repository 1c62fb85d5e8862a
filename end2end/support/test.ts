/**
 * The `test` that all specs use. What it adds:
 *
 * - `today`: the day on which a file's tests take place, `start` unless the file says otherwise
 * - `server`: a server of the file's own, with demo data; `page` is at home there
 * - `signIn(page, email)`, `person(email)`: someone signed in, here or in a window of their own
 * - `hydrated(page)`: waits for the app in the hydrated project, not at all in the other
 * - `axe(page)`, `validHtml(response)`: judges
 * - `picture(page, name)`: a screenshot for people to look at
 * - `tolerate(pattern)`: any error in a browser's console fails the test, except those named so
 */
import { type BrowserContext, expect, type Page, type Response, test as base } from "@playwright/test";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expectAccessible, expectValidHtml } from "./audit";
import { signIn, waitForHydration } from "./page";
import { readmePictures, results } from "./paths";
import { type Server, ServerOfFile, type Today } from "./server";

export { expect } from "@playwright/test";
export { postForm } from "./page";

/** Ports below those that systems give out themselves, a hundred for each worker; another run beside this one names its own. */
const FIRST_PORT = Number(process.env.IOR_FIRST_PORT ?? 21_000);

interface PictureOptions {
  /** The window only, and one of the README's: renewed by `make screenshots`. */
  readme?: boolean;
}

interface WorkerFixtures {
  servers: ServerOfFile;
}

interface Fixtures {
  today: Today;
  server: Server;
  signIn: (page: Page, email: string) => Promise<void>;
  person: (email: string) => Promise<Page>;
  hydrated: (page: Page) => Promise<void>;
  axe: (page: Page) => Promise<void>;
  validHtml: (response: Pick<Response, "text"> | null) => Promise<void>;
  picture: (page: Page, name: string, options?: PictureOptions) => Promise<void>;
  tolerate: (pattern: RegExp) => void;
  console: ConsoleWatch;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  servers: [
    async ({}, use, { project, parallelIndex }) => {
      const servers = new ServerOfFile(project.name, FIRST_PORT + parallelIndex * 100);
      await use(servers);
      await servers.remove();
    },
    { scope: "worker" },
  ],

  today: ["start", { option: true }],

  server: async ({ servers, today }, use, { file }) => use(await servers.for(file, today)),

  baseURL: async ({ server }, use) => use(server.url),

  console: [
    async ({}, use) => {
      const watch = new ConsoleWatch();
      await use(watch);
      expect(watch.errors(), "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, console }, use) => {
    console.watch(context);
    await use(context);
  },

  tolerate: async ({ console }, use) => use((pattern) => console.tolerate(pattern)),

  signIn: async ({}, use) => use(signIn),

  person: async ({ browser, baseURL, console }, use) => {
    const windows: BrowserContext[] = [];
    await use(async (email) => {
      const window = await browser.newContext({ baseURL });
      windows.push(window);
      console.watch(window);
      const page = await window.newPage();
      await signIn(page, email);
      return page;
    });
    for (const window of windows) await window.close();
  },

  hydrated: async ({ javaScriptEnabled }, use) =>
    use(async (page) => {
      if (javaScriptEnabled) await waitForHydration(page);
    }),

  axe: async ({ javaScriptEnabled }, use) => use((page) => expectAccessible(page, javaScriptEnabled)),

  validHtml: async ({}, use) => use(async (response) => expectValidHtml((await response?.text()) ?? "")),

  picture: async ({}, use, { project }) =>
    use(async (page, name, { readme = false } = {}) => {
      const path = join(results, "screenshots", project.name, `${name}.png`);
      await page.screenshot({ path, fullPage: !readme, animations: "disabled" });
      if (readme && readmePictures && project.name === "hydrated") {
        mkdirSync(readmePictures, { recursive: true });
        copyFileSync(path, join(readmePictures, `${name}.png`));
      }
    }),
});

/** Collects what browsers complain about: script errors, broken CSP, missing files. */
class ConsoleWatch {
  private readonly complaints: string[] = [];
  private readonly tolerated: RegExp[] = [];

  watch(context: BrowserContext): void {
    context.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.complaints.push(error.error().stack ?? String(error.error())));
  }

  tolerate(pattern: RegExp): void {
    this.tolerated.push(pattern);
  }

  errors(): string[] {
    return this.complaints.filter((complaint) => !this.tolerated.some((pattern) => pattern.test(complaint)));
  }
}
