-- What is known of the vectors of an embedder: titles of papers drawn at random as it embeds queries (where they crowd, a paper
-- is close to everything), and the similarities from which on a paper is close in meaning.

CREATE TABLE vector_profile (
  fingerprint      TEXT PRIMARY KEY,     -- of the embedder
  dimensions       INTEGER NOT NULL,
  papers           INTEGER NOT NULL,     -- in the catalog when the sample was drawn
  thresholds       TEXT NOT NULL,        -- JSON: from which similarity on a paper is close, by the query's number of words
  sample_papers    TEXT NOT NULL,        -- JSON array of the ids of the papers that were drawn
  sample           BLOB NOT NULL,        -- their vectors one after the other, a little-endian half-precision number a dimension
  reached          INTEGER NOT NULL      -- the papers of the index up to this sequence have their crowding by this sample
);
