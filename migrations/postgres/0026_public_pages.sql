-- What organisers have written on the public pages, every version of it: the one that
-- everyone sees is the latest. A page without any is as it was delivered. Nobody has
-- saved a delivered text that is kept because an application was sent under it.

CREATE TABLE public_page_versions (
    page     TEXT NOT NULL,
    version  BIGINT NOT NULL CHECK (version > 0),
    title_sv TEXT NOT NULL,
    title_en TEXT NOT NULL,
    lede_sv  TEXT NOT NULL,
    lede_en  TEXT NOT NULL,
    body_sv  TEXT NOT NULL,
    body_en  TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by BIGINT REFERENCES persons (id),
    PRIMARY KEY (page, version)
);
CREATE INDEX public_page_versions_saved_by ON public_page_versions (saved_by);

-- Whom to ask, and whom to tell of weaknesses until when.
CREATE TABLE public_contacts (
    id             BIGINT PRIMARY KEY CHECK (id = 1),
    questions      TEXT,
    security       TEXT,
    security_until TEXT,
    CHECK ((security IS NULL) = (security_until IS NULL))
);

-- The version of the privacy notice under which an application was sent last. None for
-- those that were sent before there were versions.
ALTER TABLE applications ADD COLUMN privacy_version BIGINT;
