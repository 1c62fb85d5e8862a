-- What an organiser has put off of the list of what needs someone, until when; for all
-- who run the round, once someone has been in touch. `about` is what the list knows it by.

CREATE TABLE put_offs (
    person_id BIGINT NOT NULL REFERENCES persons (id),
    round_id  BIGINT NOT NULL REFERENCES rounds (id),
    kind      TEXT NOT NULL,
    about     BIGINT NOT NULL,
    until     BIGINT NOT NULL,
    for_all   BOOLEAN NOT NULL,
    PRIMARY KEY (person_id, round_id, kind, about)
);
CREATE INDEX put_offs_round ON put_offs (round_id);
