-- Who sits where on a day: `tables` tables, over `rounds` rounds. A locked seat
-- is left alone when the others are drawn anew.

CREATE TABLE table_plans (
    day_id  BIGINT PRIMARY KEY NOT NULL REFERENCES days (id),
    tables  BIGINT NOT NULL CHECK (tables > 0),
    rounds  BIGINT NOT NULL CHECK (rounds > 0),
    version BIGINT NOT NULL
);

CREATE TABLE table_seats (
    day_id    BIGINT NOT NULL REFERENCES table_plans (day_id),
    round     BIGINT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    table_no  BIGINT NOT NULL,
    locked    BOOLEAN NOT NULL,
    PRIMARY KEY (day_id, round, person_id)
);
CREATE INDEX table_seats_person ON table_seats (person_id);
