// Put into each address that a stylesheet names the version of what is there, as
// volunteer/web/static.py reckons it: so that fonts and pictures are kept for a year too.
const { createHash } = require("node:crypto");
const { existsSync, readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const NAMED = /url\((["']?)([^"')?#]+)\1\)/g;
const folder = process.argv[2];

function versioned(whole, quote, name) {
  const file = join(folder, name);
  if (!existsSync(file)) return whole; // a picture within the address, or an anchor of VML
  const version = createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 8);
  return `url(${quote}${name}?v=${version}${quote})`;
}

for (const name of readdirSync(folder).filter((name) => name.endsWith(".css"))) {
  const path = join(folder, name);
  writeFileSync(path, readFileSync(path, "utf8").replace(NAMED, versioned));
}
