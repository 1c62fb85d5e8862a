-- The keys that notes are sealed with, wrapped by the installation's key, and
-- a value by which a wrong installation key is noticed. In a schema of its own,
-- `keyring`, never in the data's own backup.

CREATE TABLE pair_keys (
    pair_id BIGINT PRIMARY KEY,
    wrapped BYTEA NOT NULL
);

CREATE TABLE key_check (
    id    BIGINT PRIMARY KEY CHECK (id = 1),
    value BYTEA NOT NULL
);
