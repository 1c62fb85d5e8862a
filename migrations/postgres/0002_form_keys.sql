-- Forms that have been carried out, so that one that arrives twice makes one
-- row. What a form made is known when its transaction ends.

CREATE TABLE form_keys (
    person_id BIGINT NOT NULL REFERENCES persons (id),
    key       BYTEA NOT NULL,
    made      BIGINT,
    used_at   BIGINT NOT NULL,
    PRIMARY KEY (person_id, key)
);
CREATE INDEX form_keys_used ON form_keys (used_at);
