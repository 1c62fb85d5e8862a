-- Since when someone holds a duty. Of those that are older than this, the pair's first
-- day stands, or the round's. What is held now is in `duties` alone; one that has ended
-- is in the history: until when, who ended it, and why (`sealed`).

ALTER TABLE duties ADD COLUMN since TEXT NOT NULL DEFAULT '';
UPDATE duties SET since = COALESCE(
    (SELECT MIN(t.since) FROM pairs t WHERE t.round_id = duties.round_id
        AND ((duties.duty = 'adept' AND t.adept_id = duties.person_id)
            OR (duties.duty = 'mentor' AND t.mentor_id = duties.person_id))),
    (SELECT r.starts_on FROM rounds r WHERE r.id = duties.round_id)
);

CREATE TABLE duty_history (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    round_id  BIGINT NOT NULL REFERENCES rounds (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    duty      TEXT NOT NULL CHECK (duty IN ('adept', 'mentor', 'reserve', 'contact_person', 'working_group', 'organiser', 'applicant')),
    since     TEXT NOT NULL,
    until     TEXT NOT NULL,
    by_id     BIGINT NOT NULL REFERENCES persons (id),
    sealed    BYTEA
);
CREATE INDEX duty_history_round ON duty_history (round_id);
CREATE INDEX duty_history_person ON duty_history (person_id);
CREATE INDEX duty_history_by ON duty_history (by_id);

-- An address that someone has shown to be theirs too: it lets them sign in like the
-- first one, which all other emails go to. Whoever is deactivated cannot sign in.

ALTER TABLE persons ADD COLUMN second_email TEXT;
ALTER TABLE persons ADD COLUMN deactivated_at BIGINT;
CREATE UNIQUE INDEX persons_second_email ON persons (second_email);

-- Addresses that people want to have, until they show that they are theirs. Of the
-- link a hash is kept; the address is sealed, and counted by a fingerprint.
CREATE TABLE address_requests (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id    BIGINT NOT NULL REFERENCES persons (id),
    kind         TEXT NOT NULL CHECK (kind IN ('main', 'second')),
    link_hash    BYTEA NOT NULL UNIQUE,
    address_hash BYTEA NOT NULL,
    sealed       BYTEA NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    used_at      BIGINT
);
CREATE INDEX address_requests_person ON address_requests (person_id);
CREATE INDEX address_requests_address ON address_requests (address_hash, created_at);

-- Every change of an address: the two addresses and the reason are sealed.
CREATE TABLE address_changes (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    kind      TEXT NOT NULL CHECK (kind IN ('main', 'second')),
    by_id     BIGINT NOT NULL REFERENCES persons (id),
    at        BIGINT NOT NULL,
    sealed    BYTEA NOT NULL
);
CREATE INDEX address_changes_person ON address_changes (person_id);
CREATE INDEX address_changes_by ON address_changes (by_id);
