"""Reads generated calendars with Python's icalendar, and compares them with what was written."""

import json
import pathlib
import sys
from zoneinfo import ZoneInfo

import icalendar

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def wall(value):
    """A moment as clocks in Sweden show it."""
    return value.dt.astimezone(STOCKHOLM).strftime("%Y-%m-%dT%H:%M")


def read(event):
    return {
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "starts": wall(event["DTSTART"]),
        "ends": wall(event["DTEND"]),
        "where": str(event.get("LOCATION", "")),
        "status": str(event["STATUS"]),
    }


seen = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.ics")):
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    events = list(calendar.walk("VEVENT"))
    expected = json.loads(path.with_suffix(".json").read_text())
    assert len(events) == len(expected), path
    for event, wanted in zip(events, expected):
        title = wanted.pop("title")
        assert f": {title}" in str(event["SUMMARY"]), (path, title, str(event["SUMMARY"]))
        assert read(event) == wanted, (path, read(event), wanted)
        seen += 1
print(f"icalendar {icalendar.__version__}: {seen} events are as they were written")
