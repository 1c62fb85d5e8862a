-- Times are milliseconds since 1970 in UTC; dates and wall-clock times are ISO
-- text. Ids are never used again (AUTOINCREMENT), so that a key of the keyring
-- can never come to serve another pair.

CREATE TABLE organisations (
    id   INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE rounds (
    id        INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    number    INTEGER NOT NULL UNIQUE,
    starts_on TEXT NOT NULL,
    ends_on   TEXT NOT NULL,
    max_pairs INTEGER NOT NULL CHECK (max_pairs > 0)
) STRICT;

CREATE TABLE persons (
    id              INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    email           TEXT NOT NULL UNIQUE,
    name            TEXT NOT NULL,
    title           TEXT NOT NULL,
    phone           TEXT NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    lang            TEXT NOT NULL CHECK (lang IN ('sv', 'en'))
) STRICT;
CREATE INDEX persons_organisation ON persons (organisation_id);

CREATE TABLE duties (
    round_id  INTEGER NOT NULL REFERENCES rounds (id),
    person_id INTEGER NOT NULL REFERENCES persons (id),
    duty      TEXT NOT NULL CHECK (duty IN ('adept', 'mentor', 'reserve', 'contact_person', 'working_group', 'organiser')),
    PRIMARY KEY (round_id, person_id, duty)
) STRICT;
CREATE INDEX duties_person ON duties (person_id);

-- Common days, their parts, and what people answer. No answer is no row.

CREATE TABLE days (
    id         INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id   INTEGER NOT NULL REFERENCES rounds (id),
    slug       TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('kickoff', 'exchange', 'inspiration', 'closing')),
    title_sv   TEXT NOT NULL,
    title_en   TEXT NOT NULL,
    summary_sv TEXT NOT NULL,
    summary_en TEXT NOT NULL,
    venue      TEXT NOT NULL,
    address    TEXT NOT NULL,
    reply_by   INTEGER NOT NULL,
    UNIQUE (round_id, slug)
) STRICT;

CREATE TABLE segments (
    id       INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    day_id   INTEGER NOT NULL REFERENCES days (id),
    audience TEXT NOT NULL CHECK (audience IN ('everyone', 'mentors')),
    starts   INTEGER NOT NULL,
    ends     INTEGER NOT NULL,
    CHECK (starts < ends)
) STRICT;
CREATE INDEX segments_day ON segments (day_id);

CREATE TABLE replies (
    segment_id  INTEGER NOT NULL REFERENCES segments (id),
    person_id   INTEGER NOT NULL REFERENCES persons (id),
    answer      TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'maybe')),
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (segment_id, person_id)
) STRICT;
CREATE INDEX replies_person ON replies (person_id);

-- Pairs and their meetings. What a pair writes is in `sealed` columns only.

CREATE TABLE pairs (
    id          INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id    INTEGER NOT NULL REFERENCES rounds (id),
    adept_id    INTEGER NOT NULL REFERENCES persons (id),
    mentor_id   INTEGER NOT NULL REFERENCES persons (id),
    every_weeks INTEGER NOT NULL CHECK (every_weeks > 0),
    since       TEXT NOT NULL,
    UNIQUE (round_id, adept_id),
    UNIQUE (round_id, mentor_id),
    CHECK (adept_id <> mentor_id)
) STRICT;
CREATE INDEX pairs_adept ON pairs (adept_id);
CREATE INDEX pairs_mentor ON pairs (mentor_id);

-- An agreed meeting has a time of day; a held one has a length and a form.
CREATE TABLE meetings (
    id        INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    pair_id   INTEGER NOT NULL REFERENCES pairs (id),
    state     TEXT NOT NULL CHECK (state IN ('agreed', 'held')),
    date      TEXT NOT NULL,
    time      TEXT,
    minutes   INTEGER,
    form      TEXT CHECK (form IN ('in_person', 'digital', 'study_visit')),
    logged_by INTEGER NOT NULL REFERENCES persons (id),
    saved_by  INTEGER NOT NULL REFERENCES persons (id),
    saved_at  INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    CHECK ((state = 'agreed') = (time IS NOT NULL)),
    CHECK ((state = 'held') = (minutes IS NOT NULL AND form IS NOT NULL))
) STRICT;
CREATE INDEX meetings_pair ON meetings (pair_id);
CREATE INDEX meetings_logged_by ON meetings (logged_by);
CREATE INDEX meetings_saved_by ON meetings (saved_by);
CREATE UNIQUE INDEX meetings_one_agreed ON meetings (pair_id) WHERE state = 'agreed';

CREATE TABLE notes (
    meeting_id INTEGER PRIMARY KEY NOT NULL REFERENCES meetings (id),
    sealed     BLOB NOT NULL
) STRICT;

CREATE TABLE actions (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    position   INTEGER NOT NULL,
    who        TEXT NOT NULL CHECK (who IN ('adept', 'mentor')),
    due        TEXT,
    done       INTEGER NOT NULL CHECK (done IN (0, 1)),
    sealed     BLOB NOT NULL,
    PRIMARY KEY (meeting_id, position)
) STRICT;

CREATE TABLE reflections (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    person_id  INTEGER NOT NULL REFERENCES persons (id),
    sealed     BLOB NOT NULL,
    PRIMARY KEY (meeting_id, person_id)
) STRICT;
CREATE INDEX reflections_person ON reflections (person_id);

-- Signing in. Of secrets only hashes are kept; addresses and clients are
-- counted by keyed hashes. A request for an unknown address has no person.

CREATE TABLE sign_ins (
    id           INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id    INTEGER REFERENCES persons (id),
    ticket_hash  BLOB NOT NULL UNIQUE,
    link_hash    BLOB NOT NULL UNIQUE,
    code_hash    BLOB NOT NULL,
    address_hash BLOB NOT NULL,
    client_hash  BLOB NOT NULL,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    used_at      INTEGER,
    wrong_codes  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX sign_ins_person ON sign_ins (person_id);
CREATE INDEX sign_ins_address ON sign_ins (address_hash, created_at);
CREATE INDEX sign_ins_client ON sign_ins (client_hash, created_at);
CREATE INDEX sign_ins_expires ON sign_ins (expires_at);

CREATE TABLE sessions (
    id          INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    secret_hash BLOB NOT NULL UNIQUE,
    person_id   INTEGER NOT NULL REFERENCES persons (id),
    client      TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_person ON sessions (person_id);
CREATE INDEX sessions_expires ON sessions (expires_at);

-- A letter is sealed while it waits, and empty once it is sent or given up.
-- One without a person was never to be sent: an unknown address costs the
-- same work as a known one.
CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id  INTEGER REFERENCES persons (id),
    sealed     BLOB,
    created_at INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    last_error TEXT,
    sent_at    INTEGER,
    failed     INTEGER NOT NULL DEFAULT 0 CHECK (failed IN (0, 1)),
    CHECK ((sealed IS NULL) = (sent_at IS NOT NULL OR failed))
) STRICT;
CREATE INDEX outbox_person ON outbox (person_id);
CREATE INDEX outbox_due ON outbox (due_at) WHERE sealed IS NOT NULL;
