-- A mentor may have several adepts at once, where the working group allows it; an adept
-- has one mentor at a time.
DROP INDEX pairs_one_of_mentor;

-- The mentors whom the working group lets have as many adepts as they have offered.
CREATE TABLE several_adepts (
    round_id  INTEGER NOT NULL REFERENCES rounds (id),
    person_id INTEGER NOT NULL REFERENCES persons (id),
    PRIMARY KEY (round_id, person_id)
) STRICT;
CREATE INDEX several_adepts_person ON several_adepts (person_id);
