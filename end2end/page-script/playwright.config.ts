/** The page script by itself: in a browser, against small pages of a scripted server. */
import { defineConfig } from "@playwright/test";
import application from "../playwright.config";

export default defineConfig({
  testDir: ".",
  outputDir: "../results/page-script",
  globalSetup: "./bundle.ts",
  reporter: "list",
  fullyParallel: true,
  workers: 2,
  retries: application.retries,
  forbidOnly: Boolean(process.env.CI),
  timeout: 15_000,
  use: application.use,
});
