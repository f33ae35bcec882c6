-- How people come in: links asked for by mail, links that are handed over, invitations. Secrets are kept as hashes.

-- A sign-in that was asked for and is not done. A row is made for every address, whether anybody may come in by it or not.
CREATE TABLE sign_in (
  number      INTEGER PRIMARY KEY,
  link        BLOB NOT NULL UNIQUE,     -- SHA-256 of what the link carries
  browser     BLOB NOT NULL UNIQUE,     -- SHA-256 of the secret in the cookie of the browser that asked
  code        BLOB NOT NULL,            -- SHA-256 of that secret and the code: without the cookie nobody can try codes
  address     TEXT NOT NULL,
  address_key TEXT NOT NULL,
  account     INTEGER REFERENCES account (number) ON DELETE CASCADE, -- who wants to have this address; null to sign in
  back        TEXT NOT NULL,            -- the page to go on with
  wrong       INTEGER NOT NULL DEFAULT 0, -- codes that were wrong
  asked_at    TEXT NOT NULL,
  expires_at  TEXT NOT NULL
);
CREATE INDEX sign_in_by_time ON sign_in (expires_at);
CREATE INDEX sign_in_by_account ON sign_in (account);

-- A link that somebody hands over: the owner's at the first start, and those that the owner makes.
CREATE TABLE entry_link (
  hash       BLOB PRIMARY KEY,          -- SHA-256 of what the link carries
  role       TEXT NOT NULL CHECK (role IN ('reader', 'curator', 'owner')),
  account    INTEGER REFERENCES account (number) ON DELETE CASCADE, -- whom it lets in; null makes an account
  made_at    TEXT NOT NULL,
  expires_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX entry_link_by_account ON entry_link (account);

-- Addresses whose owners may make an account.
CREATE TABLE invitation (
  handle      TEXT PRIMARY KEY,         -- random, by which it is taken back
  address     TEXT NOT NULL,
  address_key TEXT NOT NULL UNIQUE,
  role        TEXT NOT NULL CHECK (role IN ('reader', 'curator', 'owner')),
  invited_at  TEXT NOT NULL
) WITHOUT ROWID;
