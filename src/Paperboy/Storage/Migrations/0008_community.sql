-- What readers do with papers and with each other. Papers are named by the id that they had then; a merge leads it on through
-- `redirect`, and a split gives it back what was done under it.

-- Votes and saves. Each is also an event, written in the same transaction.
CREATE TABLE choice (
  paper   TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('vote', 'save')),
  account INTEGER NOT NULL REFERENCES account (number) ON DELETE CASCADE,
  at      TEXT NOT NULL,
  PRIMARY KEY (paper, kind, account)
) WITHOUT ROWID;
CREATE INDEX choice_by_account ON choice (account, kind);

CREATE TABLE comment (
  number    INTEGER PRIMARY KEY,
  handle    TEXT NOT NULL UNIQUE,       -- random, in addresses
  paper     TEXT NOT NULL,
  parent    INTEGER REFERENCES comment (number), -- which it answers; null where it begins a thread
  account   INTEGER REFERENCES account (number) ON DELETE SET NULL,
  text      TEXT NOT NULL,              -- Markdown, as it was typed; '' when its writer took it back
  state     TEXT NOT NULL CHECK (state IN ('shown', 'deleted', 'hidden')),
  at        TEXT NOT NULL,
  edited_at TEXT
);
CREATE INDEX comment_by_paper ON comment (paper, number);
CREATE INDEX comment_by_account ON comment (account, number);
CREATE INDEX comment_by_parent ON comment (parent) WHERE parent IS NOT NULL;

-- Whom and what a reader follows: an author's slug, a category, another account's handle, a query.
CREATE TABLE follow (
  account INTEGER NOT NULL REFERENCES account (number) ON DELETE CASCADE,
  kind    TEXT NOT NULL CHECK (kind IN ('author', 'category', 'reader', 'query')),
  target  TEXT NOT NULL,
  title   TEXT NOT NULL,                -- as it is shown
  at      TEXT NOT NULL,
  PRIMARY KEY (account, kind, target)
) WITHOUT ROWID;

-- What readers ask curators to look at: a comment, or else the paper itself.
CREATE TABLE report (
  number     INTEGER PRIMARY KEY,
  handle     TEXT NOT NULL UNIQUE,
  paper      TEXT NOT NULL,
  comment    INTEGER REFERENCES comment (number) ON DELETE CASCADE,
  account    INTEGER REFERENCES account (number) ON DELETE SET NULL,
  reason     TEXT NOT NULL,
  words      TEXT NOT NULL,
  at         TEXT NOT NULL,
  settled_at TEXT
);
CREATE UNIQUE INDEX report_once ON report (account, paper, COALESCE(comment, 0)) WHERE settled_at IS NULL;
CREATE INDEX report_open ON report (number) WHERE settled_at IS NULL;

-- What curators did, and why; nothing is ever changed here.
CREATE TABLE moderation (
  number  INTEGER PRIMARY KEY,
  at      TEXT NOT NULL,
  account INTEGER REFERENCES account (number) ON DELETE SET NULL,
  act     TEXT NOT NULL,
  subject TEXT NOT NULL,                -- a paper's id, or the handle of a comment or an account
  paper   TEXT NOT NULL,                -- '' where it is about none
  words   TEXT NOT NULL
);

-- That a reader is an author of a paper: shown when a curator has confirmed it.
CREATE TABLE claim (
  number     INTEGER PRIMARY KEY,
  handle     TEXT NOT NULL UNIQUE,
  paper      TEXT NOT NULL,
  account    INTEGER NOT NULL REFERENCES account (number) ON DELETE CASCADE,
  author     TEXT NOT NULL,             -- the name, as the paper gives it
  words      TEXT NOT NULL,             -- for the curator
  state      TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'refused')),
  at         TEXT NOT NULL,
  settled_at TEXT,
  UNIQUE (account, paper)
);
CREATE INDEX claim_by_paper ON claim (paper);

-- Papers that somebody asked for by id; the next harvest brings them.
CREATE TABLE requested_paper (
  number     INTEGER PRIMARY KEY,
  id         TEXT NOT NULL,             -- arXiv:2503.11731, doi:10.1000/xyz, ACL:P19-1001
  account    INTEGER REFERENCES account (number) ON DELETE SET NULL,
  state      TEXT NOT NULL CHECK (state IN ('waiting', 'found', 'absent', 'failed')),
  tries      INTEGER NOT NULL DEFAULT 0,
  words      TEXT NOT NULL DEFAULT '',
  asked_at   TEXT NOT NULL,
  tried_at   TEXT,
  settled_at TEXT
);
CREATE UNIQUE INDEX requested_paper_once ON requested_paper (account, id);
CREATE INDEX requested_paper_waiting ON requested_paper (number) WHERE state = 'waiting';

-- Papers that a curator took down. The row of the paper stays and takes its records' further words; nothing shows it.
ALTER TABLE paper ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
CREATE INDEX paper_hidden ON paper (number) WHERE hidden = 1;

-- By which a paper is recognised that went and comes again.
CREATE TABLE takedown (
  number INTEGER PRIMARY KEY,
  paper  TEXT NOT NULL UNIQUE,          -- the permanent id, as it was then
  reason TEXT NOT NULL,                 -- told to those who ask for the paper
  at     TEXT NOT NULL
);
CREATE TABLE takedown_key (
  key      TEXT NOT NULL,
  takedown INTEGER NOT NULL REFERENCES takedown (number) ON DELETE CASCADE,
  PRIMARY KEY (key, takedown)
) WITHOUT ROWID;
