-- Editions that curators make, and editions of the past as they were. Papers are named by the permanent id that they had then;
-- a merge leads it on through `redirect`. An actor of 0 has left: the account was deleted.

-- What curators decided of a day. Who changes it names the version that was looked at, so that nobody overwrites another unseen.
CREATE TABLE desk (
  day        TEXT PRIMARY KEY,
  version    INTEGER NOT NULL,          -- one more with each change
  changed_at TEXT NOT NULL,
  actor      INTEGER NOT NULL           -- whose change that was
) WITHOUT ROWID;

-- Who had a hand in a day.
CREATE TABLE desk_hand (
  day   TEXT NOT NULL,
  actor INTEGER NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (day, actor)
) WITHOUT ROWID;
CREATE INDEX desk_hand_by_actor ON desk_hand (actor);

CREATE TABLE pick (
  day   TEXT NOT NULL,
  paper TEXT NOT NULL,
  place INTEGER NOT NULL,               -- 1 for the lead
  note  TEXT NOT NULL DEFAULT '',       -- why this one; plain text
  actor INTEGER NOT NULL,
  at    TEXT NOT NULL,
  PRIMARY KEY (day, paper)
) WITHOUT ROWID;
CREATE INDEX pick_by_actor ON pick (actor);

-- Papers that a curator left out of a day. (What is taken from all pages is another thing.)
CREATE TABLE left_out (
  day   TEXT NOT NULL,
  paper TEXT NOT NULL,
  actor INTEGER NOT NULL,
  at    TEXT NOT NULL,
  PRIMARY KEY (day, paper)
) WITHOUT ROWID;
CREATE INDEX left_out_by_actor ON left_out (actor);

-- A day's edition as it was when it closed (version 1) and after each correction; nothing is ever changed here but whose it was.
CREATE TABLE edition (
  day     TEXT NOT NULL,
  version INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  changes TEXT NOT NULL,                -- JSON array: what is different from the version before
  papers  BLOB NOT NULL,                -- the order and what it follows from; see FrozenOrder
  PRIMARY KEY (day, version)
);

-- Its picks: few, and the only part that names people.
CREATE TABLE edition_pick (
  day     TEXT NOT NULL,
  version INTEGER NOT NULL,
  place   INTEGER NOT NULL,
  paper   TEXT NOT NULL,
  note    TEXT NOT NULL,
  actor   INTEGER NOT NULL,
  PRIMARY KEY (day, version, place)
) WITHOUT ROWID;
CREATE INDEX edition_pick_by_actor ON edition_pick (actor);

CREATE TABLE edition_hand (
  day     TEXT NOT NULL,
  version INTEGER NOT NULL,
  place   INTEGER NOT NULL,
  actor   INTEGER NOT NULL,
  PRIMARY KEY (day, version, place)
) WITHOUT ROWID;
CREATE INDEX edition_hand_by_actor ON edition_hand (actor);

-- Days that are over and must be looked at: to be closed, or to be corrected.
CREATE TABLE edition_due (
  day TEXT PRIMARY KEY
) WITHOUT ROWID;

-- Moves with whatever the order of an edition follows from besides papers: picks, versions, predictions.
INSERT INTO counter (name, value) VALUES ('editions', 0);

-- How far a reader had read: by the moment, and by the catalog's highest number of a paper then.
CREATE TABLE visit (
  account       INTEGER PRIMARY KEY REFERENCES account (number) ON DELETE CASCADE,
  seen_at       TEXT NOT NULL,          -- the last page of the present reading
  newest        INTEGER NOT NULL,       -- the highest number then
  before_at     TEXT,                   -- the last page of the reading before; null in the first one
  before_newest INTEGER                 -- the highest number then: what came later is new
);
