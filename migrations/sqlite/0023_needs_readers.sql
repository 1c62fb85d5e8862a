-- To whom someone's needs at a day were given: whoever was responsible for it then,
-- or nobody. The next one responsible does not see them before the person, or the
-- one to whom they were given, agrees. And every change of who may read them.

ALTER TABLE needs ADD COLUMN reader_id INTEGER REFERENCES persons (id);
UPDATE needs SET reader_id = (SELECT d.responsible_id FROM days d WHERE d.id = needs.day_id);
CREATE INDEX needs_reader ON needs (reader_id);

CREATE TABLE needs_readers (
    id      INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    day_id  INTEGER NOT NULL REFERENCES days (id),
    kind    TEXT NOT NULL CHECK (kind IN ('responsible', 'handed_over')),
    from_id INTEGER REFERENCES persons (id),
    to_id   INTEGER REFERENCES persons (id),
    by_id   INTEGER NOT NULL REFERENCES persons (id),
    at      INTEGER NOT NULL
) STRICT;
CREATE INDEX needs_readers_day ON needs_readers (day_id);
CREATE INDEX needs_readers_from ON needs_readers (from_id);
CREATE INDEX needs_readers_to ON needs_readers (to_id);
CREATE INDEX needs_readers_by ON needs_readers (by_id);
