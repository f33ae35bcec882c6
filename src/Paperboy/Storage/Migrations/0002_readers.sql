-- Readers, the mails that wait for them or went to them, and what came of each.

CREATE TABLE reader (
  number          INTEGER PRIMARY KEY,
  handle          TEXT NOT NULL UNIQUE, -- random, in links: a number could be given twice after a restore
  address         TEXT NOT NULL,        -- as typed, with the domain in ASCII and lower case
  address_key     TEXT NOT NULL UNIQUE, -- by which an address is recognised
  state           TEXT NOT NULL CHECK (state IN ('pending', 'confirmed', 'unsubscribed')),
  generation      INTEGER NOT NULL,     -- goes up when the reader unsubscribes: what was made before counts no more
  zone            TEXT NOT NULL,        -- IANA name
  hour            INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
  asked_at        TEXT NOT NULL,        -- of the last subscription asked for
  confirmed_at    TEXT,
  unsubscribed_at TEXT
);
CREATE INDEX reader_confirmed ON reader (number) WHERE state = 'confirmed';

-- The outbox, and the receipts of what has left it. The bytes are made once: a repeat sends the same.
CREATE TABLE mail (
  number          INTEGER PRIMARY KEY,
  kind            TEXT NOT NULL CHECK (kind IN ('confirmation', 'digest')),
  reader          INTEGER NOT NULL REFERENCES reader (number) ON DELETE CASCADE,
  occasion        TEXT NOT NULL,        -- of a digest its day; of a confirmation the moment it was asked for
  generation      INTEGER NOT NULL,     -- the reader's, when the mail was queued
  state           TEXT NOT NULL CHECK (state IN ('queued', 'claimed', 'sent', 'failed', 'withdrawn', 'nothing')),
  sender          TEXT NOT NULL,
  recipient       TEXT NOT NULL,
  message_id      TEXT NOT NULL,
  message         BLOB NOT NULL,        -- emptied some time after the mail has left
  queued_at       TEXT NOT NULL,
  expires_at      TEXT NOT NULL,        -- after which it is of no use any more
  next_attempt_at TEXT NOT NULL,
  attempts        INTEGER NOT NULL DEFAULT 0,
  uncertain       INTEGER NOT NULL DEFAULT 0, -- attempts of which nobody knows whether the server took the mail
  settled_at      TEXT,
  words           TEXT NOT NULL DEFAULT '',   -- the server's last, or why there is nothing to send
  UNIQUE (kind, reader, occasion)
);
CREATE INDEX mail_due ON mail (next_attempt_at) WHERE state IN ('queued', 'claimed');
CREATE INDEX mail_by_reader ON mail (reader, kind, occasion);

CREATE TABLE mail_attempt (
  mail    INTEGER NOT NULL REFERENCES mail (number) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  at      TEXT NOT NULL,
  outcome TEXT NOT NULL,
  words   TEXT NOT NULL,
  replies TEXT NOT NULL,                -- JSON array: what the server said, line by line
  PRIMARY KEY (mail, attempt)
) WITHOUT ROWID;

-- What a digest brought: from which edition, how far the catalog had come, and which papers.
CREATE TABLE digest (
  mail         INTEGER PRIMARY KEY REFERENCES mail (number) ON DELETE CASCADE,
  edition      TEXT,                    -- null when there was none
  newest_paper INTEGER NOT NULL         -- the catalog's highest number then: what came later is new
);

CREATE TABLE digest_paper (
  mail     INTEGER NOT NULL REFERENCES mail (number) ON DELETE CASCADE,
  paper_id TEXT NOT NULL,               -- the permanent id: numbers go when papers merge
  PRIMARY KEY (mail, paper_id)
) WITHOUT ROWID;
