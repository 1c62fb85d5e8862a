/**
 * The core journeys in Firefox ESR and in WebKitGTK, the nearest to an iPhone's
 * browser that Debian has; live together with Chromium. `make browsers` installs both
 * and runs this. Playwright's runner reports; the browsers are Debian's own.
 */
import { defineConfig } from "@playwright/test";
import application from "../playwright.config";

export default defineConfig({
  testDir: ".",
  outputDir: "../results/browsers",
  globalSetup: "../support/prepare.ts",
  reporter: "list",
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  use: application.use,
  projects: [{ name: "firefox" }, { name: "webkit", testIgnore: "print.spec.ts" }],
});
