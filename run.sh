#!/usr/bin/env bash
# Builds Paperboy and starts it on http://127.0.0.1:8080 with the data folder ./data.
# Arguments go through to `paperboy serve`: ./run.sh --data /srv/papers --Server:Address=http://127.0.0.1:9000
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. tools/prerequisites.sh
need_dotnet
need_sqlite
need_node
exec ./paperboy serve "$@"
