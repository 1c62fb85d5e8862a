/** Mails that a demo server has sent, as files. */
import { expect } from "@playwright/test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "./server";

export interface SignInMail {
  /** The path of the link that signs in. */
  link: string;
  /** The six digits, as one would type them. */
  code: string;
  /** The whole text. */
  text: string;
}

/** All mails by their files, oldest first. What is still being written has a name with a dot. */
function mails(server: Server): Map<string, string> {
  if (!existsSync(server.mailDir)) return new Map();
  const files = readdirSync(server.mailDir).filter((name) => /^[^.].*\.eml$/.test(name)).sort();
  return new Map(files.map((name) => [name, readFileSync(join(server.mailDir, name), "utf8")]));
}

/** The mails to someone, oldest first. */
export function mailsTo(server: Server, address: string): string[] {
  return [...mails(server).values()].filter((mail) => new RegExp(`^To: .*${address}`, "m").test(mail));
}

/** What all mails say, whoever they are to, by their files. */
export function messages(server: Server): Map<string, Buffer> {
  return new Map([...mails(server)].map(([name, mail]) => [name, Buffer.from(decode(mail))]));
}

/** What the mails to someone say, oldest first. */
export function emailsTo(server: Server, address: string): string[] {
  return mailsTo(server, address).map(decode);
}

/** Waits for someone's `count`th mail; what it says. */
export async function waitForMail(server: Server, address: string, count = 1): Promise<string> {
  await expect.poll(() => mailsTo(server, address).length, `mails to ${address}`).toBe(count);
  return decode(mailsTo(server, address).at(-1)!);
}

/** Waits for someone's next sign-in mail, which is their `count`th. */
export async function signInMail(server: Server, address: string, count = 1): Promise<SignInMail> {
  const text = await waitForMail(server, address, count);
  const link = /\/logga-in\/lank\/[\w-]+/.exec(text)?.[0];
  const code = /\b\d{3} \d{3}\b/.exec(text)?.[0];
  if (!link || !code) throw new Error(`No link or no code in this mail:\n${text}`);
  return { link, code, text };
}

/** What a mail says: its quoted-printable parts in plain. */
function decode(mail: string): string {
  const bytes = mail
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
