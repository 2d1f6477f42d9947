#!/usr/bin/env bash
# Prints which Python serves where nobody names one: the distribution's own where it will do, else what `python3` is. The
# distribution's was built with what a profile told; with one that was compiled without, all tests take a tenth longer.
set -euo pipefail

own=/usr/bin/python3
if [ -x "$own" ] && "$own" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "$own"
else
    echo python3
fi
