-- What an organiser has put off of the list of what needs someone, until when; for all
-- who run the round, once someone has been in touch. `about` is what the list knows it by.

CREATE TABLE put_offs (
    person_id INTEGER NOT NULL REFERENCES persons (id),
    round_id  INTEGER NOT NULL REFERENCES rounds (id),
    kind      TEXT NOT NULL,
    about     INTEGER NOT NULL,
    until     INTEGER NOT NULL,
    for_all   INTEGER NOT NULL CHECK (for_all IN (0, 1)),
    PRIMARY KEY (person_id, round_id, kind, about)
) STRICT;
CREATE INDEX put_offs_round ON put_offs (round_id);
