-- After a day: files for those who were invited, and what people thought of it.
-- Comments are sealed; an evaluation shows from five answers up only. A file's
-- content is its row's last column, so that listing files does not read it.
-- When someone evaluated a day is not kept: it would tell answers apart.
-- `thanked_at` is when letters of thanks were sent.

CREATE TABLE materials (
    id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    day_id   BIGINT NOT NULL REFERENCES days (id),
    audience TEXT NOT NULL CHECK (audience IN ('everyone', 'mentors')),
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    size     BIGINT NOT NULL,
    added_by BIGINT NOT NULL REFERENCES persons (id),
    added_at BIGINT NOT NULL,
    content  BYTEA NOT NULL
);
CREATE INDEX materials_day ON materials (day_id);
CREATE INDEX materials_added_by ON materials (added_by);

CREATE TABLE evaluations (
    day_id    BIGINT NOT NULL REFERENCES days (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    whole     BIGINT NOT NULL CHECK (whole BETWEEN 1 AND 5),
    content   BIGINT NOT NULL CHECK (content BETWEEN 1 AND 5),
    contacts  BIGINT NOT NULL CHECK (contacts BETWEEN 1 AND 5),
    comment   BYTEA,
    PRIMARY KEY (day_id, person_id)
);
CREATE INDEX evaluations_person ON evaluations (person_id);

ALTER TABLE days ADD COLUMN thanked_at BIGINT;
