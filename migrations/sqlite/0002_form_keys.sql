-- Forms that have been carried out, so that one that arrives twice makes one
-- row. What a form made is known when its transaction ends.

CREATE TABLE form_keys (
    person_id INTEGER NOT NULL REFERENCES persons (id),
    key       BLOB NOT NULL,
    made      INTEGER,
    used_at   INTEGER NOT NULL,
    PRIMARY KEY (person_id, key)
) STRICT;
CREATE INDEX form_keys_used ON form_keys (used_at);
