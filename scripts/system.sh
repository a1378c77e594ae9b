#!/bin/sh
# See that Chromium, PostgreSQL and strace are here for the tests; as root on Debian, install them.
set -eu

missing() {
    command -v chromium >/dev/null || echo chromium
    command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ||
        echo postgresql
    command -v strace >/dev/null || echo strace
}

packages=$(missing | xargs)
[ -n "$packages" ] || exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "==> Installing from Debian's packages, for the tests: $packages"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update --quiet --quiet
    # shellcheck disable=SC2086 # one word a package
    apt-get install --quiet --quiet --yes --no-install-recommends $packages >/dev/null
fi

packages=$(missing | xargs)
if [ -n "$packages" ]; then
    echo "Not here, and the tests need it: $packages. On Debian: apt-get install $packages." \
        "'make test-quick' does without." >&2
    exit 1
fi
