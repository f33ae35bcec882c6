-- What was asked of the sources, window by window, and what they announced. What is missing follows from these and `record`.

-- A part of a harvest that is complete or not. Its counts are of its last pass: a window that begins again begins at zero.
CREATE TABLE harvest_window (
  number     INTEGER PRIMARY KEY,
  source     TEXT NOT NULL,
  name       TEXT NOT NULL,             -- by the source's plan: the same for the same window, also tomorrow
  day        TEXT NOT NULL,             -- which it is counted under
  category   TEXT NOT NULL,             -- which it is counted under, or '' where it has many
  state      TEXT NOT NULL CHECK (state IN ('open', 'complete', 'failed', 'repeated')),
  growing    INTEGER NOT NULL,          -- when this pass began, the source could still add to it
  named      INTEGER NOT NULL,          -- asked for by ids or words: what comes of it judges no day
  cursor     TEXT,                      -- leads to the page after the last one that was saved
  pages      INTEGER NOT NULL DEFAULT 0,
  expected   INTEGER,                   -- records, as the source says
  fetched    INTEGER NOT NULL DEFAULT 0,
  added      INTEGER NOT NULL DEFAULT 0,
  changed    INTEGER NOT NULL DEFAULT 0,
  unchanged  INTEGER NOT NULL DEFAULT 0,
  withdrawn  INTEGER NOT NULL DEFAULT 0,
  rejected   INTEGER NOT NULL DEFAULT 0,
  tries      INTEGER NOT NULL,          -- since it last ended well
  fault      TEXT,                      -- the kind of the failure
  error      TEXT,                      -- the failure in words
  begun_at   TEXT NOT NULL,             -- this pass, or the first of those that failed one after the other
  touched_at TEXT NOT NULL,
  UNIQUE (source, name)
);
CREATE INDEX harvest_window_by_day ON harvest_window (day, source);
CREATE INDEX harvest_window_undone ON harvest_window (source, day) WHERE state <> 'complete';
CREATE INDEX harvest_window_growing ON harvest_window (source, day) WHERE growing = 1;

-- The same counts by category, where a window has many.
CREATE TABLE harvest_tally (
  window    INTEGER NOT NULL REFERENCES harvest_window (number) ON DELETE CASCADE,
  category  TEXT NOT NULL,
  fetched   INTEGER NOT NULL,
  added     INTEGER NOT NULL,
  changed   INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL,
  rejected  INTEGER NOT NULL,
  PRIMARY KEY (window, category)
) WITHOUT ROWID;

-- What was there and is no record; of each window only the first ones are kept.
CREATE TABLE rejection (
  window   INTEGER NOT NULL REFERENCES harvest_window (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id       TEXT NOT NULL,
  reason   TEXT NOT NULL,
  PRIMARY KEY (window, position)
) WITHOUT ROWID;

-- That a source announced a paper in a category on a day.
CREATE TABLE announcement (
  day      TEXT NOT NULL,
  source   TEXT NOT NULL,
  category TEXT NOT NULL,
  id       TEXT NOT NULL,               -- the record's key
  kind     TEXT NOT NULL,               -- new, cross, replace
  PRIMARY KEY (day, source, category, id)
) WITHOUT ROWID;

-- Papers that a source has taken back: they are missing no more.
CREATE TABLE taken_back (
  source TEXT NOT NULL,
  id     TEXT NOT NULL,
  PRIMARY KEY (source, id)
) WITHOUT ROWID;

-- A day of a source that lacks papers, and how often they were asked for.
CREATE TABLE gap (
  source   TEXT NOT NULL,
  day      TEXT NOT NULL,
  found_at TEXT NOT NULL,
  tried_at TEXT NOT NULL,
  tries    INTEGER NOT NULL,
  PRIMARY KEY (source, day)
) WITHOUT ROWID;

-- One harvest of one source. The row moves with every page, so that other processes see how far it is.
CREATE TABLE harvest_run (
  number     INTEGER PRIMARY KEY,
  source     TEXT NOT NULL,
  process    TEXT NOT NULL,             -- who harvests, in words
  state      TEXT NOT NULL CHECK (state IN ('running', 'complete', 'partial', 'failed', 'stopped', 'cut')),
  words      TEXT NOT NULL DEFAULT '',
  windows    INTEGER NOT NULL,
  done       INTEGER NOT NULL DEFAULT 0,
  window     TEXT NOT NULL DEFAULT '',  -- the one that is being fetched
  pages      INTEGER NOT NULL DEFAULT 0,
  expected   INTEGER,                   -- of that window
  fetched    INTEGER NOT NULL DEFAULT 0,
  added      INTEGER NOT NULL DEFAULT 0,
  changed    INTEGER NOT NULL DEFAULT 0,
  unchanged  INTEGER NOT NULL DEFAULT 0,
  withdrawn  INTEGER NOT NULL DEFAULT 0,
  rejected   INTEGER NOT NULL DEFAULT 0,
  started_at TEXT NOT NULL,
  touched_at TEXT NOT NULL,
  ended_at   TEXT
);
CREATE INDEX harvest_run_by_source ON harvest_run (source, number);

-- When a source was last asked to tell more of a paper.
CREATE TABLE enriched (
  source   TEXT NOT NULL,
  paper_id TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  PRIMARY KEY (source, paper_id)
) WITHOUT ROWID;
