-- Replaced versions are as long as records. In a table without row numbers each page of its tree, inner ones too, has room for four
-- of them, and a long one ends on a page of its own: finding the place of one read half a dozen pages and wrote two. They are
-- appended now, and a narrow index leads to them (docs/decisions/0030).

CREATE TABLE version_of_record (
  number  INTEGER PRIMARY KEY,
  record  INTEGER NOT NULL REFERENCES record (number) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  body    TEXT NOT NULL,
  seen    TEXT,                     -- the day on which it was replaced or came
  UNIQUE (record, version)
);
INSERT INTO version_of_record (record, version, body, seen)
  SELECT record, version, body, seen FROM record_version ORDER BY record, version;
DROP TABLE record_version;
ALTER TABLE version_of_record RENAME TO record_version;
