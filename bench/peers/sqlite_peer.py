"""SQLite's FTS5 as a peer: one contentless column of title and abstract, porter over unicode61, bm25()."""

import os
import sqlite3
import time

import peer


def index(lines, path):
    if os.path.exists(path):
        os.remove(path)
    started = time.perf_counter()
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("CREATE VIRTUAL TABLE papers USING fts5(text, content='', tokenize='porter unicode61')")
    database.execute("BEGIN")
    database.executemany("INSERT INTO papers(rowid, text) VALUES (?, ?)", lines)
    database.execute("COMMIT")
    added = time.perf_counter() - started
    started = time.perf_counter()
    database.execute("INSERT INTO papers(papers) VALUES ('optimize')")
    # What merging left free stays in the file otherwise, and would count as the index's size.
    database.execute("VACUUM")
    merged = time.perf_counter() - started
    documents = count(database)
    database.close()
    return added, merged, documents


def opener(path):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    # Pages are read in place from the system's cache, as Lucene and Paperboy read theirs.
    database.execute("PRAGMA mmap_size = 8589934592")
    documents = count(database)

    def ask(query):
        found = peer.words(query)
        if not found:
            return []
        match = " OR ".join(f'"{word}"' for word in found)
        rows = database.execute(
            "SELECT rowid, bm25(papers) FROM papers WHERE papers MATCH ? ORDER BY rank LIMIT ?", (match, peer.LIMIT))
        return [row[0] for row in rows]

    return documents, ask


def count(database):
    return database.execute("SELECT count(*) FROM papers_docsize").fetchone()[0]


if __name__ == "__main__":
    peer.main(f"SQLite FTS5 {sqlite3.sqlite_version}", index, opener)
