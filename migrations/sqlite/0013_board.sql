-- Names as they are sorted by and searched for: `store::order::key`. An empty
-- one is filled in when the store is opened.

ALTER TABLE persons ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
CREATE INDEX persons_sort_name ON persons (sort_name);
