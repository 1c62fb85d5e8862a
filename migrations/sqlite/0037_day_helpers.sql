-- Who helps at a day's door: named by an organiser, to check people in there and nothing
-- else. When that holds follows from the day's hours.

CREATE TABLE day_helpers (
    day_id    INTEGER NOT NULL REFERENCES days (id),
    person_id INTEGER NOT NULL REFERENCES persons (id),
    by_id     INTEGER NOT NULL REFERENCES persons (id),
    at        INTEGER NOT NULL,
    PRIMARY KEY (day_id, person_id)
) STRICT;
CREATE INDEX day_helpers_person ON day_helpers (person_id);
CREATE INDEX day_helpers_by ON day_helpers (by_id);
