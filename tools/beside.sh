#!/usr/bin/env bash
# Runs one command beside another: the first one's output waits until both are done. Fails where either does. The first
# gives way to the second, and has what it leaves free: a browser, a server and a disk are waited for now and then.
# Usage: beside.sh COMMAND -- COMMAND
set -uo pipefail

quiet=()
while [ "$1" != "--" ]; do
    quiet+=("$1")
    shift
done
shift

said="$(mktemp)"
nice -n 10 "${quiet[@]}" >"$said" 2>&1 </dev/null &
beside=$!
trap 'kill "$beside" 2>/dev/null; rm -f "$said"' EXIT

"$@"
code=$?
wait "$beside" || code=$?
cat "$said"
exit "$code"
