/** Looking for a word where it must not be: with other people, in what the server tells and in what it keeps. */
import type { APIResponse, Page } from "@playwright/test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import type { Server } from "./server";
import { expect, test } from "./test";

/** A server function and its arguments, by name. */
export type Call = [name: string, form?: Record<string, string>];

/** Everything that a server keeps, but the sent mails: those stand for people's inboxes. */
export function kept(server: Server): Map<string, Buffer> {
  const files = readdirSync(server.dir).filter((name) => name !== "post").map((name) => join(server.dir, name));
  return new Map([...files, server.log].map((file) => [file, readFileSync(file)]));
}

/** The files in which a text stands, in any of the usual encodings. */
export function filesWith(files: Map<string, Buffer>, text: string): string[] {
  const forms = [text, text.toUpperCase(), Buffer.from(text).toString("hex"), Buffer.from(text).toString("base64")];
  const needles = [...forms.map((form) => Buffer.from(form)), Buffer.from(text, "utf16le")];
  return [...files].filter(([, bytes]) => needles.some((needle) => bytes.includes(needle))).map(([file]) => file);
}

/** What the live channel tells a browser, until it is left. */
export async function live(server: Server, page: Page): Promise<{ heard: () => string; leave: () => void }> {
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  let text = "";
  const request = get(`${server.url}/live`, { headers: { cookie: cookies } }, (answer) => {
    answer.on("data", (part: Buffer) => (text += part.toString()));
  });
  request.on("error", () => {});
  await expect.poll(() => text).toContain("hello");
  return { heard: () => text, leave: () => request.destroy() };
}

/** All that someone is answered who asks for this, by address: pages, files and functions, refusals too. */
async function answersTo(page: Page, paths: string[], calls: Call[]): Promise<Map<string, APIResponse>> {
  const answers = new Map<string, APIResponse>();
  for (const path of paths) answers.set(path, await page.request.get(path));
  for (const [name, form = {}] of calls) {
    const answer = await page.request.post(`/api/${name}`, { headers: { accept: "application/json" }, form });
    answers.set([name, ...Object.values(form)].join(" "), answer);
  }
  return answers;
}

async function bodies(answers: Map<string, APIResponse>): Promise<Map<string, Buffer>> {
  const read = new Map<string, Buffer>();
  for (const [address, answer] of answers) read.set(address, await answer.body());
  return read;
}

/** What someone can read who asks for all of this, whether or not it is theirs, by address. */
export async function triedBy(page: Page, paths: string[], calls: Call[]): Promise<Map<string, Buffer>> {
  return bodies(await answersTo(page, paths, calls));
}

/** All that someone can read, by address; the functions are theirs. */
export async function readBy(page: Page, paths: string[], functions: string[]): Promise<Map<string, Buffer>> {
  const answers = await answersTo(page, paths, functions.map((name) => [name]));
  for (const name of functions) expect(answers.get(name)!.status(), name).toBe(200);
  return bodies(answers);
}

/** Expects that none of these stands in anything that the server keeps, while it runs and afterwards. */
export async function expectKeptSecret(
  server: Server,
  secrets: Map<string, string>,
  alsoExpect: (files: Map<string, Buffer>) => void = () => {},
): Promise<void> {
  for (const moment of ["while it runs", "after it has stopped"]) {
    await test.step(`look into the files ${moment}`, async () => {
      const files = kept(server);
      expect(files.has(server.databaseFile)).toBe(true);
      if (moment === "while it runs") expect(existsSync(`${server.databaseFile}-wal`), "there is a WAL").toBe(true);
      expect(files.has(join(server.dir, "ior.keyring.sqlite"))).toBe(true);
      alsoExpect(files);

      // What is no secret is found, so this would find a secret too.
      expect(filesWith(files, "Platshållarsson")).toContain(server.databaseFile);
      expect(filesWith(files, "serves on http")).toContain(server.log);
      for (const [what, secret] of secrets) expect(filesWith(files, secret), what).toEqual([]);
    });
    if (moment === "while it runs") await server.stop();
  }
  await server.start();
}
