#!/usr/bin/env node
// How quick a served store answers: 200 requests a second (fixed rate) on two connections' worth of readers while a clerk
// writes every second, and again while a large import runs. Usage: bench/serve.mjs FOLDER [SUPPLIES]
//   FOLDER    where files and stores are made and left; made again only if absent
//   SUPPLIES  of the large store (default 1,000,000)
// Needs the published results (landsupply/ below $PANHUO_SHARED, default ../shared/data), the release build and the
// pages' tools (scripts/build_web). Figures: milliseconds from when a request was due, so that a wait counts for all that
// waited behind it.
import { execFileSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { client, panhuo, password, root, shared, staff, start } from "../tests/e2e/house.mjs";

const autocannon = createRequire(join(root, "web/package.json"))("autocannon");
const [folder, supplies = "1000000"] = process.argv.slice(2);
if (!folder) {
  console.error("usage: bench/serve.mjs FOLDER [SUPPLIES]");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const province = join(shared, "landsupply/shanxi_14_2012_2016.csv");

/** The province's rows, copy after copy with new keys. */
function rowsFile(name, count, year) {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  const [head, ...rows] = readFileSync(province, "utf8").trimEnd().split("\n");
  const out = openSync(path, "w");
  writeSync(out, `${head}\n`);
  for (let made = 0; made < count; ) {
    const copy = 140100 + Math.floor(made / rows.length);
    const piece = rows.slice(0, count - made);
    const key = (row, i) => row.replace(/,[0-9]+[A-Z][0-9-]+,/, `,${copy}${year}B${String(i).padStart(5, "0")},`);
    writeSync(out, `${piece.map(key).join("\n")}\n`);
    made += piece.length;
  }
  closeSync(out);
  return path;
}

function store(name, fill) {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  panhuo("init", path, "--division", "000000", "--rulebook", "xixian-2024");
  fill(path);
  return path;
}

const approval = "示例批〔2020〕9001号";
async function people(site) {
  if (site.code) await staff(site, { leader: { name: "某领导", roles: ["leader"] }, clerk: { name: "某经办", roles: ["clerk"] } });
  const clerk = await client(site.url).logIn("clerk");
  await clerk.ask("POST", "/api/v1/records", { reason: "补录", statements: [{ kind: "approval", record: { document_no: approval, division: "141031", approved_on: "2020-05-01", total_m2: 1e8 } }] });
  return { leader: await client(site.url).logIn("leader"), clerk };
}

/** 200 requests a second for some seconds, over the addresses in turn. */
async function load(site, leader, label, paths, seconds = 30) {
  const headers = { cookie: leader.cookie(), "accept-encoding": "identity" };
  for (const path of paths) await leader.send("GET", path);
  const result = await autocannon({ url: site.url, connections: 8, overallRate: 200, duration: seconds, requests: paths.map((path) => ({ path, headers })) });
  const { p50, p99, max } = result.latency;
  console.log(`${label.padEnd(58)} p50 ${p50}  p99 ${p99}  max ${max} ms, ${result.requests.total} answers, ${result.non2xx + result.errors} failed`);
}

let serial = Date.now();
/** A clerk who records a plot every second until told to stop. */
function writing(clerk) {
  let stop = false;
  let written = 0;
  let slowest = 0;
  const done = (async () => {
    while (!stop) {
      const began = performance.now();
      await clerk.send("POST", "/api/v1/records", { reason: "补录", statements: [{ kind: "plot", record: { approval, number: String(++serial), division: "141031", area_m2: 10 } }] });
      slowest = Math.max(slowest, performance.now() - began);
      ++written;
      await new Promise((next) => setTimeout(next, 1000));
    }
  })();
  return async () => {
    stop = true;
    await done;
    console.log(`  beside it ${written} records written, the slowest in ${slowest.toFixed(0)} ms`);
  };
}

async function reads(name, path, more) {
  const site = await start(path);
  const { leader, clerk } = await people(site);
  const { parcels } = await leader.send("GET", "/api/v1/parcels?kind=supply&limit=50&offset=1000");
  const pages = ["/api/v1/status", "/api/v1/parcels?limit=100", "/api/v1/parcels?kind=supply&judgement=start_unknown&limit=100&offset=500",
    `/api/v1/parcel?id=${encodeURIComponent(parcels[0].id)}`, `/api/v1/parcel?id=${encodeURIComponent(parcels[20].id)}`, "/api/v1/approvals"];
  await load(site, leader, `${name}: reads, nobody writes`, pages);
  const stop = writing(clerk);
  await load(site, leader, `${name}: reads, a clerk writes`, pages);
  await stop();
  if (more) await more(site, leader, clerk, pages);
  console.log(`  memory of the server at most ${/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${site.child.pid}/status`, "utf8"))[1]} kB`);
  await site.stop();
}

await reads("Shanxi, 11,083 supplies", store("shanxi", (path) => panhuo("import", path, province)), async (site, leader, clerk, pages) => {
  const file = readFileSync(rowsFile("import.csv", 100_000, new Date().getFullYear()));
  const began = performance.now();
  const imported = clerk.send("POST", "/api/v1/imports?name=import.csv&as_of=2024-06-30", file, "application/octet-stream");
  let over = false;
  void imported.finally(() => (over = true));
  await load(site, leader, "Shanxi: reads while 100,000 rows are imported", pages, 15);
  const { accepted } = await imported;
  console.log(`  the import took ${((performance.now() - began) / 1000).toFixed(1)} s, ${accepted} accepted${over ? "" : ", and outlasted the reads"}`);
});

const shapes = store("shapes", (path) => {
  if (!existsSync(join(folder, "plots.zip"))) execFileSync(join(root, "bench/desk_files.py"), [folder]);
  panhuo("import", path, join(folder, "plots.zip"), "--as", "plot", "--crs", "EPSG:4525");
});
{
  const site = await start(shapes);
  const { leader, clerk } = await people(site);
  const { extent } = await leader.send("GET", "/api/v1/map");
  const tiles = [];
  for (const z of [12, 13, 14, 15, 16]) {
    for (const part of [0.2, 0.5, 0.8]) {
      const size = 360 / 2 ** z;
      const x = Math.floor((extent.west + part * (extent.east - extent.west) + 180) / size);
      const y = Math.floor((90 - extent.south - part * (extent.north - extent.south)) / size);
      tiles.push(`/api/v1/tiles/4490/${z}/${x}/${y}`);
    }
  }
  await load(site, leader, "62,000 plots of 100 corners: tiles, nobody writes", tiles);
  const stop = writing(clerk);
  await load(site, leader, "62,000 plots of 100 corners: tiles, a clerk writes", tiles);
  await stop();
  await site.stop();
}

const count = Number(supplies);
if (count > 0) await reads(`${count.toLocaleString("en")} supplies`, store(`supplies${count}`, (path) => panhuo("import", path, rowsFile(`rows${count}.csv`, count, 2016))));
