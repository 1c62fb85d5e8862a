/** How soon what is saved shows in an open tab: `make bench-dev` runs this. */
import { defineConfig } from "@playwright/test";
import tests from "../playwright.config";

export default defineConfig({
  testDir: ".",
  testMatch: "*.bench.ts",
  outputDir: "../results/dev",
  reporter: "line",
  workers: 1,
  timeout: 1_800_000,
  use: { ...tests.use, screenshot: "off" },
});
