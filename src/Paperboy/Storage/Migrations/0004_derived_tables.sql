-- What is derived from papers costs a bulk import more than the papers themselves where it stands in tables of its own, each
-- with an index by paper. Authors and categories are answered by the search index. A paper's row says by which keys it is
-- recognised and where it appears, so that these are taken back without an index (docs/decisions/0026).

DROP TABLE author;
DROP TABLE category;

ALTER TABLE paper ADD COLUMN keys TEXT NOT NULL DEFAULT '[]';     -- JSON array: texts stand in identifier, numbers in title_key
ALTER TABLE paper ADD COLUMN editions TEXT NOT NULL DEFAULT '[]'; -- JSON array of day and kind: the rows of appearance

-- By what a paper can be recognised: arxiv:..., doi:..., id:...
CREATE TABLE key_of_paper (
  key   TEXT NOT NULL,
  paper INTEGER NOT NULL,
  PRIMARY KEY (key, paper)
) WITHOUT ROWID;
INSERT INTO key_of_paper SELECT key, paper FROM identifier WHERE key NOT LIKE 'title:%' ORDER BY key, paper;

-- Under which numbers papers stand that look alike: 64 bits of a hash, 16 hexadecimal digits of the old keys.
CREATE TABLE title_key (
  hash  INTEGER NOT NULL,
  paper INTEGER NOT NULL,
  PRIMARY KEY (hash, paper)
) WITHOUT ROWID;
WITH RECURSIVE reading (key, paper, place, hash) AS (
  SELECT key, paper, 7, 0 FROM identifier WHERE key LIKE 'title:%' AND length(key) = 38
  UNION ALL
  SELECT key, paper, place + 1, (hash << 4) | (instr('0123456789abcdef', substr(key, place, 1)) - 1) FROM reading WHERE place < 23
)
INSERT INTO title_key SELECT DISTINCT hash, paper FROM reading WHERE place = 23 ORDER BY hash, paper;

-- Hashes are spread over the whole table: new ones gather here and go over sorted, so that each page is written once for many.
CREATE TABLE recent_title_key (
  hash  INTEGER NOT NULL,
  paper INTEGER NOT NULL,
  PRIMARY KEY (hash, paper)
) WITHOUT ROWID;

DROP TABLE identifier;
ALTER TABLE key_of_paper RENAME TO identifier;

CREATE TABLE appearance_of_paper (
  day      TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('featured', 'listed', 'published')),
  paper    INTEGER NOT NULL,
  source   TEXT NOT NULL,
  upvotes  INTEGER,                     -- what the source counted for this edition
  interest INTEGER NOT NULL,            -- the paper's upvotes and comments, so that a month is ranked without reading papers
  PRIMARY KEY (day, kind, paper)
) WITHOUT ROWID;
INSERT INTO appearance_of_paper SELECT day, kind, paper, source, upvotes, interest FROM appearance ORDER BY day, kind, paper;
DROP TABLE appearance;
ALTER TABLE appearance_of_paper RENAME TO appearance;

-- Who tells of a paper is asked for each that is indexed: the index alone answers, the bodies are not read.
DROP INDEX record_by_paper;
CREATE INDEX record_by_paper ON record (paper, source);

CREATE TEMP TABLE key_list AS
  SELECT paper, json_group_array(key) AS keys FROM (
    SELECT paper, key FROM identifier UNION ALL SELECT paper, hash FROM title_key
  ) GROUP BY paper;
CREATE UNIQUE INDEX key_list_paper ON key_list (paper);
CREATE TEMP TABLE edition_list AS
  SELECT paper, json_group_array(day || ' ' || kind) AS editions FROM appearance GROUP BY paper;
CREATE UNIQUE INDEX edition_list_paper ON edition_list (paper);
UPDATE paper SET
  keys = COALESCE((SELECT keys FROM key_list WHERE key_list.paper = paper.number), '[]'),
  editions = COALESCE((SELECT editions FROM edition_list WHERE edition_list.paper = paper.number), '[]');
DROP TABLE key_list;
DROP TABLE edition_list;
INSERT INTO counter (name, value) VALUES ('recent_title_keys', 0);
