-- Selection. What members of the working group write is sealed; what they vote
-- lies open, since it is counted, and says nothing of whom without the people.

CREATE TABLE votes (
    application_id INTEGER NOT NULL REFERENCES applications (id),
    person_id      INTEGER NOT NULL REFERENCES persons (id),
    vote           TEXT NOT NULL CHECK (vote IN ('yes', 'maybe', 'no')),
    at             INTEGER NOT NULL,
    sealed         BLOB,
    PRIMARY KEY (application_id, person_id)
) STRICT;
CREATE INDEX votes_person ON votes (person_id);

-- A member has declared a conflict of interest: the application is not there for them.
CREATE TABLE recusals (
    application_id INTEGER NOT NULL REFERENCES applications (id),
    person_id      INTEGER NOT NULL REFERENCES persons (id),
    at             INTEGER NOT NULL,
    sealed         BLOB NOT NULL,
    PRIMARY KEY (application_id, person_id)
) STRICT;
CREATE INDEX recusals_person ON recusals (person_id);

-- What is decided, until it is told: only then the application itself stands
-- there. `place` orders those in reserve for the same role.
CREATE TABLE decisions (
    application_id INTEGER PRIMARY KEY NOT NULL REFERENCES applications (id),
    outcome        TEXT NOT NULL CHECK (outcome IN ('selected', 'reserve', 'declined')),
    role           TEXT CHECK (role IN ('adept', 'mentor')),
    place          INTEGER CHECK (place > 0),
    by_id          INTEGER NOT NULL REFERENCES persons (id),
    at             INTEGER NOT NULL,
    sealed         BLOB,
    CHECK ((role IS NULL) = (outcome = 'declined')),
    CHECK ((place IS NULL) = (outcome <> 'reserve'))
) STRICT;
CREATE INDEX decisions_by ON decisions (by_id);

-- The decision record, made once, whole and sealed; and when the decisions were told.
CREATE TABLE decision_records (
    round_id INTEGER PRIMARY KEY NOT NULL REFERENCES rounds (id),
    at       INTEGER NOT NULL,
    by_id    INTEGER NOT NULL REFERENCES persons (id),
    sealed   BLOB NOT NULL,
    told_at  INTEGER
) STRICT;
CREATE INDEX decision_records_by ON decision_records (by_id);
