-- Who sits where in a part of a day: at `tables` tables, over `rounds` rounds. A
-- locked seat is left alone when the others are drawn anew. `was_…` is what stood
-- before the last change, to go back to: a seat without a table is one that was
-- taken away, one that was at none is new.

CREATE TABLE table_plans (
    segment_id BIGINT PRIMARY KEY NOT NULL REFERENCES segments (id),
    tables     BIGINT NOT NULL CHECK (tables > 0),
    rounds     BIGINT NOT NULL CHECK (rounds > 0),
    was_tables BIGINT NOT NULL,
    was_rounds BIGINT NOT NULL,
    version    BIGINT NOT NULL
);

CREATE TABLE table_seats (
    segment_id BIGINT NOT NULL REFERENCES table_plans (segment_id),
    round      BIGINT NOT NULL,
    person_id  BIGINT NOT NULL REFERENCES persons (id),
    table_no   BIGINT,
    locked     BOOLEAN NOT NULL,
    was_table  BIGINT,
    was_locked BOOLEAN NOT NULL,
    PRIMARY KEY (segment_id, round, person_id)
);
CREATE INDEX table_seats_person ON table_seats (person_id);
