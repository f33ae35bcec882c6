#!/usr/bin/env bash
# Compares Paperboy's engine with its peers: same machine, same corpus, same queries, one thread, warm.
#
#   bench/compare.sh CORPUS-FOLDER [PEER...] [options]
#
# CORPUS-FOLDER holds corpus.tsv (title TAB abstract, a paper a line), titles.txt and short.txt (a query a line).
# PEER is lucene, sqlite or xapian; without any: all three.
#   --documents N   index the first N lines only
#   --rounds N      how often Paperboy and Lucene take turns (3)
#   --repeat N      measured passes over the queries in each turn (3)
#   --first N       queries for SQLite and Xapian, which take one turn (100)
#   --work FOLDER   where indexes and results go (.build/bench)
#   --reuse         take the indexes that an earlier run has left there
#   --reuse-peers   the same, but make Paperboy's anew
# Prints a Markdown table; in brackets the ratio to Lucene. What the peers need is installed from Debian's packages.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
. "$root/tools/prerequisites.sh"

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p;}' "${BASH_SOURCE[0]}" >&2; exit 2; }
fail() { echo "compare.sh: $1" >&2; exit 1; }
say() { echo "$(date +%H:%M:%S) $*" >&2; }

corpus="" peers=() documents=() name_of_part="" rounds=3 repeat=3 first=100 work="$root/.build/bench" reuse=no
while [ $# -gt 0 ]; do
  case "$1" in
    --documents | --rounds | --repeat | --first | --work) [ $# -ge 2 ] || fail "$1 takes a value." ;;&
    --documents | --rounds | --repeat | --first) [[ "$2" =~ ^[1-9][0-9]*$ ]] || fail "$1 takes a whole number from 1 on, not \"$2\"." ;;&
    --documents) documents=(--documents "$2") name_of_part="-first-$2"; shift ;;
    --rounds) rounds="$2"; shift ;;
    --repeat) repeat="$2"; shift ;;
    --first) first="$2"; shift ;;
    --work) work="$2"; shift ;;
    --reuse) reuse=all ;;
    --reuse-peers) reuse=peers ;;
    -h | --help) usage ;;
    -*) fail "$1 is no option here; --help tells those that are." ;;
    lucene | sqlite | xapian) [ -n "$corpus" ] || fail "the corpus' folder comes first."; peers+=("$1") ;;
    *) [ -z "$corpus" ] || fail "$1 is no peer; there are lucene, sqlite and xapian."; corpus="$1" ;;
  esac
  shift
done
[ -n "$corpus" ] || usage
for file in corpus.tsv titles.txt short.txt; do [ -f "$corpus/$file" ] || fail "$corpus holds no $file."; done
[ ${#peers[@]} -gt 0 ] || peers=(lucene sqlite xapian)
corpus="$(cd "$corpus" && pwd)"
mkdir -p "$work"
work="$(cd "$work" && pwd)"
name="$(basename "$corpus")$name_of_part"
results="$work/results-$name"
rm -rf "$results"
mkdir -p "$results"

has_peer() { case " ${peers[*]} " in *" $1 "*) ;; *) return 1 ;; esac; }

# Debian puts the jars here; LUCENE_JARS names another folder.
jars="${LUCENE_JARS:-/usr/share/java}"
jar() { find "$jars" -name "$1-[89].*.jar" 2>/dev/null | sort | tail -n 1; }

# Debian's own Python, which sees Debian's modules; PYTHON names another.
python="${PYTHON:-/usr/bin/python3}"

need_package() { # package, what it is
  if as_root_with_apt; then apt_install "$1"; else missing "$2 (for the comparison)" "sudo apt-get install -y $1"; fi
}

prepare() {
  need_dotnet
  say "building Paperboy's benchmark"
  (cd "$root" && dotnet build bench/Paperboy.Bench -c Release --nologo -v quiet >"$work/build.log" 2>&1) || { cat "$work/build.log" >&2; exit 1; }
  if has_peer lucene; then
    command -v javac >/dev/null || need_package default-jdk-headless "a Java development kit"
    [ -n "$(jar lucene-core)" ] || need_package liblucene8-java "Lucene 8"
    classpath="$(jar lucene-core):$(jar lucene-analyzers-common)"
    mkdir -p "$work/classes"
    javac -nowarn -cp "$classpath" -d "$work/classes" "$here/peers/LucenePeer.java"
  fi
  if has_peer sqlite || has_peer xapian; then
    [ -x "$python" ] || need_package python3 "Python 3"
  fi
  if has_peer xapian && ! "$python" -c 'import xapian' 2>/dev/null; then need_package python3-xapian "Xapian for Python"; fi
}

bench() { dotnet "$root/bench/Paperboy.Bench/bin/Release/net10.0/Paperboy.Bench.dll" "$@"; }

engine() { # engine, index|search|freshness, arguments
  local which="$1"
  shift
  case "$which" in
    paperboy) local verb="$1"; shift; bench "engine-$verb" "$@" ;;
    lucene) java -Xmx2g -cp "$classpath:$work/classes" LucenePeer "$@" ;;
    *) PYTHONDONTWRITEBYTECODE=1 "$python" "$here/peers/${which}_peer.py" "$@" ;;
  esac
}

index_with() {
  local index="$work/$1-$name"
  if [ "$reuse" = no ] || [ "$reuse,$1" = peers,paperboy ] || [ ! -e "$index" ] || [ ! -s "$index.json" ]; then
    say "indexing with $1"
    rm -rf "$index" "$index.json"
    engine "$1" index "$corpus/corpus.tsv" "$index" "${documents[@]}" >"$index.json.partial"
    mv "$index.json.partial" "$index.json"
  fi
  cp "$index.json" "$results/$1.index.json"
}

search_with() { # engine, round, further arguments
  local which="$1" round="$2" queries
  shift 2
  for queries in titles short; do
    engine "$which" search "$work/$which-$name" "$corpus/$queries.txt" --times "$@" >"$results/$which.$queries.$round.json"
  done
}

prepare
for which in paperboy "${peers[@]}"; do index_with "$which"; done
for ((round = 1; round <= rounds; round++)); do
  say "round $round of $rounds"
  search_with paperboy "$round" --repeat "$repeat"
  if has_peer lucene; then search_with lucene "$round" --repeat "$repeat"; fi
done
for which in sqlite xapian; do
  if has_peer "$which"; then
    say "the first $first queries with $which"
    search_with "$which" 1 --repeat 1 --first "$first"
  fi
done
say "a new paper each second"
engine paperboy freshness "$work/paperboy-$name" "$corpus/titles.txt" >"$results/paperboy.freshness.json"
bench table "$results"
