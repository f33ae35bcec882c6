-- What was known when of stars and of mentions elsewhere, for the lists of papers that draw attention. A record is overwritten
-- by the next one of its source; these rows stay, so that the list of any moment can be made again.

-- How many stars a paper's repository had, as a source told.
CREATE TABLE star_count (
  paper      TEXT NOT NULL,             -- the permanent id, as it was then: a merge redirects it
  source     TEXT NOT NULL,
  counted_at TEXT NOT NULL,             -- when that was so; of a file the day that its record is of
  known_at   TEXT NOT NULL,             -- since when this catalog knows
  stars      INTEGER NOT NULL,
  PRIMARY KEY (paper, source, counted_at)
) WITHOUT ROWID;
CREATE INDEX star_count_by_time ON star_count (counted_at);

-- That a source put a paper into its own edition.
CREATE TABLE mention (
  paper    TEXT NOT NULL,               -- the permanent id, as it was then
  source   TEXT NOT NULL,
  day      TEXT NOT NULL,               -- of that edition
  known_at TEXT NOT NULL,
  PRIMARY KEY (paper, source, day)
) WITHOUT ROWID;
CREATE INDEX mention_by_day ON mention (day);

-- Of what is there already, nobody noted when it came; no list was made before this, so the day of each record may stand for it.
INSERT INTO mention
  SELECT DISTINCT paper.id, record.source, appearance.day, appearance.day || 'T00:00:00.000Z'
  FROM appearance JOIN record ON record.paper = appearance.paper AND record.day = appearance.day AND record.source = appearance.source
  JOIN paper ON paper.number = appearance.paper
  WHERE appearance.kind = 'featured' AND record.source <> 'sample';
INSERT OR IGNORE INTO star_count
  SELECT paper.id, record.source, record.day || 'T00:00:00.000Z', record.day || 'T00:00:00.000Z', json_extract(record.body, '$.stars')
  FROM (SELECT DISTINCT paper FROM appearance WHERE kind = 'featured') AS featured
  JOIN record ON record.paper = featured.paper JOIN paper ON paper.number = record.paper
  WHERE record.day <> '' AND record.source <> 'sample' AND json_type(record.body, '$.stars') = 'integer'
  ORDER BY record.number;

-- Curators hide few papers; for any moment it is asked which.
CREATE INDEX event_of_hiding ON event (at) WHERE kind IN ('Hide', 'Unhide');
