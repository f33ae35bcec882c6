-- Who reads: accounts, the browsers that are signed in to them, and what readers did, as events that replay.

-- Who did something. An account has one; the events of a deleted account keep one that leads to nobody.
CREATE TABLE actor (
  number INTEGER PRIMARY KEY,           -- random: it tells nothing of when the account was made
  since  TEXT NOT NULL                  -- when the account was made: young ones count less
);

CREATE TABLE account (
  number  INTEGER PRIMARY KEY,
  handle  TEXT NOT NULL UNIQUE,         -- random, in addresses
  reader  INTEGER UNIQUE REFERENCES reader (number) ON DELETE SET NULL, -- whose address; null for an owner without mail
  actor   INTEGER NOT NULL UNIQUE REFERENCES actor (number),
  name    TEXT NOT NULL,                -- as it stands beside comments
  role    TEXT NOT NULL CHECK (role IN ('reader', 'curator', 'owner')),
  state   TEXT NOT NULL CHECK (state IN ('active', 'banned')),
  made_at TEXT NOT NULL
);

-- A browser that is signed in. The cookie's secret is kept as its hash.
CREATE TABLE session (
  hash       BLOB PRIMARY KEY,          -- SHA-256
  handle     TEXT NOT NULL UNIQUE,      -- random, by which the reader ends it
  account    INTEGER NOT NULL REFERENCES account (number) ON DELETE CASCADE,
  browser    TEXT NOT NULL,             -- in words, for the reader's list
  made_at    TEXT NOT NULL,
  used_at    TEXT NOT NULL,
  expires_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_by_account ON session (account);

-- What readers did, in its order; nothing is ever changed here but whose it was.
CREATE TABLE event (
  number INTEGER PRIMARY KEY,
  at     TEXT NOT NULL,
  actor  INTEGER NOT NULL REFERENCES actor (number),
  kind   TEXT NOT NULL,                 -- of EventKind
  paper  TEXT NOT NULL,                 -- the permanent id; '' where it is about none
  detail TEXT NOT NULL DEFAULT ''       -- what the kind says: of a pick its day
);
CREATE INDEX event_by_time ON event (at);
CREATE INDEX event_by_paper ON event (paper, at);
CREATE INDEX event_by_actor ON event (actor);
