-- Times are milliseconds since 1970 in UTC; dates and wall-clock times are ISO
-- text, compared byte by byte. Ids are never used again (identity columns), so
-- that a key of the keyring can never come to serve another pair.

CREATE TABLE organisations (
    id   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE rounds (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number    BIGINT NOT NULL UNIQUE,
    starts_on TEXT COLLATE "C" NOT NULL,
    ends_on   TEXT COLLATE "C" NOT NULL,
    max_pairs BIGINT NOT NULL CHECK (max_pairs > 0)
);

CREATE TABLE persons (
    id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email           TEXT NOT NULL UNIQUE,
    name            TEXT NOT NULL,
    title           TEXT NOT NULL,
    phone           TEXT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    lang            TEXT NOT NULL CHECK (lang IN ('sv', 'en'))
);
CREATE INDEX persons_organisation ON persons (organisation_id);

CREATE TABLE duties (
    round_id  BIGINT NOT NULL REFERENCES rounds (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    duty      TEXT NOT NULL CHECK (duty IN ('adept', 'mentor', 'reserve', 'contact_person', 'working_group', 'organiser')),
    PRIMARY KEY (round_id, person_id, duty)
);
CREATE INDEX duties_person ON duties (person_id);

-- Common days, their parts, and what people answer. No answer is no row.

CREATE TABLE days (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    round_id   BIGINT NOT NULL REFERENCES rounds (id),
    slug       TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('kickoff', 'exchange', 'inspiration', 'closing')),
    title_sv   TEXT NOT NULL,
    title_en   TEXT NOT NULL,
    summary_sv TEXT NOT NULL,
    summary_en TEXT NOT NULL,
    venue      TEXT NOT NULL,
    address    TEXT NOT NULL,
    reply_by   BIGINT NOT NULL,
    UNIQUE (round_id, slug)
);

CREATE TABLE segments (
    id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    day_id   BIGINT NOT NULL REFERENCES days (id),
    audience TEXT NOT NULL CHECK (audience IN ('everyone', 'mentors')),
    starts   BIGINT NOT NULL,
    ends     BIGINT NOT NULL,
    CHECK (starts < ends)
);
CREATE INDEX segments_day ON segments (day_id);

CREATE TABLE replies (
    segment_id  BIGINT NOT NULL REFERENCES segments (id),
    person_id   BIGINT NOT NULL REFERENCES persons (id),
    answer      TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'maybe')),
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (segment_id, person_id)
);
CREATE INDEX replies_person ON replies (person_id);

-- Pairs and their meetings. What a pair writes is in `sealed` columns only.

CREATE TABLE pairs (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    round_id    BIGINT NOT NULL REFERENCES rounds (id),
    adept_id    BIGINT NOT NULL REFERENCES persons (id),
    mentor_id   BIGINT NOT NULL REFERENCES persons (id),
    every_weeks BIGINT NOT NULL CHECK (every_weeks > 0),
    since       TEXT COLLATE "C" NOT NULL,
    UNIQUE (round_id, adept_id),
    UNIQUE (round_id, mentor_id),
    CHECK (adept_id <> mentor_id)
);
CREATE INDEX pairs_adept ON pairs (adept_id);
CREATE INDEX pairs_mentor ON pairs (mentor_id);

-- An agreed meeting has a time of day; a held one has a length and a form.
CREATE TABLE meetings (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pair_id   BIGINT NOT NULL REFERENCES pairs (id),
    state     TEXT NOT NULL CHECK (state IN ('agreed', 'held')),
    date      TEXT COLLATE "C" NOT NULL,
    time      TEXT COLLATE "C",
    minutes   BIGINT,
    form      TEXT CHECK (form IN ('in_person', 'digital', 'study_visit')),
    logged_by BIGINT NOT NULL REFERENCES persons (id),
    saved_by  BIGINT NOT NULL REFERENCES persons (id),
    saved_at  BIGINT NOT NULL,
    version   BIGINT NOT NULL,
    CHECK ((state = 'agreed') = (time IS NOT NULL)),
    CHECK ((state = 'held') = (minutes IS NOT NULL AND form IS NOT NULL))
);
CREATE INDEX meetings_pair ON meetings (pair_id);
CREATE INDEX meetings_logged_by ON meetings (logged_by);
CREATE INDEX meetings_saved_by ON meetings (saved_by);
CREATE UNIQUE INDEX meetings_one_agreed ON meetings (pair_id) WHERE state = 'agreed';

CREATE TABLE notes (
    meeting_id BIGINT PRIMARY KEY REFERENCES meetings (id),
    sealed     BYTEA NOT NULL
);

CREATE TABLE actions (
    meeting_id BIGINT NOT NULL REFERENCES meetings (id),
    position   BIGINT NOT NULL,
    who        TEXT NOT NULL CHECK (who IN ('adept', 'mentor')),
    due        TEXT COLLATE "C",
    done       BOOLEAN NOT NULL,
    sealed     BYTEA NOT NULL,
    PRIMARY KEY (meeting_id, position)
);

CREATE TABLE reflections (
    meeting_id BIGINT NOT NULL REFERENCES meetings (id),
    person_id  BIGINT NOT NULL REFERENCES persons (id),
    sealed     BYTEA NOT NULL,
    PRIMARY KEY (meeting_id, person_id)
);
CREATE INDEX reflections_person ON reflections (person_id);

-- Signing in. Of secrets only hashes are kept; addresses and clients are
-- counted by keyed hashes. A request for an unknown address has no person.

CREATE TABLE sign_ins (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id    BIGINT REFERENCES persons (id),
    ticket_hash  BYTEA NOT NULL UNIQUE,
    link_hash    BYTEA NOT NULL UNIQUE,
    code_hash    BYTEA NOT NULL,
    address_hash BYTEA NOT NULL,
    client_hash  BYTEA NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    used_at      BIGINT,
    wrong_codes  BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX sign_ins_person ON sign_ins (person_id);
CREATE INDEX sign_ins_address ON sign_ins (address_hash, created_at);
CREATE INDEX sign_ins_client ON sign_ins (client_hash, created_at);
CREATE INDEX sign_ins_expires ON sign_ins (expires_at);

CREATE TABLE sessions (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    secret_hash BYTEA NOT NULL UNIQUE,
    person_id   BIGINT NOT NULL REFERENCES persons (id),
    client      TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    seen_at     BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id);
CREATE INDEX sessions_expires ON sessions (expires_at);

-- A letter is sealed while it waits, and empty once it is sent or given up.
-- One without a person was never to be sent: an unknown address costs the
-- same work as a known one.
CREATE TABLE outbox (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id  BIGINT REFERENCES persons (id),
    sealed     BYTEA,
    created_at BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,
    attempts   BIGINT NOT NULL DEFAULT 0,
    last_error TEXT,
    sent_at    BIGINT,
    failed     BOOLEAN NOT NULL DEFAULT FALSE,
    CHECK ((sealed IS NULL) = (sent_at IS NOT NULL OR failed))
);
CREATE INDEX outbox_person ON outbox (person_id);
CREATE INDEX outbox_due ON outbox (due_at) WHERE sealed IS NOT NULL;

-- Where the keyring is kept, with migrations of its own.
CREATE SCHEMA keyring;
