-- Secret addresses at which someone's calendar is fetched: of the address a hash is kept,
-- and when it was fetched last, to the hour. One that is taken back is deleted.

CREATE TABLE calendar_feeds (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id  BIGINT NOT NULL REFERENCES persons (id),
    token_hash BYTEA NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    made_at    BIGINT NOT NULL,
    fetched_at BIGINT
);
CREATE INDEX calendar_feeds_person ON calendar_feeds (person_id);

-- Meetings that were agreed and cancelled, so that calendars hear of it: when they would
-- have been, and nothing of what the two had written. Deleted after some weeks.
CREATE TABLE cancelled_meetings (
    meeting_id BIGINT PRIMARY KEY,
    pair_id    BIGINT NOT NULL REFERENCES pairs (id),
    sequence   BIGINT NOT NULL,
    date       TEXT NOT NULL,
    time       TEXT NOT NULL,
    minutes    BIGINT NOT NULL
);
CREATE INDEX cancelled_meetings_pair ON cancelled_meetings (pair_id);
