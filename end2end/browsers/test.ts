/**
 * The `test` of the journeys in Firefox and WebKitGTK. What it adds:
 *
 * - `server`: a server of the file's own, on the day on which pairs have just been told
 * - `window(email)`: a window of the project's browser, with someone signed in or nobody
 * - `chromium(email)`: a page of Chromium, with someone signed in
 */
import { type BrowserContext, type Page, test as base } from "@playwright/test";
import { signIn } from "../support/page";
import { Server } from "../support/server";
import { Firefox } from "./firefox";
import { WebKit } from "./webkit";
import { Window } from "./window";

export { expect } from "@playwright/test";

const FIRST_PORT = 20_500;

interface Fixtures {
  window: (email?: string) => Promise<Window>;
  chromium: (email: string) => Promise<Page>;
}

interface WorkerFixtures {
  server: Server;
  browserOfProject: Firefox | WebKit;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    async ({}, use, { project }) => {
      const server = await Server.launch(`browsers-${project.name}`, FIRST_PORT, "start");
      await use(server);
      await server.remove();
    },
    { scope: "worker" },
  ],

  browserOfProject: [
    async ({}, use, { project }) => {
      const browser = await (project.name === "firefox" ? Firefox : WebKit).launch();
      await use(browser);
      await browser.quit();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  window: async ({ server, browserOfProject }, use) =>
    use(async (email) => {
      const window = new Window(await browserOfProject.window(), server.url);
      if (email) await window.signIn(email);
      return window;
    }),

  chromium: async ({ server, browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (email) => {
      const context = await browser.newContext({ baseURL: server.url });
      contexts.push(context);
      const page = await context.newPage();
      await signIn(page, email);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});
