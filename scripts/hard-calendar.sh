#!/usr/bin/env bash
# Calendars with whatever people may have typed: 100,000 generated ones read by another
# hand, and those of 100 generated rounds by two parsers of other languages, which must
# find just what was written.
set -euo pipefail
cd "$(dirname "$0")/.."

PROPTEST_CASES=${PROPTEST_CASES:-100000} cargo test --test mail -- feeds::

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python=$folder/python
python3 -m venv "$python"
"$python/bin/pip" install --quiet --disable-pip-version-check 'icalendar>=6,<8'
mkdir "$folder/calendars"
IOR_CALENDARS=$folder/calendars cargo test --test mail -- --ignored --exact feeds::hard_calendars_for_other_parsers
"$python/bin/python" scripts/hard-calendar.py "$folder/calendars"
node scripts/hard-calendar.mjs "$folder/calendars"
