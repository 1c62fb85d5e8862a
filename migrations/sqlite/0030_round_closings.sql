-- A round that is closed: since when and by whom; when its people were thanked, after
-- which it is not opened again; and since when it lies in the archive, if by hand.
CREATE TABLE round_closings (
    round_id    INTEGER PRIMARY KEY NOT NULL REFERENCES rounds (id),
    closed_at   INTEGER NOT NULL,
    closed_by   INTEGER NOT NULL REFERENCES persons (id),
    thanked_at  INTEGER,
    archived_at INTEGER,
    archived_by INTEGER REFERENCES persons (id),
    CHECK ((archived_at IS NULL) = (archived_by IS NULL))
) STRICT;
CREATE INDEX round_closings_closed_by ON round_closings (closed_by);
CREATE INDEX round_closings_archived_by ON round_closings (archived_by);

-- What an adept of a round has answered to being a mentor later. No answer is no row.
CREATE TABLE mentor_wishes (
    round_id  INTEGER NOT NULL REFERENCES rounds (id),
    person_id INTEGER NOT NULL REFERENCES persons (id),
    willing   INTEGER NOT NULL CHECK (willing IN (0, 1)),
    at        INTEGER NOT NULL,
    PRIMARY KEY (round_id, person_id)
) STRICT;
CREATE INDEX mentor_wishes_person ON mentor_wishes (person_id);
