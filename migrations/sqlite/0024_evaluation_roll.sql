-- Who may evaluate a day, in which role, from when until when: settled when the
-- evaluation opens for them, so that nothing at the door changes it afterwards.
-- `roll_settled_at` is up to when that has been done for a day.

ALTER TABLE days ADD COLUMN roll_settled_at INTEGER NOT NULL DEFAULT 0;

CREATE TABLE evaluation_roll (
    day_id    INTEGER NOT NULL REFERENCES days (id),
    person_id INTEGER NOT NULL REFERENCES persons (id),
    role      TEXT NOT NULL CHECK (role IN ('adept', 'mentor')),
    opens     INTEGER NOT NULL,
    closes    INTEGER NOT NULL,
    PRIMARY KEY (day_id, person_id)
) STRICT;
CREATE INDEX evaluation_roll_person ON evaluation_roll (person_id);
