-- Which of a day's papers the ranker expects to be picked. Written once for a day, and again only while that day lasts: what readers
-- of a past edition saw stays.

CREATE TABLE prediction (
  day      TEXT NOT NULL,                -- of the edition
  paper    INTEGER NOT NULL REFERENCES paper (number) ON DELETE CASCADE,
  score    REAL NOT NULL,               -- log-odds of being picked
  standing REAL NOT NULL,               -- by what it stands among others: its score, or one right behind another's
  explore  INTEGER NOT NULL,             -- 1: keeps one of the places for papers that the model is unsure of
  reasons  TEXT NOT NULL,                -- JSON array of words
  model    TEXT NOT NULL,                -- which model said so
  made_at  TEXT NOT NULL,
  PRIMARY KEY (day, paper)
) WITHOUT ROWID;
CREATE INDEX prediction_by_paper ON prediction (paper);
