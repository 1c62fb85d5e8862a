-- The key of what is no pair's, wrapped by the installation's key as the others
-- are: so that the installation's key can be changed and letters, words,
-- fingerprints and badges stay as they are.

CREATE TABLE common_key (
    id      BIGINT PRIMARY KEY CHECK (id = 1),
    wrapped BYTEA NOT NULL
);
