-- What an organiser edits of a day: whether it is a draft, published or
-- cancelled, how to get there, whom to ask, who is responsible for it, whether
-- a late yes is taken while there is room. `version` rises with every save;
-- `sequence` with every change that calendars have to hear of. An item of the
-- agenda belongs to a part of the day, and so to its audience; `at` is the wall
-- clock's. A part that was moved asks for its answers again: those given before
-- are in the history only. There an answer that was taken back is `none`. A part
-- of a published day may be cancelled alone. `farewell` is what the organiser
-- said to everyone when the day was cancelled.

ALTER TABLE days ADD COLUMN state TEXT NOT NULL DEFAULT 'published' CHECK (state IN ('draft', 'published', 'cancelled'));
ALTER TABLE days ADD COLUMN directions_sv TEXT NOT NULL DEFAULT '';
ALTER TABLE days ADD COLUMN directions_en TEXT NOT NULL DEFAULT '';
ALTER TABLE days ADD COLUMN map_url TEXT NOT NULL DEFAULT '';
ALTER TABLE days ADD COLUMN contact_name TEXT NOT NULL DEFAULT '';
ALTER TABLE days ADD COLUMN contact_email TEXT NOT NULL DEFAULT '';
ALTER TABLE days ADD COLUMN contact_phone TEXT NOT NULL DEFAULT '';
ALTER TABLE days ADD COLUMN responsible_id BIGINT REFERENCES persons (id);
ALTER TABLE days ADD COLUMN late_yes BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE days ADD COLUMN farewell TEXT NOT NULL DEFAULT '';
ALTER TABLE days ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE days ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;
CREATE INDEX days_responsible ON days (responsible_id);

ALTER TABLE segments ADD COLUMN moved_at BIGINT;
ALTER TABLE segments ADD COLUMN cancelled BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE agenda (
    segment_id BIGINT NOT NULL REFERENCES segments (id),
    position   BIGINT NOT NULL,
    at         TEXT COLLATE "C" NOT NULL,
    title_sv   TEXT NOT NULL,
    title_en   TEXT NOT NULL,
    speaker    TEXT NOT NULL,
    PRIMARY KEY (segment_id, position)
);

ALTER TABLE answers DROP CONSTRAINT answers_answer_check;
ALTER TABLE answers ADD CONSTRAINT answers_answer_check CHECK (answer IN ('yes', 'no', 'maybe', 'none'));
