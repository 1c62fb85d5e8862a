/**
 * Every journey is walked twice: hydrated, and with JavaScript off. Files named
 * `*.hydrate.spec.ts` need JavaScript and are walked once.
 *
 * `make e2e` builds what is tested and runs this. `make e2e AREA=pair` runs one
 * folder of `tests/`, `AREA=day/tables` one leaf of it, `PROJECT=nojs` one of the
 * two walks.
 *
 * Two workers, one for each core, share the files; the tests of a file follow
 * each other on the file's own server, except in the areas' `pages.spec.ts`,
 * which change nothing.
 */
import { defineConfig } from "@playwright/test";
import { existsSync } from "node:fs";

/** Debian's Chromium where there is one, else Playwright's own. */
const chromium = process.env.CHROMIUM ?? (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined);

export default defineConfig({
  testDir: "tests",
  outputDir: "results/artifacts",
  globalSetup: "./support/prepare.ts",
  reporter: [["list"], ["json", { outputFile: "results/report.json" }]],
  workers: 2,
  // A machine that has just built everything is sometimes slow to answer.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  use: {
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    // While one page gives way to the next, nothing can be pressed.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "hydrated" },
    { name: "nojs", use: { javaScriptEnabled: false }, testIgnore: "**/*.hydrate.spec.ts" },
  ],
});
