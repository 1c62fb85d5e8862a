-- Selection. What members of the working group write is sealed; what they vote
-- lies open, since it is counted, and says nothing of whom without the people.

CREATE TABLE votes (
    application_id BIGINT NOT NULL REFERENCES applications (id),
    person_id      BIGINT NOT NULL REFERENCES persons (id),
    vote           TEXT NOT NULL CHECK (vote IN ('yes', 'maybe', 'no')),
    at             BIGINT NOT NULL,
    sealed         BYTEA,
    PRIMARY KEY (application_id, person_id)
);
CREATE INDEX votes_person ON votes (person_id);

-- A member has declared a conflict of interest: the application is not there for them.
CREATE TABLE recusals (
    application_id BIGINT NOT NULL REFERENCES applications (id),
    person_id      BIGINT NOT NULL REFERENCES persons (id),
    at             BIGINT NOT NULL,
    sealed         BYTEA NOT NULL,
    PRIMARY KEY (application_id, person_id)
);
CREATE INDEX recusals_person ON recusals (person_id);

-- What is decided, until it is told: only then the application itself stands
-- there. `place` orders those in reserve for the same role.
CREATE TABLE decisions (
    application_id BIGINT PRIMARY KEY NOT NULL REFERENCES applications (id),
    outcome        TEXT NOT NULL CHECK (outcome IN ('selected', 'reserve', 'declined')),
    role           TEXT CHECK (role IN ('adept', 'mentor')),
    place          BIGINT CHECK (place > 0),
    by_id          BIGINT NOT NULL REFERENCES persons (id),
    at             BIGINT NOT NULL,
    sealed         BYTEA,
    CHECK ((role IS NULL) = (outcome = 'declined')),
    CHECK ((place IS NULL) = (outcome <> 'reserve'))
);
CREATE INDEX decisions_by ON decisions (by_id);

-- The decision record, made once, whole and sealed; and when the decisions were told.
CREATE TABLE decision_records (
    round_id BIGINT PRIMARY KEY NOT NULL REFERENCES rounds (id),
    at       BIGINT NOT NULL,
    by_id    BIGINT NOT NULL REFERENCES persons (id),
    sealed   BYTEA NOT NULL,
    told_at  BIGINT
);
CREATE INDEX decision_records_by ON decision_records (by_id);
