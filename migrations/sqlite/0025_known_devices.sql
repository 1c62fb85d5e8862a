-- Browsers in which someone has signed in before, by a hash of their cookie. What
-- is asked from there is counted apart from what strangers ask (`known`).

CREATE TABLE devices (
    secret_hash BLOB NOT NULL,
    person_id   INTEGER NOT NULL REFERENCES persons (id),
    expires_at  INTEGER NOT NULL,
    PRIMARY KEY (secret_hash, person_id)
) STRICT;
CREATE INDEX devices_person ON devices (person_id);
CREATE INDEX devices_expires ON devices (expires_at);

ALTER TABLE sign_ins ADD COLUMN known INTEGER NOT NULL DEFAULT 0 CHECK (known IN (0, 1));

-- The name that a contact person has given: whether the address is a member's, and
-- by which name, is not told.
ALTER TABLE stand_ins ADD COLUMN name TEXT NOT NULL DEFAULT '';
UPDATE stand_ins SET name = (SELECT p.name FROM persons p WHERE p.id = stand_ins.stand_in_id);

-- The applicant's part as it was last sent, sealed, while they change it.
ALTER TABLE applications ADD COLUMN sent BLOB;
