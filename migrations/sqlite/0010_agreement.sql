-- What a pair agrees on, its course, what its two say to the organisers, and
-- the question that they are asked every other month.

-- A pair's course. Both may be in a new pair once theirs has ended. That a pair
-- is completed follows from the round's last day, or its own later one, and
-- that a pause is over from `paused_until`: neither is written down.
CREATE TABLE new_pairs (
    id           INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id     INTEGER NOT NULL REFERENCES rounds (id),
    adept_id     INTEGER NOT NULL REFERENCES persons (id),
    mentor_id    INTEGER NOT NULL REFERENCES persons (id),
    every_weeks  INTEGER NOT NULL CHECK (every_weeks > 0),
    since        TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
    state_since  TEXT NOT NULL,
    paused_until TEXT,
    extended_to  TEXT,
    CHECK (adept_id <> mentor_id),
    CHECK (paused_until IS NULL OR state = 'paused')
) STRICT;
INSERT INTO new_pairs (id, round_id, adept_id, mentor_id, every_weeks, since, state, state_since)
SELECT id, round_id, adept_id, mentor_id, every_weeks, since, 'active', since FROM pairs;
DROP TABLE pairs;
ALTER TABLE new_pairs RENAME TO pairs;
CREATE INDEX pairs_adept ON pairs (adept_id);
CREATE INDEX pairs_mentor ON pairs (mentor_id);
CREATE UNIQUE INDEX pairs_one_of_adept ON pairs (round_id, adept_id) WHERE state <> 'ended';
CREATE UNIQUE INDEX pairs_one_of_mentor ON pairs (round_id, mentor_id) WHERE state <> 'ended';

-- Versions of a pair's agreement. The latest that both have signed holds. All
-- its words are one sealed text; of its goals, what is kept in the clear is
-- which there are and how far the two have come, and no word.
CREATE TABLE agreements (
    id               INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    pair_id          INTEGER NOT NULL REFERENCES pairs (id),
    version          INTEGER NOT NULL,
    written_by       TEXT NOT NULL CHECK (written_by IN ('adept', 'mentor')),
    written_at       INTEGER NOT NULL,
    adept_signed_at  INTEGER,
    mentor_signed_at INTEGER,
    sealed           BLOB NOT NULL,
    UNIQUE (pair_id, version)
) STRICT;

-- `ticks` has one bit for each of the goal's steps, the lowest for the first.
CREATE TABLE goals (
    id      INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    pair_id INTEGER NOT NULL REFERENCES pairs (id),
    percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
    ticks   INTEGER NOT NULL
) STRICT;
CREATE INDEX goals_pair ON goals (pair_id);

-- Someone wants to be contacted by an organiser. The word is sealed, and gone
-- when the matter is taken care of.
CREATE TABLE signals (
    id        INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    pair_id   INTEGER NOT NULL REFERENCES pairs (id),
    person_id INTEGER NOT NULL REFERENCES persons (id),
    shared    INTEGER NOT NULL CHECK (shared IN (0, 1)),
    word      BLOB,
    sent_at   INTEGER NOT NULL,
    seen_at   INTEGER,
    seen_by   INTEGER REFERENCES persons (id),
    done_at   INTEGER,
    CHECK ((seen_at IS NULL) = (seen_by IS NULL)),
    CHECK (done_at IS NULL OR (word IS NULL AND seen_at IS NOT NULL))
) STRICT;
CREATE INDEX signals_pair ON signals (pair_id);
CREATE INDEX signals_seen_by ON signals (seen_by);
CREATE UNIQUE INDEX signals_one_open ON signals (person_id, pair_id) WHERE done_at IS NULL;

-- How it goes, from 1 to 5, and a sealed line. `period` is the first day on
-- which the question was asked, the same for all.
CREATE TABLE pulses (
    round_id  INTEGER NOT NULL REFERENCES rounds (id),
    person_id INTEGER NOT NULL REFERENCES persons (id),
    period    TEXT NOT NULL,
    score     INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    line      BLOB,
    given_at  INTEGER NOT NULL,
    PRIMARY KEY (round_id, person_id, period)
) STRICT;
CREATE INDEX pulses_person ON pulses (person_id);
