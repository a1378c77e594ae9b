#!/bin/sh
# Fail when a file holds what looks like a secret. A line that holds none, though it looks so,
# says "pragma: allowlist secret". Locks are left out: they are hashes from end to end.
set -eu
cd "$(dirname "$0")/.."

files() {
    if [ $# -gt 0 ]; then
        printf '%s\0' "$@"
    else
        git ls-files -z --cached --others --exclude-standard -- \
            ':!requirements/*.txt' ':!package-lock.json' ':!*.gz' ':!*.pot'
    fi
}

files "$@" | xargs -0 sh -c '
    for file in "$@"; do [ -f "$file" ] && printf "%s\0" "$file"; done; true
' sh | xargs -0 -n 150 -P 2 .venv/bin/detect-secrets-hook
