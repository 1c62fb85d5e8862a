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
ALTER TABLE days ADD COLUMN responsible_id INTEGER REFERENCES persons (id);
ALTER TABLE days ADD COLUMN late_yes INTEGER NOT NULL DEFAULT 0 CHECK (late_yes IN (0, 1));
ALTER TABLE days ADD COLUMN farewell TEXT NOT NULL DEFAULT '';
ALTER TABLE days ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE days ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
CREATE INDEX days_responsible ON days (responsible_id);

ALTER TABLE segments ADD COLUMN moved_at INTEGER;
ALTER TABLE segments ADD COLUMN cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1));

CREATE TABLE agenda (
    segment_id INTEGER NOT NULL REFERENCES segments (id),
    position   INTEGER NOT NULL,
    at         TEXT NOT NULL,
    title_sv   TEXT NOT NULL,
    title_en   TEXT NOT NULL,
    speaker    TEXT NOT NULL,
    PRIMARY KEY (segment_id, position)
) STRICT;

CREATE TABLE new_answers (
    id         INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    segment_id INTEGER NOT NULL REFERENCES segments (id),
    person_id  INTEGER NOT NULL REFERENCES persons (id),
    answer     TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'maybe', 'none')),
    given_by   INTEGER NOT NULL REFERENCES persons (id),
    given_at   INTEGER NOT NULL
) STRICT;
INSERT INTO new_answers (id, segment_id, person_id, answer, given_by, given_at)
SELECT id, segment_id, person_id, answer, given_by, given_at FROM answers;
DROP TABLE answers;
ALTER TABLE new_answers RENAME TO answers;
CREATE INDEX answers_of ON answers (segment_id, person_id);
CREATE INDEX answers_person ON answers (person_id);
CREATE INDEX answers_given_by ON answers (given_by);
