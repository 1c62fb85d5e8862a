-- What organisers know of an organisation. One that has ended takes no new people;
-- one that was merged into another has none left, and stays for what tells of it.

ALTER TABLE organisations ADD COLUMN short_name TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN kind TEXT NOT NULL DEFAULT 'other'
    CHECK (kind IN ('municipality', 'region', 'state', 'university', 'other'));
ALTER TABLE organisations ADD COLUMN ended_on TEXT;

CREATE TABLE organisation_merges (
    from_id BIGINT PRIMARY KEY NOT NULL REFERENCES organisations (id),
    into_id BIGINT NOT NULL REFERENCES organisations (id),
    by_id   BIGINT NOT NULL REFERENCES persons (id),
    at      BIGINT NOT NULL,
    CHECK (from_id <> into_id)
);
CREATE INDEX organisation_merges_into ON organisation_merges (into_id);
CREATE INDEX organisation_merges_by ON organisation_merges (by_id);
