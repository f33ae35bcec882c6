-- The catalog of papers. A paper merges the records that sources gave of it; everything in `paper`,
-- `identifier`, `appearance`, `author` and `category` can be made again from `record`.

CREATE TABLE counter (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

-- Counts every change of a paper. The index carries the sequence up to which it has seen the catalog.
INSERT INTO counter (name, value) VALUES ('sequence', 0);

-- Tells this catalog from any other, so that the index of another one is not taken for its own.
INSERT INTO counter (name, value) VALUES ('identity', abs(random() % 9000000000000000));

CREATE TABLE paper (
  number       INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  title        TEXT NOT NULL,
  abstract     TEXT NOT NULL,
  authors      TEXT NOT NULL,           -- JSON array of names, as they came
  categories   TEXT NOT NULL,           -- JSON array
  keywords     TEXT NOT NULL,           -- JSON array
  published    TEXT,                    -- yyyy, yyyy-MM or yyyy-MM-dd
  day          TEXT,                    -- the first edition that the paper stands in
  upvotes      INTEGER,
  comments     INTEGER,
  stars        INTEGER,
  repository   TEXT,
  project_page TEXT,
  organization TEXT,
  venue        TEXT,
  doi          TEXT,
  comment      TEXT,
  invented     INTEGER NOT NULL DEFAULT 0,
  sequence     INTEGER NOT NULL         -- of its last change
);
CREATE INDEX paper_by_sequence ON paper (sequence);
CREATE INDEX paper_invented ON paper (number) WHERE invented = 1;

-- What one source says of one paper on one day, as it came.
CREATE TABLE record (
  number   INTEGER PRIMARY KEY,
  paper    INTEGER NOT NULL REFERENCES paper (number) ON DELETE CASCADE,
  source   TEXT NOT NULL,
  key      TEXT NOT NULL,               -- the source's id of the paper
  day      TEXT NOT NULL,               -- of the edition it speaks of, or ''
  body     TEXT NOT NULL,               -- the JSON object, as it came
  hash     BLOB NOT NULL,               -- of body
  shadowed BLOB,                        -- hashes of bodies that a later line of the same file replaced
  UNIQUE (source, key, day)
);
CREATE INDEX record_by_paper ON record (paper);

-- By what a paper can be recognised: arxiv:..., doi:..., id:..., title:<hash of title, surname and year>.
CREATE TABLE identifier (
  key   TEXT NOT NULL,
  paper INTEGER NOT NULL REFERENCES paper (number) ON DELETE CASCADE,
  PRIMARY KEY (key, paper)
) WITHOUT ROWID;
CREATE INDEX identifier_by_paper ON identifier (paper);

-- An id, once given, leads to its paper for ever.
CREATE TABLE redirect (
  id       TEXT PRIMARY KEY,
  paper_id TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX redirect_by_target ON redirect (paper_id);

-- Ids that the index must forget.
CREATE TABLE removed (
  id       TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX removed_by_sequence ON removed (sequence);

-- In which editions a paper stands, and why.
CREATE TABLE appearance (
  day      TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('featured', 'listed', 'published')),
  paper    INTEGER NOT NULL REFERENCES paper (number) ON DELETE CASCADE,
  source   TEXT NOT NULL,
  upvotes  INTEGER,                     -- what the source counted for this edition
  interest INTEGER NOT NULL,            -- the paper's upvotes and comments, so that a month is ranked without reading papers
  PRIMARY KEY (day, kind, paper)
) WITHOUT ROWID;
CREATE INDEX appearance_by_paper ON appearance (paper);

CREATE TABLE author (
  slug     TEXT NOT NULL,
  paper    INTEGER NOT NULL REFERENCES paper (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name     TEXT NOT NULL,               -- as shown
  PRIMARY KEY (slug, paper, position)
) WITHOUT ROWID;
CREATE INDEX author_by_paper ON author (paper);

CREATE TABLE category (
  name  TEXT NOT NULL,
  day   TEXT NOT NULL,                  -- of the paper, so that the newest are found without sorting; '' if none
  paper INTEGER NOT NULL REFERENCES paper (number) ON DELETE CASCADE,
  PRIMARY KEY (name, day, paper)
) WITHOUT ROWID;
CREATE INDEX category_by_paper ON category (paper);
