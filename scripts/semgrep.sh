#!/bin/sh
# Check the code against our own rules, in semgrep/: first the rules by their samples.
# Semgrep asks nobody outside: no rules, no news, no counting.
set -eu
cd "$(dirname "$0")/.."

export PATH="$PWD/.venv-semgrep/bin:$PATH"
export SEMGREP_SETTINGS_FILE="$PWD/.venv-semgrep/settings.yml"
export SEMGREP_LOG_FILE="$PWD/.venv-semgrep/log"
export SEMGREP_SEND_METRICS=off SEMGREP_ENABLE_VERSION_CHECK=0

case ${1:-check} in
install)
    python=${PYTHON:-python3}
    rm -rf .venv-semgrep
    "$python" -m venv .venv-semgrep
    if [ -x .venv/bin/uv ]; then
        .venv/bin/uv pip install --quiet --python .venv-semgrep/bin/python \
            --require-hashes --requirement requirements/semgrep.txt
    else
        .venv-semgrep/bin/pip install --quiet --disable-pip-version-check \
            --require-hashes --requirement requirements/semgrep.txt
    fi
    ;;
samples)
    if ! said=$(semgrep scan --test --config "${2:-semgrep}" "${2:-semgrep}" 2>&1); then
        echo "$said"
        exit 1
    fi
    ;;
check)
    shift || true
    if [ $# -eq 0 ]; then
        set -- volunteer templates tests migrations scripts config.py wsgi.py
    fi
    semgrep scan --quiet --error --metrics=off --disable-version-check --config semgrep "$@"
    ;;
esac
