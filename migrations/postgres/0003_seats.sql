-- Segments with a limited number of seats, and the queue for them. Someone in
-- the queue has answered yes and has no seat; without a row there, a yes is a
-- seat. `number` is the order in which they came.

ALTER TABLE segments ADD COLUMN capacity BIGINT CHECK (capacity > 0);

CREATE TABLE queue (
    segment_id    BIGINT NOT NULL,
    person_id     BIGINT NOT NULL,
    number        BIGINT NOT NULL,
    offered_until BIGINT,
    PRIMARY KEY (segment_id, person_id),
    FOREIGN KEY (segment_id, person_id) REFERENCES replies (segment_id, person_id)
);
CREATE INDEX queue_offered ON queue (offered_until) WHERE offered_until IS NOT NULL;
