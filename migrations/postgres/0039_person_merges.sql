-- People who were there twice and were merged: who goes is deleted, and what there was of
-- them is the other's. What is kept of it leads from the one's page to the other's; the
-- name and the address that they had are sealed.

CREATE TABLE person_merges (
    from_id BIGINT PRIMARY KEY NOT NULL,
    into_id BIGINT NOT NULL REFERENCES persons (id),
    by_id   BIGINT NOT NULL REFERENCES persons (id),
    at      BIGINT NOT NULL,
    sealed  BYTEA NOT NULL,
    CHECK (from_id <> into_id)
);
CREATE INDEX person_merges_into ON person_merges (into_id);
CREATE INDEX person_merges_by ON person_merges (by_id);
