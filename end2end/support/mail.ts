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

/** The mails to someone, oldest first. */
export function mailsTo(server: Server, address: string): string[] {
  if (!existsSync(server.mailDir)) return [];
  const files = readdirSync(server.mailDir).filter((name) => name.endsWith(".eml")).sort();
  const mails = files.map((name) => readFileSync(join(server.mailDir, name), "utf8"));
  return mails.filter((mail) => new RegExp(`^To: .*${address}`, "m").test(mail));
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
