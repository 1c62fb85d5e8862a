-- Names as they are searched for: `domain::input::fold`. What is missing, or was
-- written by other rules, is written when the store is opened.

ALTER TABLE persons ADD COLUMN folded_name TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN folded_name TEXT NOT NULL DEFAULT '';
