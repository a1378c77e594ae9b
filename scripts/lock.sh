#!/bin/sh
# Write the locks from setup.cfg: versions and hashes, and no address of any index.
set -eu
cd "$(dirname "$0")/.."

compile() {
    .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
        --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "make lock" --output-file "$@"
}

if [ ! -x .venv/bin/uv ]; then
    echo "The locks are written by uv, which could not be had for .venv." >&2
    exit 1
fi
compile requirements/run.txt setup.cfg requirements/build.in
compile requirements/dev.txt setup.cfg requirements/build.in --extra dev \
    --constraints requirements/run.txt
for tool in uv node semgrep; do
    compile "requirements/$tool.txt" "requirements/$tool.in"
done
