/** Figures of a release build in a real browser: `make bench` builds it and runs this. */
import { defineConfig } from "@playwright/test";
import tests from "../playwright.config";

export default defineConfig({
  testMatch: "*.bench.ts",
  reporter: "line",
  workers: 1,
  timeout: 600_000,
  use: { ...tests.use, screenshot: "off" },
});
