-- Who came. One row is one person checked in; no row says nothing, and an
-- answer says nothing either. `by` is the organiser at the door.

CREATE TABLE attendance (
    segment_id BIGINT NOT NULL REFERENCES segments (id),
    person_id  BIGINT NOT NULL REFERENCES persons (id),
    at         BIGINT NOT NULL,
    by         BIGINT NOT NULL REFERENCES persons (id),
    PRIMARY KEY (segment_id, person_id)
);
CREATE INDEX attendance_person ON attendance (person_id);
CREATE INDEX attendance_by ON attendance (by);

-- Those who came and are not in the round.
CREATE TABLE visitors (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    segment_id   BIGINT NOT NULL REFERENCES segments (id),
    name         TEXT NOT NULL,
    organisation TEXT NOT NULL,
    at           BIGINT NOT NULL,
    by           BIGINT NOT NULL REFERENCES persons (id)
);
CREATE INDEX visitors_segment ON visitors (segment_id);
CREATE INDEX visitors_by ON visitors (by);
