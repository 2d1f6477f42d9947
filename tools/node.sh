#!/usr/bin/env bash
# Runs a command with a Node that is new enough: the machine's own, else the one from PyPI. Usage: node.sh COMMAND ARGUMENT...
set -euo pipefail
cd "$(dirname "$0")/.."
venv="${VENV:-.venv}"

new_enough() {
    command -v npm >/dev/null && command -v node >/dev/null &&
        node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'
}

if ! new_enough; then
    if [ ! -x "$venv/bin/npm" ]; then
        echo "No Node 20.19 or later here: installing one into the virtual environment" >&2
        "$venv/bin/python" -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-node.txt
    fi
    PATH="$PWD/$venv/bin:$PATH"
fi
exec "$@"
