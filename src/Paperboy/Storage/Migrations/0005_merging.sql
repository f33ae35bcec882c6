-- What a paper knows of its versions, licences and counts; who said which of its fields; texts of versions that were replaced;
-- and records that are kept apart.

ALTER TABLE paper ADD COLUMN license TEXT;                           -- of the paper itself, as its most trusted source gives it
ALTER TABLE paper ADD COLUMN version INTEGER;                        -- of title, abstract and authors
ALTER TABLE paper ADD COLUMN versions TEXT NOT NULL DEFAULT '[]';    -- JSON array: number, space, day of each
ALTER TABLE paper ADD COLUMN citations INTEGER;
ALTER TABLE paper ADD COLUMN influential_citations INTEGER;
ALTER TABLE paper ADD COLUMN citations_source TEXT;                  -- who counted
ALTER TABLE paper ADD COLUMN citations_day TEXT;                     -- on which day, where the source says so
ALTER TABLE paper ADD COLUMN tldr TEXT;
ALTER TABLE paper ADD COLUMN tldr_source TEXT;
ALTER TABLE paper ADD COLUMN topics TEXT NOT NULL DEFAULT '[]';      -- JSON array
ALTER TABLE paper ADD COLUMN retracted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE paper ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE paper ADD COLUMN origins TEXT NOT NULL DEFAULT '[]';     -- JSON array: which record gave which fields, under which licence

-- By which rules the row was merged (PaperMerge.Rules): papers of older rules are merged anew, a few hundred at a time.
ALTER TABLE paper ADD COLUMN rules INTEGER NOT NULL DEFAULT 0;
CREATE INDEX paper_of_old_rules ON paper (number) WHERE rules < 1;

-- What a record said in a version that a later one replaced, or that came when a later one was there.
CREATE TABLE record_version (
  record  INTEGER NOT NULL REFERENCES record (number) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  body    TEXT NOT NULL,
  seen    TEXT,                     -- the day on which it was replaced or came
  PRIMARY KEY (record, version)
) WITHOUT ROWID;

-- Records that are never of one paper, whatever they share: somebody has split a paper. Each pair stands in both directions.
CREATE TABLE apart (
  one   TEXT NOT NULL,              -- source, space, key
  other TEXT NOT NULL,
  PRIMARY KEY (one, other)
) WITHOUT ROWID;
