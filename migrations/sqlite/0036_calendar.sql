-- Secret addresses at which someone's calendar is fetched: of the address a hash is kept,
-- and when it was fetched last, to the hour. One that is taken back is deleted.

CREATE TABLE calendar_feeds (
    id         INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id  INTEGER NOT NULL REFERENCES persons (id),
    token_hash BLOB NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    made_at    INTEGER NOT NULL,
    fetched_at INTEGER
) STRICT;
CREATE INDEX calendar_feeds_person ON calendar_feeds (person_id);

-- Meetings that were agreed and cancelled, so that calendars hear of it: when they would
-- have been, and nothing of what the two had written. Deleted after some weeks.
CREATE TABLE cancelled_meetings (
    meeting_id INTEGER PRIMARY KEY NOT NULL,
    pair_id    INTEGER NOT NULL REFERENCES pairs (id),
    sequence   INTEGER NOT NULL,
    date       TEXT NOT NULL,
    time       TEXT NOT NULL,
    minutes    INTEGER NOT NULL
) STRICT;
CREATE INDEX cancelled_meetings_pair ON cancelled_meetings (pair_id);
