-- What each import has brought, so that it can be seen and undone as a whole. Of what
-- was known before it there is no row. A row's target is that of its table; of a duty,
-- the person. The rows stay when it is undone, and their targets are gone.

CREATE TABLE imports (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    file         TEXT NOT NULL,
    by_id        BIGINT NOT NULL REFERENCES persons (id),
    at           BIGINT NOT NULL,
    undone_by_id BIGINT REFERENCES persons (id),
    undone_at    BIGINT,
    CHECK ((undone_by_id IS NULL) = (undone_at IS NULL))
);
CREATE INDEX imports_by ON imports (by_id);
CREATE INDEX imports_undone_by ON imports (undone_by_id);

CREATE TABLE imported (
    import_id BIGINT NOT NULL REFERENCES imports (id),
    position  BIGINT NOT NULL,
    what      TEXT NOT NULL CHECK (what IN ('round', 'organisation', 'person', 'duty', 'pair')),
    target_id BIGINT NOT NULL,
    round_id  BIGINT,
    duty      TEXT,
    PRIMARY KEY (import_id, position),
    CHECK ((what = 'duty') = (round_id IS NOT NULL)),
    CHECK ((what = 'duty') = (duty IS NOT NULL))
);
CREATE INDEX imported_target ON imported (what, target_id);
