-- Who may evaluate a day, in which role, from when until when: settled when the
-- evaluation opens for them, so that nothing at the door changes it afterwards.
-- `roll_settled_at` is up to when that has been done for a day.

ALTER TABLE days ADD COLUMN roll_settled_at BIGINT NOT NULL DEFAULT 0;

CREATE TABLE evaluation_roll (
    day_id    BIGINT NOT NULL REFERENCES days (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    role      TEXT NOT NULL CHECK (role IN ('adept', 'mentor')),
    opens     BIGINT NOT NULL,
    closes    BIGINT NOT NULL,
    PRIMARY KEY (day_id, person_id)
);
CREATE INDEX evaluation_roll_person ON evaluation_roll (person_id);
