#!/bin/sh
# Compile the stylesheet, put it beside the scripts and fonts that pages load, and pack them.
set -eu
cd "$(dirname "$0")/.."
build=volunteer/static/build
figtree=node_modules/@fontsource-variable/figtree

mkdir -p "$build/fonts"
cp node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js volunteer/static/js/*.js "$build/"
cp node_modules/leaflet/dist/leaflet.js node_modules/leaflet/dist/leaflet.css "$build/"
cp -r node_modules/leaflet/dist/images "$build/"
cp node_modules/leaflet/LICENSE "$build/leaflet-LICENSE.txt"
for alphabet in latin latin-ext; do
    cp "$figtree/files/figtree-$alphabet-wght-normal.woff2" "$build/fonts/figtree-$alphabet.woff2"
done
cp "$figtree/LICENSE" "$build/fonts/figtree-LICENSE.txt"
scripts/node.sh node node_modules/sass/sass.js --no-source-map --no-error-css --style=compressed \
    --load-path=node_modules volunteer/static/scss/main.scss "$build/main.css"
scripts/node.sh node scripts/versions.js "$build"
scripts/node.sh node scripts/compress.js "$build"
