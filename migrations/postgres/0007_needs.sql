-- What someone needs at a day: diet and access. Health data: sealed, and gone
-- two weeks after the day. When the two of a pair mean to meet on a day, before
-- or after it. Guests and speakers are expected before they are let in; then
-- `at` is empty, and so is `by`.

CREATE TABLE needs (
    day_id    BIGINT NOT NULL REFERENCES days (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    sealed    BYTEA NOT NULL,
    saved_at  BIGINT NOT NULL,
    PRIMARY KEY (day_id, person_id)
);
CREATE INDEX needs_person ON needs (person_id);

CREATE TABLE meet_ups (
    day_id    BIGINT NOT NULL REFERENCES days (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    slot      TEXT NOT NULL CHECK (slot IN ('before', 'after')),
    said_at   BIGINT NOT NULL,
    PRIMARY KEY (day_id, person_id, slot)
);
CREATE INDEX meet_ups_person ON meet_ups (person_id);

ALTER TABLE visitors ADD COLUMN kind TEXT NOT NULL DEFAULT 'walk_in' CHECK (kind IN ('walk_in', 'guest', 'speaker'));
ALTER TABLE visitors ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE visitors ALTER COLUMN at DROP NOT NULL;
ALTER TABLE visitors ALTER COLUMN by DROP NOT NULL;
ALTER TABLE visitors ADD CHECK ((at IS NULL) = (by IS NULL));
