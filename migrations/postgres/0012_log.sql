-- Which goal a meeting was about. The log's history, its drafts, and how it is
-- deleted. A version is what the two shared before a save; a draft is its
-- writer's alone, and `meeting_id` is 0 in the draft of a log that is not saved
-- yet. A deleted log can be brought back for a while, and is erased then; all
-- that a pair wrote is erased when its time to be kept is over.

ALTER TABLE pairs ADD COLUMN erased_at BIGINT;

ALTER TABLE meetings ADD COLUMN goal_id BIGINT REFERENCES goals (id);
ALTER TABLE meetings ADD COLUMN deleted_at BIGINT;
ALTER TABLE meetings ADD COLUMN deleted_by BIGINT REFERENCES persons (id);
CREATE INDEX meetings_goal ON meetings (goal_id);
CREATE INDEX meetings_deleted_by ON meetings (deleted_by);
CREATE INDEX meetings_deleted ON meetings (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE versions (
    meeting_id BIGINT NOT NULL REFERENCES meetings (id),
    version    BIGINT NOT NULL,
    saved_by   BIGINT NOT NULL REFERENCES persons (id),
    saved_at   BIGINT NOT NULL,
    sealed     BYTEA NOT NULL,
    PRIMARY KEY (meeting_id, version)
);
CREATE INDEX versions_saved_by ON versions (saved_by);

CREATE TABLE drafts (
    pair_id    BIGINT NOT NULL REFERENCES pairs (id),
    person_id  BIGINT NOT NULL REFERENCES persons (id),
    meeting_id BIGINT NOT NULL,
    saved_at   BIGINT NOT NULL,
    sealed     BYTEA NOT NULL,
    PRIMARY KEY (pair_id, person_id, meeting_id)
);
CREATE INDEX drafts_person ON drafts (person_id);
