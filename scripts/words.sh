#!/bin/sh
# Gather every sentence that goes through gettext into the catalogue $1, for translators.
set -eu

.venv/bin/pybabel --quiet extract --mapping=babel.cfg --keyword=N_ --keyword=lazy_gettext \
    --no-location --sort-output --project=Volunteer --output="$1" .
