-- Who gave an answer for someone else, what someone said to the organiser when
-- answering no (sealed), every answer that was ever given, and who has been
-- reminded of a day.

ALTER TABLE replies ADD COLUMN word BYTEA;

CREATE TABLE answers (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    segment_id BIGINT NOT NULL REFERENCES segments (id),
    person_id  BIGINT NOT NULL REFERENCES persons (id),
    answer     TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'maybe')),
    given_by   BIGINT NOT NULL REFERENCES persons (id),
    given_at   BIGINT NOT NULL
);
CREATE INDEX answers_of ON answers (segment_id, person_id);
CREATE INDEX answers_person ON answers (person_id);
CREATE INDEX answers_given_by ON answers (given_by);
INSERT INTO answers (segment_id, person_id, answer, given_by, given_at)
SELECT segment_id, person_id, answer, person_id, answered_at FROM replies ORDER BY answered_at;

CREATE TABLE reminders (
    day_id      BIGINT NOT NULL REFERENCES days (id),
    person_id   BIGINT NOT NULL REFERENCES persons (id),
    reminded_at BIGINT NOT NULL,
    PRIMARY KEY (day_id, person_id)
);
CREATE INDEX reminders_person ON reminders (person_id);
