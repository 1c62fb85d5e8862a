// Reads generated calendars with ical.js, and compares them with what was written.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";

const folder = process.argv[2];

/** A moment as clocks in Sweden show it. */
function wall(time, zone) {
  time.zone = zone;
  const text = time.toJSDate().toLocaleString("sv-SE", { timeZone: "Europe/Stockholm" });
  return text.slice(0, 16).replace(" ", "T");
}

let seen = 0;
for (const name of readdirSync(folder).filter((name) => name.endsWith(".ics")).sort()) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(join(folder, name), "utf8")));
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone"));
  const expected = JSON.parse(readFileSync(join(folder, name.replace(/ics$/, "json")), "utf8"));
  const events = calendar.getAllSubcomponents("vevent");
  assert.equal(events.length, expected.length, name);
  for (const [n, component] of events.entries()) {
    const { title, ...wanted } = expected[n];
    const event = new ICAL.Event(component);
    assert.ok(event.summary.includes(`: ${title}`), `${name}: ${JSON.stringify(title)} in ${JSON.stringify(event.summary)}`);
    const read = {
      uid: event.uid,
      sequence: event.sequence,
      starts: wall(event.startDate, zone),
      ends: wall(event.endDate, zone),
      where: event.location ?? "",
      status: component.getFirstPropertyValue("status"),
    };
    assert.deepEqual(read, wanted, name);
    seen += 1;
  }
}
console.log(`ical.js: ${seen} events are as they were written`);
