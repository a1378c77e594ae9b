#!/bin/sh
# Make the virtual environment, with uv in it where uv can be had.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Volunteer needs Python 3.11 or newer; \"$python\" is not. Try: make PYTHON=python3.11" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "Python cannot make virtual environments here. On Debian: apt-get install python3-venv" >&2
    exit 1
fi

"$python" -m venv .venv
if ! .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes \
    --only-binary :all: --requirement requirements/uv.txt; then
    echo "uv cannot be had here: pip takes its place, and takes longer."
fi
