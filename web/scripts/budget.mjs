// The first view must stay small: adds up the gzip size of the scripts that the browser loads before any room is
// opened, plus the largest room that can be opened first, and fails above the limit.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 400 * 1000;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const size = new Map();

function closure(key, seen = new Set()) {
  const part = manifest[key];
  if (seen.has(part.file)) return seen;
  seen.add(part.file);
  for (const next of part.imports ?? []) closure(next, seen);
  return seen;
}

function weigh(files) {
  let sum = 0;
  for (const file of files) {
    if (!size.has(file)) size.set(file, gzipSync(readFileSync(new URL(file, dist))).length);
    sum += size.get(file);
  }
  return sum;
}

let worst = { name: "", bytes: 0 };
for (const [key, part] of Object.entries(manifest)) {
  if (!part.isEntry && !/rooms\/.*Room\.vue$/.test(key)) continue;
  const bytes = weigh(closure(key, closure("index.html")));
  if (bytes > worst.bytes) worst = { name: key, bytes };
}
const shown = `${(worst.bytes / 1000).toFixed(1)} kB of script (gzip), heaviest first view: ${worst.name}`;
if (worst.bytes > limit) {
  console.error(`budget: ${shown}; the limit is ${limit / 1000} kB`);
  process.exit(1);
}
console.log(`budget: ${shown}`);
