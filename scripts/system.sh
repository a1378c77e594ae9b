#!/bin/sh
# See that Chromium, PostgreSQL and strace are here for the tests, and with --bench PostGIS for the
# benchmarks; as root on Debian, install them.
set -eu

for_what=${1:-}

missing() {
    command -v chromium >/dev/null || echo chromium
    command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ||
        echo postgresql
    command -v strace >/dev/null || echo strace
    [ "$for_what" != --bench ] ||
        ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 ||
        echo postgresql-postgis
}

packages=$(missing | xargs)
[ -n "$packages" ] || exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "==> Installing from Debian's packages: $packages"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update --quiet --quiet
    # shellcheck disable=SC2086 # one word a package
    apt-get install --quiet --quiet --yes --no-install-recommends $packages >/dev/null
fi

packages=$(missing | xargs)
if [ -n "$packages" ]; then
    echo "Not here, and needed: $packages. On Debian: apt-get install $packages." \
        "'make test-quick' does without." >&2
    exit 1
fi
