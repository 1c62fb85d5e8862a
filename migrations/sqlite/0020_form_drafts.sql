-- Drafts of every form, not of logs only. `id` is the key of the form in which a
-- draft was begun, so that what is begun anew never takes its place; the drafts of
-- a pair's forms are sealed with the pair's key, all others with the common key.
-- A draft of a log was sealed for its meeting, which is its id from now on. One
-- that was discarded can be brought back for a day.

CREATE TABLE new_drafts (
    person_id    INTEGER NOT NULL REFERENCES persons (id),
    id           INTEGER NOT NULL,
    pair_id      INTEGER REFERENCES pairs (id),
    form         TEXT NOT NULL,
    saved_at     INTEGER NOT NULL,
    discarded_at INTEGER,
    sealed       BLOB NOT NULL,
    PRIMARY KEY (person_id, id)
) STRICT;
INSERT INTO new_drafts (person_id, id, pair_id, form, saved_at, sealed)
SELECT person_id, meeting_id, pair_id,
    CASE meeting_id WHEN 0 THEN '/par/traffar/ny' ELSE '/par/traffar/' || meeting_id || '/andra' END, saved_at, sealed
FROM drafts WHERE TRUE ORDER BY saved_at DESC
ON CONFLICT DO NOTHING;
DROP TABLE drafts;
ALTER TABLE new_drafts RENAME TO drafts;
CREATE INDEX drafts_pair ON drafts (pair_id);
CREATE INDEX drafts_form ON drafts (form);
CREATE INDEX drafts_saved ON drafts (saved_at);

-- What tells a form from every other, whatever is written in it: the same form with
-- other words does not make a second row unasked.
ALTER TABLE form_keys ADD COLUMN form BLOB;
CREATE INDEX form_keys_form ON form_keys (person_id, form);
