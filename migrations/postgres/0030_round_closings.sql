-- A round that is closed: since when and by whom; when its people were thanked, after
-- which it is not opened again; and since when it lies in the archive, if by hand.
CREATE TABLE round_closings (
    round_id    BIGINT PRIMARY KEY NOT NULL REFERENCES rounds (id),
    closed_at   BIGINT NOT NULL,
    closed_by   BIGINT NOT NULL REFERENCES persons (id),
    thanked_at  BIGINT,
    archived_at BIGINT,
    archived_by BIGINT REFERENCES persons (id),
    CHECK ((archived_at IS NULL) = (archived_by IS NULL))
);
CREATE INDEX round_closings_closed_by ON round_closings (closed_by);
CREATE INDEX round_closings_archived_by ON round_closings (archived_by);

-- What an adept of a round has answered to being a mentor later. No answer is no row.
CREATE TABLE mentor_wishes (
    round_id  BIGINT NOT NULL REFERENCES rounds (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    willing   BOOLEAN NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (round_id, person_id)
);
CREATE INDEX mentor_wishes_person ON mentor_wishes (person_id);
