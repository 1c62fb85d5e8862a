-- Reminders that go by themselves, by one plan. `reminded` is the ledger: of each
-- person and thing the latest reminder, which was due at `due_at`; none that was due
-- before is sent after it. `about` is the number of a day, segment, pair or round.

CREATE TABLE reminded (
    person_id BIGINT NOT NULL REFERENCES persons (id),
    topic     TEXT NOT NULL CHECK (topic IN
        ('reply', 'day_before', 'seat', 'evaluation', 'tomorrow', 'to_log', 'slipped', 'pulse')),
    about     BIGINT NOT NULL,
    due_at    BIGINT NOT NULL,
    sent_at   BIGINT NOT NULL,
    PRIMARY KEY (person_id, topic, about)
);
-- It takes the place of the pairs' ledger, in which both of a pair were one.
INSERT INTO reminded (person_id, topic, about, due_at, sent_at)
SELECT p.adept_id, n.kind, n.pair_id, MAX(n.sent_at), MAX(n.sent_at)
FROM nudges n JOIN pairs p ON p.id = n.pair_id GROUP BY p.adept_id, n.kind, n.pair_id;
INSERT INTO reminded (person_id, topic, about, due_at, sent_at)
SELECT p.mentor_id, n.kind, n.pair_id, MAX(n.sent_at), MAX(n.sent_at)
FROM nudges n JOIN pairs p ON p.id = n.pair_id GROUP BY p.mentor_id, n.kind, n.pair_id;
DROP TABLE nudges;

-- What an organiser has skipped, for everyone.
CREATE TABLE skipped_reminders (
    topic      TEXT NOT NULL CHECK (topic IN ('reply', 'day_before')),
    day_id     BIGINT NOT NULL REFERENCES days (id),
    due_at     BIGINT NOT NULL,
    skipped_by BIGINT NOT NULL REFERENCES persons (id),
    skipped_at BIGINT NOT NULL,
    PRIMARY KEY (topic, day_id, due_at)
);
CREATE INDEX skipped_reminders_day ON skipped_reminders (day_id);
CREATE INDEX skipped_reminders_by ON skipped_reminders (skipped_by);

-- The kinds of emails that someone has chosen away.
CREATE TABLE unwanted_emails (
    person_id BIGINT NOT NULL REFERENCES persons (id),
    kind      TEXT NOT NULL CHECK (kind IN
        ('answers', 'day_before', 'after_day', 'meetings', 'logs', 'rhythm', 'pulse', 'applications')),
    since     BIGINT NOT NULL,
    PRIMARY KEY (person_id, kind)
);
