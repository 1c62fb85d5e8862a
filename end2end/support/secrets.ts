/** Looking for a word where it must not be: with other people, in what the server tells and in what it keeps. */
import type { Page } from "@playwright/test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import type { Server } from "./server";
import { expect, test } from "./test";

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

/** What someone can read who asks for these pages and files, whether or not they are theirs, by address. */
export async function triedBy(page: Page, paths: string[]): Promise<Map<string, Buffer>> {
  const read = new Map<string, Buffer>();
  for (const path of paths) read.set(path, await (await page.request.get(path)).body());
  return read;
}

/** All that someone can read, by address: these are theirs. */
export async function readBy(page: Page, paths: string[]): Promise<Map<string, Buffer>> {
  for (const path of paths) expect((await page.request.get(path)).status(), path).toBe(200);
  return triedBy(page, paths);
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
