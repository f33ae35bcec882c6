-- Which of a day's papers the ranker expects to be picked. Written once for a day, and again only while that day lasts: what readers
-- of a past edition saw stays.

CREATE TABLE prediction (
  day     TEXT NOT NULL,                -- of the edition
  paper   INTEGER NOT NULL REFERENCES paper (number) ON DELETE CASCADE,
  score   REAL NOT NULL,                -- log-odds of being picked
  explore INTEGER NOT NULL,             -- 1: keeps one of the places for papers that the model is unsure of
  reasons TEXT NOT NULL,                -- JSON array of words
  model   TEXT NOT NULL,                -- which model said so
  made_at TEXT NOT NULL,
  PRIMARY KEY (day, paper)
) WITHOUT ROWID;
CREATE INDEX prediction_by_paper ON prediction (paper);

-- Counts the writings: pages that are kept in memory are made again after one.
INSERT INTO counter (name, value) VALUES ('predictions', 0);
