-- What a pair agrees on, its course, what its two say to the organisers, and
-- the question that they are asked every other month.

-- A pair's course. Both may be in a new pair once theirs has ended. That a pair
-- is completed follows from the round's last day, or its own later one, and
-- that a pause is over from `paused_until`: neither is written down.
ALTER TABLE pairs ADD COLUMN state TEXT CHECK (state IN ('active', 'paused', 'ended'));
ALTER TABLE pairs ADD COLUMN state_since TEXT COLLATE "C";
ALTER TABLE pairs ADD COLUMN paused_until TEXT COLLATE "C";
ALTER TABLE pairs ADD COLUMN extended_to TEXT COLLATE "C";
UPDATE pairs SET state = 'active', state_since = since;
ALTER TABLE pairs ALTER COLUMN state SET NOT NULL;
ALTER TABLE pairs ALTER COLUMN state_since SET NOT NULL;
ALTER TABLE pairs ADD CHECK (paused_until IS NULL OR state = 'paused');
ALTER TABLE pairs DROP CONSTRAINT pairs_round_id_adept_id_key;
ALTER TABLE pairs DROP CONSTRAINT pairs_round_id_mentor_id_key;
CREATE UNIQUE INDEX pairs_one_of_adept ON pairs (round_id, adept_id) WHERE state <> 'ended';
CREATE UNIQUE INDEX pairs_one_of_mentor ON pairs (round_id, mentor_id) WHERE state <> 'ended';

-- Versions of a pair's agreement. The latest that both have signed holds. All
-- its words are one sealed text; of its goals, what is kept in the clear is
-- which there are and how far the two have come, and no word.
CREATE TABLE agreements (
    id               BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pair_id          BIGINT NOT NULL REFERENCES pairs (id),
    version          BIGINT NOT NULL,
    written_by       TEXT NOT NULL CHECK (written_by IN ('adept', 'mentor')),
    written_at       BIGINT NOT NULL,
    adept_signed_at  BIGINT,
    mentor_signed_at BIGINT,
    sealed           BYTEA NOT NULL,
    UNIQUE (pair_id, version)
);

-- `ticks` has one bit for each of the goal's steps, the lowest for the first.
CREATE TABLE goals (
    id      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pair_id BIGINT NOT NULL REFERENCES pairs (id),
    percent BIGINT NOT NULL CHECK (percent BETWEEN 0 AND 100),
    ticks   BIGINT NOT NULL
);
CREATE INDEX goals_pair ON goals (pair_id);

-- Someone wants to be contacted by an organiser. The word is sealed, and gone
-- when the matter is taken care of.
CREATE TABLE signals (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pair_id   BIGINT NOT NULL REFERENCES pairs (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    shared    BOOLEAN NOT NULL,
    word      BYTEA,
    sent_at   BIGINT NOT NULL,
    seen_at   BIGINT,
    seen_by   BIGINT REFERENCES persons (id),
    done_at   BIGINT,
    CHECK ((seen_at IS NULL) = (seen_by IS NULL)),
    CHECK (done_at IS NULL OR (word IS NULL AND seen_at IS NOT NULL))
);
CREATE INDEX signals_pair ON signals (pair_id);
CREATE INDEX signals_seen_by ON signals (seen_by);
CREATE UNIQUE INDEX signals_one_open ON signals (person_id, pair_id) WHERE done_at IS NULL;

-- How it goes, from 1 to 5, and a sealed line. `period` is the first day on
-- which the question was asked, the same for all.
CREATE TABLE pulses (
    round_id  BIGINT NOT NULL REFERENCES rounds (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    period    TEXT COLLATE "C" NOT NULL,
    score     BIGINT NOT NULL CHECK (score BETWEEN 1 AND 5),
    line      BYTEA,
    given_at  BIGINT NOT NULL,
    PRIMARY KEY (round_id, person_id, period)
);
CREATE INDEX pulses_person ON pulses (person_id);
