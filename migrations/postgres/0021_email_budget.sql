-- What an email is for, about which row, who brought it about, to which mailbox it
-- goes and what it says, the last two as fingerprints: the budget counts by them.
-- `pair_id` is the pair whose key has sealed it. `since` is when it was to be sent
-- first, or was sent again by hand. What is given up keeps its content, so that it
-- can be sent again; `failed` is what was dropped.
ALTER TABLE outbox ADD COLUMN pair_id BIGINT REFERENCES pairs (id);
ALTER TABLE outbox ADD COLUMN cause TEXT;
ALTER TABLE outbox ADD COLUMN about BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN sender_id BIGINT REFERENCES persons (id);
ALTER TABLE outbox ADD COLUMN recipient BYTEA;
ALTER TABLE outbox ADD COLUMN says BYTEA;
ALTER TABLE outbox ADD COLUMN since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN given_up_at BIGINT;
ALTER TABLE outbox ADD COLUMN reason TEXT CHECK (reason IN ('refused', 'unreachable'));
UPDATE outbox SET since = created_at;

CREATE INDEX outbox_pair ON outbox (pair_id);
CREATE INDEX outbox_sender ON outbox (sender_id);
CREATE INDEX outbox_recipient ON outbox (recipient, cause);
CREATE INDEX outbox_given_up ON outbox (given_up_at) WHERE given_up_at IS NOT NULL;
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (due_at) WHERE sealed IS NOT NULL AND given_up_at IS NULL;
