-- Segments with a limited number of seats, and the queue for them. Someone in
-- the queue has answered yes and has no seat; without a row there, a yes is a
-- seat. `number` is the order in which they came.

ALTER TABLE segments ADD COLUMN capacity INTEGER CHECK (capacity > 0);

CREATE TABLE queue (
    segment_id    INTEGER NOT NULL,
    person_id     INTEGER NOT NULL,
    number        INTEGER NOT NULL,
    offered_until INTEGER,
    PRIMARY KEY (segment_id, person_id),
    FOREIGN KEY (segment_id, person_id) REFERENCES replies (segment_id, person_id)
) STRICT;
CREATE INDEX queue_offered ON queue (offered_until) WHERE offered_until IS NOT NULL;
