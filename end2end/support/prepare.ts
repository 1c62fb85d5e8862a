/** Runs once, before all tests. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { binary, results, site } from "./paths";
import { prepareData } from "./server";

export default function prepare(): void {
  for (const needed of [binary, join(site, "hash.txt")]) {
    if (!existsSync(needed)) throw new Error(`${needed} is missing: \`make e2e\` builds it`);
  }
  for (const stale of ["logs", "screenshots"]) {
    rmSync(join(results, stale), { recursive: true, force: true });
  }
  prepareData();
}
