-- Which goal a meeting was about. The log's history, its drafts, and how it is
-- deleted. A version is what the two shared before a save; a draft is its
-- writer's alone, and `meeting_id` is 0 in the draft of a log that is not saved
-- yet. A deleted log can be brought back for a while, and is erased then; all
-- that a pair wrote is erased when its time to be kept is over.

ALTER TABLE pairs ADD COLUMN erased_at INTEGER;

ALTER TABLE meetings ADD COLUMN goal_id INTEGER REFERENCES goals (id);
ALTER TABLE meetings ADD COLUMN deleted_at INTEGER;
ALTER TABLE meetings ADD COLUMN deleted_by INTEGER REFERENCES persons (id);
CREATE INDEX meetings_goal ON meetings (goal_id);
CREATE INDEX meetings_deleted_by ON meetings (deleted_by);
CREATE INDEX meetings_deleted ON meetings (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE versions (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    version    INTEGER NOT NULL,
    saved_by   INTEGER NOT NULL REFERENCES persons (id),
    saved_at   INTEGER NOT NULL,
    sealed     BLOB NOT NULL,
    PRIMARY KEY (meeting_id, version)
) STRICT;
CREATE INDEX versions_saved_by ON versions (saved_by);

CREATE TABLE drafts (
    pair_id    INTEGER NOT NULL REFERENCES pairs (id),
    person_id  INTEGER NOT NULL REFERENCES persons (id),
    meeting_id INTEGER NOT NULL,
    saved_at   INTEGER NOT NULL,
    sealed     BLOB NOT NULL,
    PRIMARY KEY (pair_id, person_id, meeting_id)
) STRICT;
CREATE INDEX drafts_person ON drafts (person_id);
