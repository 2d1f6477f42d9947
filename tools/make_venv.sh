#!/usr/bin/env bash
# Makes the virtual environment, or says in a sentence why it cannot. Usage: make_venv.sh PYTHON FOLDER
set -euo pipefail
python="$1" folder="$2"

fail() {
    echo "$1" >&2
    exit 1
}

command -v "$python" >/dev/null ||
    fail "There is no $python. Install Python 3.11 or later, or name one: make PYTHON=/path/to/python3"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) is too old: Python 3.11 or later is needed. Name one with: make PYTHON=/path/to/python3"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "$python has no venv or no pip. On Debian: apt-get install python3-venv python3-pip"

echo "Making a virtual environment with $("$python" --version)"
"$python" -m venv "$folder"
