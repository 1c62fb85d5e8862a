/** Servers of our own: each with its own data, its own port and its own log. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { appendFileSync, closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { binary, end2end, preparedData, results, site } from "./paths";

/** The days on which tests take place. */
export const TODAY = {
  /** There is nothing yet: a database with tables and no rows. */
  empty: "2026-02-20",
  /** The call is open: applications are in all states, and there are no pairs yet. */
  call: "2025-10-20",
  /** Every organisation has answered; the working group has not decided. */
  selection: "2025-12-10",
  /** All applicants have been told whether they are chosen, and nobody yet with whom. */
  matching: "2026-01-20",
  /** Pairs have been told who they are; all four days of the round lie ahead. */
  start: "2026-02-20",
  /** The kick-off is today. */
  kickoff: "2026-03-06",
  /** The third day was yesterday: people came, and nobody has said yet what they thought. */
  after: "2026-10-17",
  /** Three days and many meetings lie behind, one day ahead. */
  halfway: "2026-11-20",
  /** The last common day has been, and so has the round's last day. */
  over: "2027-05-10",
  /** The same, two days later. */
  later: "2027-05-12",
} as const;
export type Today = keyof typeof TODAY;

/** Makes the demo data that servers start from, as it is on each of the days. */
export function prepareData(): void {
  rmSync(preparedData, { recursive: true, force: true });
  for (const today of Object.keys(TODAY) as Today[]) {
    const dir = join(preparedData, today);
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    for (const command of today === "empty" ? ["migrate"] : ["migrate", "demo"]) {
      execFileSync(binary, [command], { env: environment(dir, today), stdio: "inherit" });
    }
  }
}

/** A running `ior serve --demo`. */
export class Server {
  private process?: ChildProcess;
  /** The days it has been through, the present one last. */
  private readonly days: [Today, ...Today[]];

  private constructor(
    /** Its address, without a slash at the end. */
    readonly url: string,
    /** Its data folder: database, keys, mails. */
    readonly dir: string,
    /** Its log file. */
    readonly log: string,
    /** Where its figures are read. */
    readonly metrics: string,
    today: Today,
  ) {
    this.days = [today];
  }

  private get today(): Today {
    return this.days.at(-1)!;
  }

  /** Whether all that has happened to it happened on this day. */
  knowsOnly(today: Today): boolean {
    return this.days.every((day) => day === today);
  }

  /** The SQLite file; its WAL lies beside it. */
  get databaseFile(): string {
    return join(this.dir, "ior.sqlite");
  }

  /** The folder of sent mails, one `.eml` file each. */
  get mailDir(): string {
    return join(this.dir, "post");
  }

  /** Starts a server on a copy of the prepared data. `name` names its log. */
  static async launch(name: string, firstPort: number, today: Today): Promise<Server> {
    const dir = mkdtempSync(join(tmpdir(), "ior-e2e-"));
    cpSync(join(preparedData, today), dir, { recursive: true });
    mkdirSync(join(results, "logs"), { recursive: true });
    const url = `http://127.0.0.1:${await freePort(firstPort)}`;
    const metrics = `127.0.0.1:${await freePort(firstPort + 50)}`;
    const server = new Server(url, dir, join(results, "logs", `${name}.log`), metrics, today);
    await server.start().catch(async (error) => {
      await server.remove();
      throw error;
    });
    return server;
  }

  /** Starts it (again), on the same port and data, and waits until it answers. */
  async start(): Promise<void> {
    const log = openSync(this.log, "a");
    const child = spawn(binary, ["serve", "--demo"], {
      env: {
        ...environment(this.dir, this.today),
        IOR_ADDR: this.url.replace("http://", ""),
        IOR_PUBLIC_URL: this.url,
        IOR_METRICS_ADDR: this.metrics,
      },
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    child.on("error", (error) => appendFileSync(this.log, `${error}\n`));
    this.process = child;
    for (let wait = 0; wait < 200; wait++) {
      if (hasEnded(child)) break;
      if (await answers(this.url)) return;
      await sleep(50);
    }
    await this.stop();
    throw new Error(`${binary} does not answer on ${this.url}:\n${readFileSync(this.log, "utf8").slice(-2000)}`);
  }

  /** Runs another command of `ior` on its data, while it goes on. */
  command(...words: string[]): void {
    execFileSync(binary, words, { env: environment(this.dir, this.today) });
  }

  /** Asks it to end, and makes it end if it has not after five seconds. */
  async stop(): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (!child || hasEnded(child)) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(force);
  }

  /** Lets someone in, as whoever runs the server does. */
  invite(email: string, name: string, organisation: string, duty: string): void {
    const who = [email, `--name=${name}`, `--organisation=${organisation}`, `--duty=${duty}`];
    execFileSync(binary, ["invite", ...who], { env: { ...environment(this.dir, this.today), IOR_PUBLIC_URL: this.url } });
  }

  /** Lets time pass: it starts again on its data, on another day. Whoever was signed in for long is so no more. */
  async travel(to: Today): Promise<void> {
    await this.stop();
    this.days.push(to);
    await this.start();
  }

  /** Ends it and removes its data; the log stays. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** One server per test file and day: a worker asks for its current file's. One that has travelled is no other test's. */
export class ServerOfFile {
  private file?: string;
  private server?: Server;

  constructor(private readonly project: string, private readonly firstPort: number) {}

  /** The file's server, started if the file is new. */
  async for(file: string, today: Today): Promise<Server> {
    if (!this.server?.knowsOnly(today) || this.file !== file) {
      await this.remove();
      const name = relative(end2end, file).replace(/(\.spec)?\.ts$/, "").replaceAll("/", "-");
      this.server = await Server.launch(`${this.project}-${name}-${today}`, this.firstPort, today);
      this.file = file;
    }
    return this.server;
  }

  async remove(): Promise<void> {
    await this.server?.remove();
    this.server = undefined;
  }
}

function environment(dir: string, today: Today): NodeJS.ProcessEnv {
  return {
    ...process.env,
    IOR_DATABASE_URL: `sqlite:${join(dir, "ior.sqlite")}`,
    IOR_KEY_FILE: join(dir, "ior.key"),
    IOR_MAIL_URL: `file:${join(dir, "post")}`,
    IOR_SITE_ROOT: site,
    IOR_TODAY: TODAY[today],
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { redirect: "manual" }).then(
    () => true,
    () => false,
  );
}

/** The first port from `port` on that nobody listens on. */
export async function freePort(port: number): Promise<number> {
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
  return free ? port : freePort(port + 1);
}
