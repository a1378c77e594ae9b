#!/bin/sh
# Install a lock, every file checked against its hash, and then the project itself.
set -eu
cd "$(dirname "$0")/.."
lock=$1

install() {
    if [ -x .venv/bin/uv ]; then
        .venv/bin/uv pip install --quiet --python .venv/bin/python "$@"
    else
        .venv/bin/pip install --quiet --disable-pip-version-check "$@"
    fi
}

install --require-hashes --requirement "$lock"
install --no-deps --no-build-isolation --editable .
