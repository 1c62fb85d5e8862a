-- Who sits where in a part of a day: at `tables` tables, over `rounds` rounds. A
-- locked seat is left alone when the others are drawn anew. `was_…` is what stood
-- before the last change, to go back to: a seat without a table is one that was
-- taken away, one that was at none is new.

CREATE TABLE table_plans (
    segment_id INTEGER PRIMARY KEY NOT NULL REFERENCES segments (id),
    tables     INTEGER NOT NULL CHECK (tables > 0),
    rounds     INTEGER NOT NULL CHECK (rounds > 0),
    was_tables INTEGER NOT NULL,
    was_rounds INTEGER NOT NULL,
    version    INTEGER NOT NULL
) STRICT;

CREATE TABLE table_seats (
    segment_id INTEGER NOT NULL REFERENCES table_plans (segment_id),
    round      INTEGER NOT NULL,
    person_id  INTEGER NOT NULL REFERENCES persons (id),
    table_no   INTEGER,
    locked     INTEGER NOT NULL CHECK (locked IN (0, 1)),
    was_table  INTEGER,
    was_locked INTEGER NOT NULL CHECK (was_locked IN (0, 1)),
    PRIMARY KEY (segment_id, round, person_id)
) STRICT;
CREATE INDEX table_seats_person ON table_seats (person_id);
