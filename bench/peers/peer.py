"""What the peers written in Python share: the arguments, the measuring and the JSON, the same as LucenePeer.java's.

    PEER index CORPUS.tsv INDEX [--documents N]
    PEER search INDEX QUERIES [--repeat N] [--first N] [--times]
"""

import argparse
import json
import os
import re
import time

LIMIT = 10

# Whole passes before anything is measured, at least one.
WARM_SECONDS = 5

# Letters and digits: what all tokenizers here agree to be a word, so that no query turns into a phrase.
WORD = re.compile(r"[^\W_]+")


def words(query):
    return [word.lower() for word in WORD.findall(query)]


def main(engine, index, opener):
    """
    index(lines, path) -> (seconds until all is found, seconds of merging into one, documents)
    opener(path) -> (documents, ask), where ask(query) gives the ids of the ten best
    """
    arguments = argparse.ArgumentParser()
    verbs = arguments.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("index")
    verb.add_argument("corpus")
    verb.add_argument("index")
    verb.add_argument("--documents", type=int, default=None)
    verb = verbs.add_parser("search")
    verb.add_argument("index")
    verb.add_argument("queries")
    verb.add_argument("--repeat", type=int, default=3)
    verb.add_argument("--first", type=int, default=None)
    verb.add_argument("--times", action="store_true")
    given = arguments.parse_args()
    if given.verb == "index":
        added, merged, documents = index(corpus(given.corpus, given.documents), given.index)
        figures = {"documents": documents, "indexSeconds": round(added, 1), "mergeSeconds": round(merged, 1)}
    else:
        figures = search(opener, given)
    print(json.dumps({"engine": engine, **figures, "indexBytes": size(given.index)}, separators=(",", ":")))


def corpus(path, documents):
    """(number of the line, title and abstract) for the first lines of a corpus."""
    # newline="\n": as everywhere here, only a line feed ends a line.
    with open(path, encoding="utf-8", errors="replace", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            if documents is not None and number > documents:
                return
            yield number, line.rstrip("\n").replace("\t", " ")


def search(opener, given):
    with open(given.queries, encoding="utf-8", newline="\n") as lines:
        queries = [line.rstrip("\n") for line in lines][: given.first]
    started = time.perf_counter()
    documents, ask = opener(given.index)
    opened = time.perf_counter() - started
    warm_from = time.perf_counter()
    while True:
        for query in queries:
            ask(query)
        if time.perf_counter() - warm_from >= WARM_SECONDS:
            break
    times = [[] for _ in queries]
    for _ in range(given.repeat):
        for query, passes in zip(queries, times):
            asked = time.perf_counter()
            ask(query)
            passes.append((time.perf_counter() - asked) * 1000)
    medians = [at(sorted(passes), 0.5) for passes in times]
    ascending = sorted(medians)
    figures = {
        "documents": documents,
        "queries": len(queries),
        "p50Ms": at(ascending, 0.5),
        "p90Ms": at(ascending, 0.9),
        "p99Ms": at(ascending, 0.99),
        "meanMs": sum(medians) / len(medians),
        "openMs": opened * 1000,
    }
    figures = {name: round(value, 4) for name, value in figures.items()}
    figures["rssAnonBytes"] = rss_anon()
    if given.times:
        figures["times"] = [round(median, 4) for median in medians]
    return figures


def at(ascending, share):
    return ascending[min(len(ascending) - 1, int(len(ascending) * share))]


def rss_anon():
    if not os.path.exists("/proc/self/status"):
        return 0
    with open("/proc/self/status", encoding="ascii") as status:
        return next((int(line.split()[1]) * 1024 for line in status if line.startswith("RssAnon:")), 0)


def size(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)
