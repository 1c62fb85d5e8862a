-- The way in. Everything that an applicant, a manager or a contact person writes is
-- sealed; what lists need lies open. `since` is when the present state began,
-- `role` what the working group has chosen someone for. Links to managers are
-- kept as hashes, and so is nothing of who got them but a sealed address.

ALTER TABLE duties DROP CONSTRAINT duties_duty_check;
ALTER TABLE duties ADD CONSTRAINT duties_duty_check CHECK (duty IN ('adept', 'mentor', 'reserve', 'contact_person', 'working_group', 'organiser', 'applicant'));

CREATE TABLE calls (
    round_id      BIGINT PRIMARY KEY NOT NULL REFERENCES rounds (id),
    opens         BIGINT NOT NULL,
    closes        BIGINT NOT NULL,
    who_sv        TEXT NOT NULL,
    who_en        TEXT NOT NULL,
    contact_name  TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    most_adepts   BIGINT CHECK (most_adepts >= 0),
    most_mentors  BIGINT CHECK (most_mentors >= 0),
    CHECK (opens < closes)
);

CREATE TABLE applications (
    id               BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    round_id         BIGINT NOT NULL REFERENCES rounds (id),
    person_id        BIGINT NOT NULL REFERENCES persons (id),
    part             TEXT CHECK (part IN ('adept', 'mentor', 'either')),
    state            TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'supported', 'unsupported', 'returned', 'endorsed',
        'not_endorsed', 'selected', 'reserve', 'declined', 'withdrawn')),
    since            BIGINT NOT NULL,
    sent_at          BIGINT,
    manager_supports BOOLEAN,
    rank             BIGINT CHECK (rank > 0),
    nominated_by     BIGINT REFERENCES persons (id),
    role             TEXT CHECK (role IN ('adept', 'mentor')),
    sealed           BYTEA NOT NULL,
    UNIQUE (round_id, person_id),
    CHECK (state IN ('draft', 'withdrawn') OR (part IS NOT NULL AND sent_at IS NOT NULL)),
    CHECK (state NOT IN ('selected', 'reserve') OR role IS NOT NULL)
);
CREATE INDEX applications_person ON applications (person_id);
CREATE INDEX applications_nominated_by ON applications (nominated_by);
CREATE INDEX applications_state ON applications (round_id, state);

-- What has happened to an application, in order: by whom (nobody, if it was the
-- manager), and what they wrote.
CREATE TABLE application_steps (
    id             BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_id BIGINT NOT NULL REFERENCES applications (id),
    kind           TEXT NOT NULL CHECK (kind IN ('begun', 'nominated', 'sent', 'forwarded', 'supported', 'unsupported',
        'returned', 'answered', 'endorsed', 'not_endorsed', 'selected', 'reserve', 'declined', 'withdrawn', 'reopened',
        'moved')),
    at             BIGINT NOT NULL,
    by_id          BIGINT REFERENCES persons (id),
    sealed         BYTEA
);
CREATE INDEX application_steps_application ON application_steps (application_id);
CREATE INDEX application_steps_by ON application_steps (by_id);

-- Whom an applicant must not be paired with, and why.
CREATE TABLE conflicts (
    application_id BIGINT NOT NULL REFERENCES applications (id),
    position       BIGINT NOT NULL,
    sealed         BYTEA NOT NULL,
    PRIMARY KEY (application_id, position)
);

-- Rules of who may take part that the working group has set aside, and why.
CREATE TABLE overrides (
    application_id BIGINT NOT NULL REFERENCES applications (id),
    role           TEXT NOT NULL CHECK (role IN ('adept', 'mentor')),
    rule           TEXT NOT NULL,
    by_id          BIGINT NOT NULL REFERENCES persons (id),
    at             BIGINT NOT NULL,
    sealed         BYTEA NOT NULL,
    PRIMARY KEY (application_id, role, rule)
);
CREATE INDEX overrides_by ON overrides (by_id);

CREATE TABLE manager_links (
    id             BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_id BIGINT NOT NULL REFERENCES applications (id),
    hash           BYTEA NOT NULL UNIQUE,
    sealed         BYTEA NOT NULL,
    created_at     BIGINT NOT NULL,
    expires_at     BIGINT NOT NULL,
    used_at        BIGINT,
    withdrawn_at   BIGINT
);
CREATE INDEX manager_links_application ON manager_links (application_id);
CREATE UNIQUE INDEX manager_links_one ON manager_links (application_id) WHERE used_at IS NULL AND withdrawn_at IS NULL;

-- Who does a contact person's work while they are away, first and last day.
CREATE TABLE stand_ins (
    round_id    BIGINT NOT NULL REFERENCES rounds (id),
    contact_id  BIGINT NOT NULL REFERENCES persons (id),
    stand_in_id BIGINT NOT NULL REFERENCES persons (id),
    starts_on   TEXT COLLATE "C" NOT NULL,
    ends_on     TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (round_id, contact_id),
    CHECK (contact_id <> stand_in_id),
    CHECK (starts_on <= ends_on)
);
CREATE INDEX stand_ins_contact ON stand_ins (contact_id);
CREATE INDEX stand_ins_stand_in ON stand_ins (stand_in_id);

-- Letters to whoever an application waits for: the nth since it began to.
CREATE TABLE application_nudges (
    application_id BIGINT NOT NULL REFERENCES applications (id),
    since          BIGINT NOT NULL,
    nth            BIGINT NOT NULL,
    sent_at        BIGINT NOT NULL,
    PRIMARY KEY (application_id, since, nth)
);

-- Someone has changed employer.
CREATE TABLE moves (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    from_id   BIGINT NOT NULL REFERENCES organisations (id),
    to_id     BIGINT NOT NULL REFERENCES organisations (id),
    at        BIGINT NOT NULL,
    by_id     BIGINT NOT NULL REFERENCES persons (id)
);
CREATE INDEX moves_person ON moves (person_id);
CREATE INDEX moves_by ON moves (by_id);

-- Whoever starts an application by e-mail becomes a person when they have shown
-- that the address is theirs: until then, what they said lies here, sealed.
ALTER TABLE sign_ins ADD COLUMN applicant BYTEA;
