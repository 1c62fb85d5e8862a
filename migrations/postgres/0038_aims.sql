-- At the start, the middle and the end of a round the pulse also asks how far each of the
-- programme's four aims is reached, from 1 to 5.

ALTER TABLE pulses ADD COLUMN leadership BIGINT CHECK (leadership BETWEEN 1 AND 5);
ALTER TABLE pulses ADD COLUMN arenas BIGINT CHECK (arenas BETWEEN 1 AND 5);
ALTER TABLE pulses ADD COLUMN collaboration BIGINT CHECK (collaboration BETWEEN 1 AND 5);
ALTER TABLE pulses ADD COLUMN networks BIGINT CHECK (networks BETWEEN 1 AND 5);
