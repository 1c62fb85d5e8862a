/** WebKitGTK's own small browser, over WebDriver. Each window has a driver of its own: one can have one session. */
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../support/server";
import { end } from "./process";
import type { Driver } from "./window";

/** How the protocol calls an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const FIRST_PORT = 20_700;

export class WebKit {
  private readonly windows: WebKitWindow[] = [];

  private constructor(private readonly screen: ChildProcess, private readonly display: string) {}

  /** It draws on a screen that nobody sees. */
  static async launch(): Promise<WebKit> {
    const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    const number = await new Promise<string>((resolve, reject) => {
      screen.once("error", reject);
      screen.once("exit", () => reject(new Error("Xvfb has ended")));
      screen.stdio[3]!.once("data", (chunk) => resolve(String(chunk).trim()));
    });
    return new WebKit(screen, `:${number}`);
  }

  async window(): Promise<Driver> {
    const window = await WebKitWindow.open(this.display);
    this.windows.push(window);
    return window;
  }

  async quit(): Promise<void> {
    for (const window of this.windows) await window.close();
    await end(this.screen);
  }
}

class WebKitWindow implements Driver {
  private constructor(private readonly driver: ChildProcess, private readonly url: string) {}

  static async open(display: string): Promise<WebKitWindow> {
    const port = await freePort(FIRST_PORT);
    const driver = spawn("WebKitWebDriver", ["--host=127.0.0.1", `--port=${port}`], {
      env: { ...process.env, DISPLAY: display, LANG: "sv_SE.UTF-8", LANGUAGE: "sv", TZ: "Europe/Stockholm" },
      stdio: "ignore",
    });
    const url = `http://127.0.0.1:${port}`;
    for (let tries = 0; !(await fetch(`${url}/status`).catch(() => null)); tries++) {
      if (tries === 100 || driver.exitCode !== null) throw new Error("WebKitWebDriver does not answer");
      await sleep(50);
    }
    const { sessionId } = await request("POST", `${url}/session`, { capabilities: {} });
    return new WebKitWindow(driver, `${url}/session/${sessionId}`);
  }

  async open(url: string): Promise<void> {
    await this.send("POST", "/url", { url });
  }

  async back(): Promise<void> {
    await this.send("POST", "/back", {});
  }

  async evaluate(source: string, args: string): Promise<string> {
    return (await this.run(source, args)) as string;
  }

  async click(find: string, args: string): Promise<void> {
    await this.send("POST", `/element/${await this.element(find, args)}/click`, {});
  }

  async type(find: string, args: string, text: string): Promise<void> {
    await this.send("POST", `/element/${await this.element(find, args)}/value`, { text });
  }

  async close(): Promise<void> {
    await request("DELETE", this.url).catch(() => undefined);
    await end(this.driver);
  }

  private async element(find: string, args: string): Promise<string> {
    return ((await this.run(find, args)) as Record<string, string>)[ELEMENT];
  }

  private run(source: string, args: string): Promise<unknown> {
    return this.send("POST", "/execute/sync", { script: `return (${source})(arguments[0])`, args: [args] });
  }

  private send(method: string, path: string, body?: object): Promise<any> {
    return request(method, this.url + path, body);
  }
}

async function request(method: string, url: string, body?: object): Promise<any> {
  const answer = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = (await answer.json()) as { value: any };
  if (!answer.ok) throw new Error(`${method} ${url}: ${value.error}: ${value.message}`);
  return value;
}
