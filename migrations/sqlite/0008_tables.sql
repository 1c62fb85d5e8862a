-- Who sits where on a day: `tables` tables, over `rounds` rounds. A locked seat
-- is left alone when the others are drawn anew.

CREATE TABLE table_plans (
    day_id  INTEGER PRIMARY KEY NOT NULL REFERENCES days (id),
    tables  INTEGER NOT NULL CHECK (tables > 0),
    rounds  INTEGER NOT NULL CHECK (rounds > 0),
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE table_seats (
    day_id    INTEGER NOT NULL REFERENCES table_plans (day_id),
    round     INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES persons (id),
    table_no  INTEGER NOT NULL,
    locked    INTEGER NOT NULL CHECK (locked IN (0, 1)),
    PRIMARY KEY (day_id, round, person_id)
) STRICT;
CREATE INDEX table_seats_person ON table_seats (person_id);
