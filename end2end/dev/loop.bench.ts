/** Saves a file, as whoever writes the product does, and looks at a tab that is open all the while. */
import { expect, type Locator, test } from "@playwright/test";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { signIn } from "../support/page";

const root = join(__dirname, "../..");
const address = "127.0.0.1:21900";
/** What is saved, and what the tab then shows. */
const SAVES = [
  { name: "dev_sentence_s", in: "app/src", from: '"Era träffar"', to: '"Era träffar nu"', shows: /^Era träffar nu$/ },
  {
    name: "dev_query_s",
    in: "store/queries",
    from: "d.title_sv, d.title_en, d.summary_sv",
    to: `d.title_sv || ' nu' AS "title_sv!", d.title_en, d.summary_sv`,
    shows: / nu$/,
  },
];

test("what is saved shows in an open tab", async ({ browser }) => {
  const data = mkdtempSync(join(tmpdir(), "ior-dev-"));
  const loop = spawn("make", ["dev"], {
    cwd: root,
    detached: true,
    stdio: "inherit",
    env: {
      ...process.env,
      IOR_ADDR: address,
      IOR_PUBLIC_URL: `http://${address}`,
      IOR_METRICS_ADDR: "127.0.0.1:21901",
      IOR_DATABASE_URL: `sqlite:${join(data, "ior.sqlite")}`,
      IOR_KEY_FILE: join(data, "ior.key"),
      IOR_MAIL_URL: `file:${join(data, "post")}`,
      IOR_TODAY: "2026-02-20",
    },
  });
  try {
    const context = await browser.newContext({ baseURL: `http://${address}` });
    await answers(() => loop.exitCode === null);
    const page = await context.newPage();
    await signIn(page, "adept1@example.org");
    for (const save of SAVES) {
      const heading = page.getByRole("main").getByRole("heading").filter({ hasText: save.shows }).first();
      // The first save after a start compiles what the next ones find compiled.
      await saved(save, heading);
      console.log(`\n${save.name}: ${(await saved(save, heading)).toFixed(1)}`);
    }
  } finally {
    const ended = new Promise((resolve) => loop.once("exit", resolve));
    if (loop.exitCode === null) {
      process.kill(-loop.pid!, "SIGINT");
      await ended;
    }
    rmSync(data, { recursive: true, force: true });
  }
});

/** Saves a change, and how long it takes until the tab shows it, in seconds; then takes it back. */
async function saved({ in: folder, from, to }: (typeof SAVES)[number], shown: Locator): Promise<number> {
  const file = execFileSync("grep", ["-rlF", from, folder], { cwd: root, encoding: "utf8" }).trim();
  const path = join(root, file);
  const before = readFileSync(path, "utf8");
  try {
    await expect(shown).toHaveCount(0);
    const start = performance.now();
    writeFileSync(path, before.replace(from, to));
    await expect(shown).toBeVisible({ timeout: 600_000 });
    return (performance.now() - start) / 1000;
  } finally {
    writeFileSync(path, before);
    await expect(shown).toHaveCount(0, { timeout: 600_000 });
  }
}

/** Waits for the first build, which takes minutes. */
async function answers(goesOn: () => boolean): Promise<void> {
  while (goesOn()) {
    const up = await fetch(`http://${address}/healthz`).then(
      () => true,
      () => false,
    );
    if (up) return;
    await sleep(200);
  }
  throw new Error("make dev ended");
}
