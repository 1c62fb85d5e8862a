-- What each import has brought, so that it can be seen and undone as a whole. Of what
-- was known before it there is no row. A row's target is that of its table; of a duty,
-- the person. The rows stay when it is undone, and their targets are gone.

CREATE TABLE imports (
    id           INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    file         TEXT NOT NULL,
    by_id        INTEGER NOT NULL REFERENCES persons (id),
    at           INTEGER NOT NULL,
    undone_by_id INTEGER REFERENCES persons (id),
    undone_at    INTEGER,
    CHECK ((undone_by_id IS NULL) = (undone_at IS NULL))
) STRICT;
CREATE INDEX imports_by ON imports (by_id);
CREATE INDEX imports_undone_by ON imports (undone_by_id);

CREATE TABLE imported (
    import_id INTEGER NOT NULL REFERENCES imports (id),
    position  INTEGER NOT NULL,
    what      TEXT NOT NULL CHECK (what IN ('round', 'organisation', 'person', 'duty', 'pair')),
    target_id INTEGER NOT NULL,
    round_id  INTEGER,
    duty      TEXT,
    PRIMARY KEY (import_id, position),
    CHECK ((what = 'duty') = (round_id IS NOT NULL)),
    CHECK ((what = 'duty') = (duty IS NOT NULL))
) STRICT;
CREATE INDEX imported_target ON imported (what, target_id);
