-- What someone needs at a day: diet and access. Health data: sealed, and gone
-- two weeks after the day. When the two of a pair mean to meet on a day, before
-- or after it. Guests and speakers are expected before they are let in; then
-- `at` is empty, and so is `by`.

CREATE TABLE needs (
    day_id    INTEGER NOT NULL REFERENCES days (id),
    person_id INTEGER NOT NULL REFERENCES persons (id),
    sealed    BLOB NOT NULL,
    saved_at  INTEGER NOT NULL,
    PRIMARY KEY (day_id, person_id)
) STRICT;
CREATE INDEX needs_person ON needs (person_id);

CREATE TABLE meet_ups (
    day_id    INTEGER NOT NULL REFERENCES days (id),
    person_id INTEGER NOT NULL REFERENCES persons (id),
    slot      TEXT NOT NULL CHECK (slot IN ('before', 'after')),
    said_at   INTEGER NOT NULL,
    PRIMARY KEY (day_id, person_id, slot)
) STRICT;
CREATE INDEX meet_ups_person ON meet_ups (person_id);

CREATE TABLE new_visitors (
    id           INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    segment_id   INTEGER NOT NULL REFERENCES segments (id),
    kind         TEXT NOT NULL CHECK (kind IN ('walk_in', 'guest', 'speaker')),
    name         TEXT NOT NULL,
    organisation TEXT NOT NULL,
    at           INTEGER,
    by           INTEGER REFERENCES persons (id),
    CHECK ((at IS NULL) = (by IS NULL))
) STRICT;
INSERT INTO new_visitors (id, segment_id, kind, name, organisation, at, by)
SELECT id, segment_id, 'walk_in', name, organisation, at, by FROM visitors;
DROP TABLE visitors;
ALTER TABLE new_visitors RENAME TO visitors;
CREATE INDEX visitors_segment ON visitors (segment_id);
CREATE INDEX visitors_by ON visitors (by);
