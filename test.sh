#!/usr/bin/env bash
# Installs what the tests need, runs all of them, and ends with one line: N passed, N failed (, N skipped).
# Longer torture: PAPERBOY_TORTURE=1 ./test.sh (docs/testing.md says what it multiplies).
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. tools/prerequisites.sh
need_dotnet
need_sqlite
need_node
need_chromium
need_fonts
need_openssl
need_postfix

# What is installed above must be used: a test that misses it fails instead of being skipped.
export PAPERBOY_REQUIRE_ALL=1
mkdir -p .build
log=.build/test.log

echo "Building (Release)..."
if ! dotnet build Paperboy.slnx -c Release --nologo -v quiet >.build/test-build.log 2>&1; then
  cat .build/test-build.log
  echo "0 passed, 1 failed"
  exit 1
fi

# One project after the other: each has the machine to itself, and the browser does not starve the others.
passed=0 failed=0 skipped=0
for project in tests/Paperboy.Search.Tests tests/Paperboy.Tests; do
  echo "== $project"
  "$project/bin/Release/net10.0/$(basename "$project")" --no-progress --no-ansi --output Normal 2>&1 | tee "$log" | grep -vE '^(Ok, passed|\s*$)'
  status=${PIPESTATUS[0]}
  count() { sed -n "s/^ *$1: \([0-9][0-9]*\)\$/\1/p" "$log" | tail -n 1; }
  p=$(count succeeded) f=$(count failed) s=$(count skipped)
  # A runner that ran nothing, or ended without its summary, has failed whatever it says.
  if [ -z "$p" ] || [ "$p" = 0 ] || { [ "$status" -ne 0 ] && [ "${f:-0}" = 0 ]; }; then f=$((${f:-0} + 1)); fi
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
done

line="$passed passed, $failed failed"
if [ "$skipped" -gt 0 ]; then line="$line, $skipped skipped"; fi
echo "$line"
[ "$failed" -eq 0 ]
