-- The keys that notes are sealed with, wrapped by the installation's key, and
-- a value by which a wrong installation key is noticed. Never in the data's
-- own backup.

CREATE TABLE pair_keys (
    pair_id INTEGER PRIMARY KEY NOT NULL,
    wrapped BLOB NOT NULL
) STRICT;

CREATE TABLE key_check (
    id    INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    value BLOB NOT NULL
) STRICT;
