-- What the network is called, who holds it together, and who is the controller of the
-- personal data, in both languages. Whom to ask is in `public_contacts`.

CREATE TABLE network (
    id            INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    name          TEXT NOT NULL,
    host          TEXT NOT NULL,
    controller_sv TEXT NOT NULL,
    controller_en TEXT NOT NULL
) STRICT;

-- Links that each make the first organiser; only their hashes. Once there is one, none
-- is left.
CREATE TABLE setup_links (
    link_hash  BLOB PRIMARY KEY NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
