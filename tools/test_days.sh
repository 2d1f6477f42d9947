#!/usr/bin/env bash
# Runs the tests of rules, actions, pages and journeys on days that are unlike others. The clock is Debian's
# libfaketime: moved to the day and going on from there, the same in every process but a browser's. On SQLite, since
# no database asks the time here.
set -uo pipefail
cd "$(dirname "$0")/.."
pytest="${VENV:-.venv}/bin/python -m pytest -q -n ${WORKERS:-2} --dist loadfile --no-loadscope-reorder"

days=(
    "2026-12-31 23:30 UTC"         # the year ends while tests run
    "2028-02-29 12:00 UTC"         # a day that most years have not
    "2027-03-28 00:45 UTC"         # the clocks go forward at one
    "2027-10-30 23:45 UTC"         # in London it is the day after already, and the clocks go back at one
    "2027-02-01 12:00 UTC"         # the first of a month, and the day after a Sunday
    "2027-05-08 12:00 UTC"         # a Saturday, of which nobody knows whether day or month is written first
    "$(date --utc -d '1 year') UTC" # and a year from now
)

[ -n "${DAYS:-}" ] && IFS=';' read -ra days <<<"$DAYS"

library="$(compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' | head -n 1)"
if [ -z "$library" ]; then
    echo "libfaketime was not found. By hand: apt-get install faketime" >&2
    exit 1
fi

failed=()
for day in "${days[@]}"; do
    echo "== $day"
    moved=$(($(date --utc -d "$day" +%s) - $(date +%s)))
    # Times of files stay as they are, since Python takes its compiled modules for stale otherwise; so do timeouts, of
    # which the library's own remedy for old C libraries ends some at once: threads that wait for their turn then spin.
    export TZ=Europe/London LD_PRELOAD="$library" FAKETIME="+$moved" FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1
    export FAKETIME_FORCE_MONOTONIC_FIX=0
    $pytest --fast tests/pages tests/actions tests/rules || failed+=("$day")
    # An S3 server keeps its own clock, and takes nothing that was signed on another day.
    $pytest -k "not s3" tests/journeys || failed+=("$day, in a browser")
    unset TZ LD_PRELOAD FAKETIME FAKETIME_DONT_FAKE_MONOTONIC NO_FAKE_STAT FAKETIME_FORCE_MONOTONIC_FIX
done
[ ${#failed[@]} -eq 0 ] && exit 0
printf 'Red on %s\n' "${failed[@]}"
exit 1
