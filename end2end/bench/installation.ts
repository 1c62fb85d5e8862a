/** Release builds of `ior`, each with data of its own, on one core. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { site, target } from "../support/paths";

export interface Installation {
  url: string;
}

/** A server and its assets. */
export class Build {
  private readonly dir = mkdtempSync(join(tmpdir(), "ior-bench-"));
  private process?: ChildProcess;

  private constructor(
    private readonly binary: string,
    private readonly site: string,
    private readonly port: number,
  ) {}

  /** The one that was just built. */
  static own(): Build {
    return new Build(process.env.IOR_BIN ?? join(target, "release/ior"), site, 21_500);
  }

  /** The one to compare it with, if there is one. */
  static base(): Build | undefined {
    const { IOR_BASE_BIN: binary, IOR_BASE_SITE: site } = process.env;
    return binary && site ? new Build(binary, site, 21_501) : undefined;
  }

  get server(): Installation {
    return { url: `http://127.0.0.1:${this.port}` };
  }

  async start(): Promise<void> {
    const env = {
      ...process.env,
      IOR_DATABASE_URL: `sqlite:${join(this.dir, "ior.sqlite")}`,
      IOR_KEY_FILE: join(this.dir, "ior.key"),
      IOR_MAIL_URL: `file:${join(this.dir, "post")}`,
      IOR_SITE_ROOT: this.site,
      IOR_TODAY: "2026-02-20",
      IOR_ADDR: `127.0.0.1:${this.port}`,
      IOR_PUBLIC_URL: this.server.url,
    };
    for (const command of ["migrate", "demo"]) execFileSync(this.binary, [command], { env });
    this.process = spawn("taskset", ["-c", "0", this.binary, "serve", "--demo"], { env, stdio: "ignore" });
    for (let wait = 0; wait < 200; wait++) {
      if (await fetch(this.server.url).then(() => true, () => false)) return;
      await sleep(50);
    }
    throw new Error(`${this.binary} does not answer`);
  }

  async remove(): Promise<void> {
    this.process?.kill("SIGTERM");
    await sleep(500);
    rmSync(this.dir, { recursive: true, force: true });
  }
}
