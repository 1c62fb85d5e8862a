-- What follows the @ in the names of calendar entries, for ever. An installation
-- that has given out entries goes on with the host's name, which only the server
-- knows: until it starts, there is nothing here.
CREATE TABLE installation (
    id              BIGINT PRIMARY KEY CHECK (id = 1),
    calendar_domain TEXT NOT NULL
);
INSERT INTO installation (id, calendar_domain) SELECT 1, '' WHERE EXISTS (SELECT 1 FROM days);
