-- Answers are never lost when the hours of a part change. They belong to an
-- occasion: to the hours that they were given to, and to others that are near
-- enough for them to stand. `occasions` knows the hours of each, so that hours
-- that are set back bring its answers back. Those of other occasions than the
-- part's own are in `former_replies`, with the place in the queue, if they had one.
-- Answers from before a move that is older than this belong to the first occasion.
--
-- Whoever let the offer of a seat lapse stays in the queue, without a turn
-- (`lapsed`). Where there is no limit, nobody waits.

ALTER TABLE segments ADD COLUMN occasion INTEGER NOT NULL DEFAULT 1;
ALTER TABLE segments ADD COLUMN was_starts INTEGER;
ALTER TABLE segments ADD COLUMN was_ends INTEGER;
UPDATE segments SET occasion = 2 WHERE moved_at IS NOT NULL;

ALTER TABLE answers ADD COLUMN occasion INTEGER NOT NULL DEFAULT 1;
UPDATE answers SET occasion = 2
WHERE given_at > (SELECT s.moved_at FROM segments s WHERE s.id = answers.segment_id);

CREATE TABLE occasions (
    segment_id INTEGER NOT NULL REFERENCES segments (id),
    starts     INTEGER NOT NULL,
    ends       INTEGER NOT NULL,
    occasion   INTEGER NOT NULL,
    PRIMARY KEY (segment_id, starts, ends)
) STRICT;

CREATE TABLE former_replies (
    segment_id  INTEGER NOT NULL REFERENCES segments (id),
    person_id   INTEGER NOT NULL REFERENCES persons (id),
    occasion    INTEGER NOT NULL,
    answer      TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'maybe')),
    answered_at INTEGER NOT NULL,
    word        BLOB,
    number      INTEGER,
    PRIMARY KEY (segment_id, person_id, occasion)
) STRICT;
CREATE INDEX former_replies_person ON former_replies (person_id);
INSERT INTO former_replies (segment_id, person_id, occasion, answer, answered_at)
SELECT a.segment_id, a.person_id, 1, a.answer, a.given_at
FROM answers a JOIN segments s ON s.id = a.segment_id
WHERE s.moved_at IS NOT NULL AND a.answer <> 'none' AND a.id = (
    SELECT MAX(l.id) FROM answers l
    WHERE l.segment_id = a.segment_id AND l.person_id = a.person_id AND l.occasion = 1
);

ALTER TABLE queue ADD COLUMN lapsed INTEGER NOT NULL DEFAULT 0 CHECK (lapsed IN (0, 1));
DELETE FROM queue WHERE segment_id IN (SELECT s.id FROM segments s WHERE s.capacity IS NULL);

-- When a day was cancelled; not known of those that were before this.
ALTER TABLE days ADD COLUMN cancelled_at INTEGER;
