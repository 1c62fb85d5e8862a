-- What organisers write to many at once. The audience is JSON, as `domain` has it: who
-- is in it is decided when the announcement is sent. Whoever was in it then has one row
-- each, with the email, or with why there is none; with neither where the person was
-- deactivated before the email left.

CREATE TABLE announcements (
    id         INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    round_id   INTEGER NOT NULL REFERENCES rounds (id),
    state      TEXT NOT NULL CHECK (state IN ('draft', 'scheduled', 'sent')),
    subject_sv TEXT NOT NULL,
    subject_en TEXT NOT NULL,
    body_sv    TEXT NOT NULL,
    body_en    TEXT NOT NULL,
    audience   TEXT NOT NULL,
    version    INTEGER NOT NULL,
    due_at     INTEGER,
    CHECK ((state = 'draft') = (due_at IS NULL))
) STRICT;

CREATE INDEX announcements_round ON announcements (round_id);
CREATE INDEX announcements_due ON announcements (due_at) WHERE state = 'scheduled';

CREATE TABLE announcement_steps (
    id              INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    announcement_id INTEGER NOT NULL REFERENCES announcements (id),
    step            TEXT NOT NULL CHECK (step IN ('written', 'scheduled', 'cancelled', 'sent')),
    at              INTEGER NOT NULL,
    by_id           INTEGER NOT NULL REFERENCES persons (id)
) STRICT;

CREATE INDEX announcement_steps_announcement ON announcement_steps (announcement_id);
CREATE INDEX announcement_steps_by ON announcement_steps (by_id);

CREATE TABLE announcement_receivers (
    announcement_id INTEGER NOT NULL REFERENCES announcements (id),
    person_id       INTEGER NOT NULL REFERENCES persons (id),
    outbox_id       INTEGER REFERENCES outbox (id) ON DELETE SET NULL,
    skipped         TEXT CHECK (skipped IN ('deactivated', 'dead_address')),
    PRIMARY KEY (announcement_id, person_id)
) STRICT;

CREATE INDEX announcement_receivers_person ON announcement_receivers (person_id);
CREATE INDEX announcement_receivers_outbox ON announcement_receivers (outbox_id);
