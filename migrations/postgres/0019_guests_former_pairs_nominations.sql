-- Guests and speakers have needs, sealed like everyone's and given to whoever was
-- responsible for the day (`reader_id`), and a seat at a table.

CREATE TABLE visitor_needs (
    visitor_id BIGINT PRIMARY KEY NOT NULL REFERENCES visitors (id),
    sealed     BYTEA NOT NULL,
    saved_at   BIGINT NOT NULL,
    reader_id  BIGINT NOT NULL REFERENCES persons (id)
);
CREATE INDEX visitor_needs_reader ON visitor_needs (reader_id);

CREATE TABLE visitor_seats (
    segment_id BIGINT NOT NULL REFERENCES table_plans (segment_id),
    round      BIGINT NOT NULL,
    visitor_id BIGINT NOT NULL REFERENCES visitors (id),
    table_no   BIGINT,
    locked     BOOLEAN NOT NULL,
    was_table  BIGINT,
    was_locked BOOLEAN NOT NULL,
    PRIMARY KEY (segment_id, round, visitor_id)
);
CREATE INDEX visitor_seats_visitor ON visitor_seats (visitor_id);

-- Two who have been a pair are not matched again, unless someone in the working
-- group has said so, with a reason (`sealed`). The lower number comes first.

CREATE TABLE former_pair_lifts (
    round_id BIGINT NOT NULL REFERENCES rounds (id),
    one_id   BIGINT NOT NULL REFERENCES persons (id),
    other_id BIGINT NOT NULL REFERENCES persons (id),
    by_id    BIGINT NOT NULL REFERENCES persons (id),
    at       BIGINT NOT NULL,
    sealed   BYTEA NOT NULL,
    PRIMARY KEY (round_id, one_id, other_id),
    CHECK (one_id < other_id)
);
CREATE INDEX former_pair_lifts_one ON former_pair_lifts (one_id);
CREATE INDEX former_pair_lifts_other ON former_pair_lifts (other_id);
CREATE INDEX former_pair_lifts_by ON former_pair_lifts (by_id);

-- Whom a contact person has nominated, by the name that they wrote: also someone who
-- works elsewhere, of whom nothing else is told.

CREATE TABLE nominations (
    round_id  BIGINT NOT NULL REFERENCES rounds (id),
    by_id     BIGINT NOT NULL REFERENCES persons (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    name      TEXT NOT NULL,
    part      TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (round_id, by_id, person_id)
);
CREATE INDEX nominations_by ON nominations (by_id);
CREATE INDEX nominations_person ON nominations (person_id);
INSERT INTO nominations (round_id, by_id, person_id, name, part, at)
SELECT a.round_id, a.nominated_by, a.person_id, p.name, COALESCE(a.part, 'either'), a.since
FROM applications a JOIN persons p ON p.id = a.person_id WHERE a.nominated_by IS NOT NULL;
