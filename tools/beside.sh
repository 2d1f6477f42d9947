#!/usr/bin/env bash
# Runs one command beside another: the first one's output waits until both are done. Fails where either does.
# Usage: beside.sh COMMAND -- COMMAND
set -uo pipefail

quiet=()
while [ "$1" != "--" ]; do
    quiet+=("$1")
    shift
done
shift

said="$(mktemp)"
"${quiet[@]}" >"$said" 2>&1 </dev/null &
beside=$!
trap 'kill "$beside" 2>/dev/null; rm -f "$said"' EXIT

"$@"
code=$?
wait "$beside" || code=$?
cat "$said"
exit "$code"
