-- Names as they are sorted by and searched for: `store::order::key`. An empty
-- one is filled in when the store is opened.

ALTER TABLE persons ADD COLUMN sort_name TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN sort_name TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX persons_sort_name ON persons (sort_name);

-- How many answers of each kind came to a part of a day in an hour (since 1970),
-- less those that were replaced: what the picture of answers over time adds up,
-- so that it need not read them all. A move takes away all that were given before.
CREATE TABLE trend (
    segment_id BIGINT NOT NULL REFERENCES segments (id),
    hour       BIGINT NOT NULL,
    answer     TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'maybe')),
    change     BIGINT NOT NULL,
    PRIMARY KEY (segment_id, hour, answer)
);
INSERT INTO trend (segment_id, hour, answer, change)
WITH given AS (
    SELECT a.id, a.segment_id, a.person_id, a.answer, a.given_at, s.moved_at,
        CASE WHEN a.given_at <= s.moved_at THEN 0 ELSE 1 END AS counts
    FROM answers a JOIN segments s ON s.id = a.segment_id
), steps AS (
    SELECT segment_id, given_at / 3600000 AS hour, answer, 1 AS change FROM given
    UNION ALL
    SELECT segment_id, given_at / 3600000,
        LAG(answer) OVER (PARTITION BY segment_id, person_id, counts ORDER BY id), -1
    FROM given
    UNION ALL
    SELECT segment_id, moved_at / 3600000, answer, -1 FROM given
    WHERE id IN (SELECT MAX(id) FROM given WHERE counts = 0 GROUP BY segment_id, person_id)
)
SELECT segment_id, hour, answer, SUM(change) FROM steps
WHERE answer IN ('yes', 'maybe', 'no') GROUP BY segment_id, hour, answer;

-- How many of each role and organisation have given which answer.
CREATE TABLE tally (
    segment_id      BIGINT NOT NULL REFERENCES segments (id),
    role            TEXT NOT NULL CHECK (role IN ('adept', 'mentor')),
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    answer          TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'maybe')),
    people          BIGINT NOT NULL,
    PRIMARY KEY (segment_id, role, organisation_id, answer)
);
CREATE INDEX tally_organisation ON tally (organisation_id);
INSERT INTO tally (segment_id, role, organisation_id, answer, people)
SELECT r.segment_id, u.duty, p.organisation_id, r.answer, COUNT(*)
FROM replies r JOIN segments s ON s.id = r.segment_id JOIN days d ON d.id = s.day_id
JOIN persons p ON p.id = r.person_id JOIN duties u ON u.person_id = p.id AND u.round_id = d.round_id
WHERE u.duty IN ('adept', 'mentor') GROUP BY r.segment_id, u.duty, p.organisation_id, r.answer;
