-- At the start, the middle and the end of a round the pulse also asks how far each of the
-- programme's four aims is reached, from 1 to 5.

ALTER TABLE pulses ADD COLUMN leadership INTEGER CHECK (leadership BETWEEN 1 AND 5);
ALTER TABLE pulses ADD COLUMN arenas INTEGER CHECK (arenas BETWEEN 1 AND 5);
ALTER TABLE pulses ADD COLUMN collaboration INTEGER CHECK (collaboration BETWEEN 1 AND 5);
ALTER TABLE pulses ADD COLUMN networks INTEGER CHECK (networks BETWEEN 1 AND 5);
