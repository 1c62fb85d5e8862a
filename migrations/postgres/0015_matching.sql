-- Who becomes whose mentor. Of every two in a draft that there is something to
-- say about, `link` says what, and `was` what it was before the last change, to
-- go back to: a pair, a locked pair, two that are kept apart, or nothing. Of two
-- organisations with a tie the one with the lower number comes first.

CREATE TABLE organisation_ties (
    one_id   BIGINT NOT NULL REFERENCES organisations (id),
    other_id BIGINT NOT NULL REFERENCES organisations (id),
    PRIMARY KEY (one_id, other_id),
    CHECK (one_id < other_id)
);
CREATE INDEX organisation_ties_other ON organisation_ties (other_id);

CREATE TABLE matching_weights (
    round_id  BIGINT NOT NULL REFERENCES rounds (id),
    criterion TEXT NOT NULL,
    weight    BIGINT NOT NULL CHECK (weight >= 0),
    PRIMARY KEY (round_id, criterion)
);

CREATE TABLE match_drafts (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    round_id     BIGINT NOT NULL REFERENCES rounds (id),
    name         TEXT NOT NULL,
    reserves     BOOLEAN NOT NULL,
    version      BIGINT NOT NULL,
    changed_by   BIGINT NOT NULL REFERENCES persons (id),
    changed_at   BIGINT NOT NULL,
    published_at BIGINT
);
CREATE INDEX match_drafts_round ON match_drafts (round_id);
CREATE INDEX match_drafts_changed_by ON match_drafts (changed_by);

CREATE TABLE match_links (
    draft_id  BIGINT NOT NULL REFERENCES match_drafts (id),
    adept_id  BIGINT NOT NULL REFERENCES persons (id),
    mentor_id BIGINT NOT NULL REFERENCES persons (id),
    link      TEXT CHECK (link IN ('paired', 'locked', 'forbidden')),
    was       TEXT CHECK (was IN ('paired', 'locked', 'forbidden')),
    PRIMARY KEY (draft_id, adept_id, mentor_id)
);
CREATE INDEX match_links_adept ON match_links (adept_id);
CREATE INDEX match_links_mentor ON match_links (mentor_id);
