// Put a small copy beside each text file of a folder, for browsers that unpack it themselves:
// packed once, as hard as can be, so that no request costs any work.
const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { brotliCompressSync, constants, gzipSync } = require("node:zlib");

const TEXT = /\.(css|js|json|svg)$/;
const hardest = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
const folder = process.argv[2];

for (const name of readdirSync(folder, { recursive: true }).filter((name) => TEXT.test(name))) {
  const path = join(folder, name);
  const whole = readFileSync(path);
  writeFileSync(`${path}.br`, brotliCompressSync(whole, hardest));
  writeFileSync(`${path}.gz`, gzipSync(whole, { level: constants.Z_BEST_COMPRESSION }));
}
