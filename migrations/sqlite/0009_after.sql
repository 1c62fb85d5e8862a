-- After a day: files for those who were invited, and what people thought of it.
-- Comments are sealed; an evaluation shows from five answers up only. A file's
-- content is its row's last column, so that listing files does not read it.
-- When someone evaluated a day is not kept: it would tell answers apart.
-- `thanked_at` is when letters of thanks were sent.

CREATE TABLE materials (
    id       INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    day_id   INTEGER NOT NULL REFERENCES days (id),
    audience TEXT NOT NULL CHECK (audience IN ('everyone', 'mentors')),
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    size     INTEGER NOT NULL,
    added_by INTEGER NOT NULL REFERENCES persons (id),
    added_at INTEGER NOT NULL,
    content  BLOB NOT NULL
) STRICT;
CREATE INDEX materials_day ON materials (day_id);
CREATE INDEX materials_added_by ON materials (added_by);

CREATE TABLE evaluations (
    day_id    INTEGER NOT NULL REFERENCES days (id),
    person_id INTEGER NOT NULL REFERENCES persons (id),
    whole     INTEGER NOT NULL CHECK (whole BETWEEN 1 AND 5),
    content   INTEGER NOT NULL CHECK (content BETWEEN 1 AND 5),
    contacts  INTEGER NOT NULL CHECK (contacts BETWEEN 1 AND 5),
    comment   BLOB,
    PRIMARY KEY (day_id, person_id)
) STRICT;
CREATE INDEX evaluations_person ON evaluations (person_id);

ALTER TABLE days ADD COLUMN thanked_at INTEGER;
