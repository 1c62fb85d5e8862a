/** Firefox ESR, over WebDriver BiDi: it serves the protocol itself. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { end } from "./process";
import type { Driver } from "./window";

/** Nothing is asked of the outside. */
const PREFERENCES = {
  "app.normandy.enabled": false,
  "app.update.disabledForTesting": true,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.update.enabled": false,
  "intl.accept_languages": "sv-SE, sv",
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
  "toolkit.telemetry.server": "",
};

type Params = Record<string, unknown>;
interface Reply {
  id: number;
  type: "success" | "error";
  result: any;
  error?: string;
  message?: string;
}

export class Firefox {
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private sent = 0;

  private constructor(
    private readonly process: ChildProcess,
    private readonly profile: string,
    private readonly socket: WebSocket,
  ) {
    socket.onmessage = ({ data }) => {
      const reply = JSON.parse(String(data)) as Reply;
      this.waiting.get(reply.id)?.(reply);
      this.waiting.delete(reply.id);
    };
  }

  static async launch(): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), "ior-firefox-"));
    const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
    writeFileSync(join(profile, "user.js"), lines.join(""));
    const program = process.env.FIREFOX ?? "firefox-esr";
    const firefox = spawn(program, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0"], {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, TZ: "Europe/Stockholm" },
    });
    const socket = new WebSocket(`${await address(firefox)}/session`);
    await new Promise((resolve, reject) => Object.assign(socket, { onopen: resolve, onerror: reject }));
    const browser = new Firefox(firefox, profile, socket);
    await browser.send("session.new", { capabilities: {} });
    return browser;
  }

  /** A window that shares nothing with the others. */
  async window(): Promise<Driver> {
    const { userContext } = await this.send("browser.createUserContext", {});
    const { context } = await this.send("browsingContext.create", { type: "tab", userContext });
    return new FirefoxWindow(this, context as string);
  }

  send(method: string, params: Params): Promise<any> {
    const id = (this.sent += 1);
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ type, result, error, message }) => {
        if (type === "success") resolve(result);
        else reject(new Error(`${method}: ${error}: ${message}`));
      });
    });
  }

  async quit(): Promise<void> {
    await end(this.process);
    rmSync(this.profile, { recursive: true, force: true });
  }
}

/** Where it listens, as it says. */
function address(firefox: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    firefox.once("error", reject);
    firefox.once("exit", () => reject(new Error(`Firefox has ended: ${said}`)));
    firefox.stderr!.on("data", (chunk) => {
      said += chunk;
      const found = /ws:\/\/\S+/.exec(said);
      if (found) resolve(found[0]);
    });
  });
}

class FirefoxWindow implements Driver {
  constructor(private readonly browser: Firefox, private readonly context: string) {}

  async open(url: string): Promise<void> {
    await this.browser.send("browsingContext.navigate", { context: this.context, url, wait: "complete" });
  }

  async back(): Promise<void> {
    await this.browser.send("browsingContext.traverseHistory", { context: this.context, delta: -1 });
  }

  async evaluate(source: string, args: string): Promise<string> {
    return (await this.run(source, args)).value as string;
  }

  async click(find: string, args: string): Promise<void> {
    const origin = { type: "element", element: { sharedId: (await this.run(find, args)).sharedId } };
    const actions = [
      { type: "pointerMove", x: 0, y: 0, origin },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    await this.perform({ type: "pointer", id: "mouse", actions });
  }

  async type(find: string, args: string, text: string): Promise<void> {
    await this.run(`(args) => (${find})(args).focus()`, args);
    const actions = [...text].flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.perform({ type: "key", id: "keys", actions });
  }

  async print(): Promise<Buffer> {
    const { data } = await this.browser.send("browsingContext.print", { context: this.context, background: true, page: { width: 21, height: 29.7 } });
    return Buffer.from(data as string, "base64");
  }

  private perform(source: Params): Promise<void> {
    return this.browser.send("input.performActions", { context: this.context, actions: [source] });
  }

  private async run(functionDeclaration: string, args: string) {
    const call = { functionDeclaration, awaitPromise: true, target: { context: this.context }, arguments: [{ type: "string", value: args }] };
    const { type, result, exceptionDetails } = await this.browser.send("script.callFunction", call);
    if (type !== "success") throw new Error(exceptionDetails.text as string);
    return result;
  }
}
