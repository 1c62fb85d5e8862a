-- Times that one of a pair proposes to the other, what is settled about the
-- agreed meeting, the latest no, and which letters about the rhythm have been
-- sent. Places, links and words are sealed. `usual_time` is the time of day of
-- the meeting that the two last agreed on: a held one no longer has it.

ALTER TABLE pairs ADD COLUMN usual_time TEXT;

-- One proposal waits at most. Numbers are never used again: an answer to what
-- was withdrawn finds nothing.
CREATE TABLE proposals (
    id      INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    pair_id INTEGER NOT NULL UNIQUE REFERENCES pairs (id),
    by      TEXT NOT NULL CHECK (by IN ('adept', 'mentor')),
    minutes INTEGER NOT NULL,
    form    TEXT NOT NULL CHECK (form IN ('in_person', 'digital', 'study_visit')),
    host    TEXT CHECK (host IN ('adept', 'mentor')),
    sealed  BLOB,
    CHECK ((form = 'study_visit') = (host IS NOT NULL))
) STRICT;

CREATE TABLE proposed_times (
    proposal_id INTEGER NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    date        TEXT NOT NULL,
    time        TEXT NOT NULL,
    PRIMARY KEY (proposal_id, position)
) STRICT;

-- Of an agreed meeting; gone with it once it has been held.
CREATE TABLE plans (
    meeting_id INTEGER PRIMARY KEY NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    minutes    INTEGER NOT NULL,
    form       TEXT NOT NULL CHECK (form IN ('in_person', 'digital', 'study_visit')),
    host       TEXT CHECK (host IN ('adept', 'mentor')),
    sealed     BLOB,
    CHECK ((form = 'study_visit') = (host IS NOT NULL))
) STRICT;
INSERT INTO plans (meeting_id, minutes, form) SELECT id, 60, 'in_person' FROM meetings WHERE state = 'agreed';

CREATE TABLE refusals (
    pair_id INTEGER PRIMARY KEY NOT NULL REFERENCES pairs (id),
    refused TEXT NOT NULL CHECK (refused IN ('proposal', 'meeting')),
    by      TEXT NOT NULL CHECK (by IN ('adept', 'mentor')),
    sealed  BLOB
) STRICT;

-- `about` is the day from which the rhythm has slipped, or the day of the
-- meeting that both are reminded of.
CREATE TABLE nudges (
    pair_id INTEGER NOT NULL REFERENCES pairs (id),
    kind    TEXT NOT NULL CHECK (kind IN ('slipped', 'tomorrow')),
    about   TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    PRIMARY KEY (pair_id, kind, about)
) STRICT;
