/** Invitations that mails bring, and a calendar that takes them in, read by two parsers that know nothing of each other. */
import { expect } from "@playwright/test";

/** An event, as a calendar shows it. */
export interface Event {
  uid: string;
  sequence: number;
  /** In Swedish time, "2026-03-27T13:30". */
  starts: string;
  ends: string;
  where: string;
  cancelled: boolean;
}

/** A mail's part for calendars, as a file; empty if there is none. */
export function calendarPart(eml: string): { file: string; method: string } | undefined {
  const part = /Content-Type: text\/calendar; charset=utf-8; method=(\w+);\s+name="[^"]+"\r\n([^]*?\r\n)\r\n([^]*?)\r\n--/i.exec(eml);
  if (!part) return undefined;
  expect(part[2]).toMatch(/Content-Transfer-Encoding: quoted-printable/i);
  const bytes = part[3]
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return { file: Buffer.from(bytes, "latin1").toString("utf8"), method: part[1] };
}

/** The events of a file: both parsers must agree on all of it. */
export async function events(file: string): Promise<Event[]> {
  const [one, other] = await Promise.all([byIcalJs(file), byNodeIcal(file)]);
  expect(other).toEqual(one);
  return one;
}

/** A calendar: of one event the greatest sequence counts, and a cancellation takes it out. */
export class Calendar {
  private readonly known = new Map<string, Event>();

  async take(file: string): Promise<void> {
    for (const event of await events(file)) {
      const before = this.known.get(event.uid);
      if (!before || event.sequence > before.sequence) this.known.set(event.uid, event);
    }
  }

  get shown(): Event[] {
    return [...this.known.values()].filter((event) => !event.cancelled);
  }
}

async function byIcalJs(file: string): Promise<Event[]> {
  const { default: ICAL } = await import("ical.js");
  const calendar = new ICAL.Component(ICAL.parse(file));
  // The zone is the file's own, not one that the parser happens to know.
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone")!);
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    for (const time of [event.startDate, event.endDate]) time.zone = zone;
    return {
      uid: event.uid,
      sequence: event.sequence,
      starts: swedish(event.startDate.toJSDate()),
      ends: swedish(event.endDate.toJSDate()),
      where: event.location ?? "",
      cancelled: component.getFirstPropertyValue("status") === "CANCELLED",
    };
  });
}

async function byNodeIcal(file: string): Promise<Event[]> {
  const { default: ical } = await import("node-ical");
  const parts = Object.values(ical.sync.parseICS(file));
  return parts
    .filter((part) => part?.type === "VEVENT")
    .map((part) => {
      const event = part as unknown as Record<string, string> & { start: Date; end: Date };
      return {
        uid: event.uid,
        sequence: Number(event.sequence),
        starts: swedish(event.start),
        ends: swedish(event.end),
        where: event.location ?? "",
        cancelled: event.status === "CANCELLED",
      };
    });
}

function swedish(time: Date): string {
  return time.toLocaleString("sv-SE", { timeZone: "Europe/Stockholm" }).slice(0, 16).replace(" ", "T");
}
