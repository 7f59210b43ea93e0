#!/usr/bin/env node
// How quick a served store answers: 200 requests a second, evenly (bench/steady.cpp), while nobody writes, while a clerk
// writes every second, and while a large import runs. Usage: bench/serve.mjs FOLDER [SUPPLIES] [PART…]
//   FOLDER    where files and stores are made and left; made again only if absent
//   SUPPLIES  of the large store (default 1,000,000; 0: none)
//   PART      of: shanxi import tiles large map (default: all); map: a province of SUPPLIES plots with shapes
// Needs the published results (landsupply/ below $PANHUO_SHARED, default ../shared/data), the release build, g++ and the
// pages' tools (scripts/build_web). Figures: milliseconds from when a request was due, so that a wait counts for all that
// waited behind it; gzip, as a browser asks.
import { execFileSync, spawn } from "node:child_process";
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { client, panhuo, password, root, shared, staff, start } from "../tests/e2e/house.mjs";

const [folder, supplies = "1000000", ...parts] = process.argv.slice(2);
const wanted = (part) => parts.length === 0 || parts.includes(part);
if (!folder) {
  console.error("usage: bench/serve.mjs FOLDER [SUPPLIES] [PART…]");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const steady = join(folder, "steady");
execFileSync("g++", ["-std=c++20", "-O2", join(root, "bench/steady.cpp"), "-o", steady]);
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

/** Plots of 12 corners 400 m apart, as lists of boundary points (界址点成果), 50,000 a file. */
function boundaryFiles(total) {
  const across = Math.ceil(Math.sqrt(total));
  const corner = (made, k) => {
    const turn = (-2 * Math.PI * k) / 12;
    const east = 37_500_000 + ((made % across) - across / 2) * 400 + 80 * Math.cos(turn);
    return `J${(k % 12) + 1},1,${(3_900_000 + Math.floor(made / across) * 400 + 80 * Math.sin(turn)).toFixed(3)},${east.toFixed(3)}`;
  };
  const files = [];
  for (let first = 0; first < total; first += 50_000) {
    const path = join(folder, `boundary${total}_${first}.txt`);
    files.push(path);
    if (existsSync(path)) continue;
    const lines = ["[属性描述]", "坐标系=2000国家大地坐标系", "几度分带=3", "投影类型=高斯克吕格", "计量单位=米", "带号=37", "精度=0.001", "转换参数=,,,,,,", "[地块坐标]"];
    for (let made = first; made < Math.min(total, first + 50_000); ++made) {
      lines.push(`12,1.92,D${made},地块${made},面,,工业,,@`);
      for (let k = 0; k <= 12; ++k) lines.push(corner(made, k));
    }
    writeFileSync(path, `${lines.join("\n")}\n`);
  }
  return files;
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

/** A book that is still being opened says so; the first reader of a large one waits here. */
async function opened(leader, path) {
  const began = performance.now();
  for (;;) {
    const { status } = await leader.ask("GET", path);
    if (status < 400) return (performance.now() - began) / 1000;
    if (status !== 503) throw new Error(`${path}: ${status}`);
    await new Promise((next) => setTimeout(next, 1000));
  }
}

/** Seconds of processor that a process has used. */
function processor(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** So many requests a second for some seconds, over the addresses in turn; asked once before, unless each is to be new. */
async function load(site, leader, label, paths, { seconds = 20, rate = 200, before = true } = {}) {
  if (before) for (const path of paths) await opened(leader, path);
  const child = spawn(steady, [new URL(site.url).port, String(rate), String(seconds), "16"], { stdio: ["pipe", "pipe", "inherit"] });
  const used = processor(site.child.pid);
  child.stdin.end([leader.cookie(), ...paths].join("\n"));
  let text = "";
  for await (const piece of child.stdout) text += piece;
  const result = JSON.parse(text);
  const busy = (100 * (processor(site.child.pid) - used)) / seconds;
  console.log(`${label.padEnd(58)} p50 ${result.p50}  p99 ${result.p99}  max ${result.max} ms, ${result.answers} answers, ${result.failed} failed, the server ${busy.toFixed(0)} % of a processor`);
  if (process.env.BENCH_PATHS) for (const { path, p50, p99, max } of result.paths) console.log(`    ${path}  p50 ${p50}  p99 ${p99}  max ${max}`);
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

function memory(site) {
  const status = readFileSync(`/proc/${site.child.pid}/status`, "utf8");
  const megabytes = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024);
  console.log(`  memory of the server ${megabytes("VmRSS")} MB, at most ${megabytes("VmHWM")} MB`);
}

async function reads(name, path) {
  const site = await start(path);
  const { leader, clerk } = await people(site);
  console.log(`${name}: the book and its list open after ${(await opened(leader, "/api/v1/parcels?limit=1")).toFixed(1)} s more`);
  const { parcels } = await leader.send("GET", "/api/v1/parcels?kind=supply&limit=50&offset=1000");
  const pages = ["/api/v1/status", "/api/v1/parcels?limit=100", "/api/v1/parcels?kind=supply&judgement=start_unknown&limit=100&offset=500",
    `/api/v1/parcel?id=${encodeURIComponent(parcels[0].id)}`, `/api/v1/parcel?id=${encodeURIComponent(parcels[20].id)}`, "/api/v1/approvals"];
  await load(site, leader, `${name}: reads, nobody writes`, pages);
  memory(site);
  const stop = writing(clerk);
  await load(site, leader, `${name}: reads, a clerk writes`, pages);
  await stop();
  memory(site);
  await site.stop();
}

/** The store of the published results, as it was: an import into it must not last. */
function fresh(name, path) {
  const copy = join(folder, name);
  rmSync(copy, { recursive: true, force: true });
  cpSync(path, copy, { recursive: true });
  return copy;
}

const shanxi = () => store("shanxi", (path) => panhuo("import", path, province));
if (wanted("shanxi")) await reads("Shanxi, 11,083 supplies", shanxi());
if (wanted("import")) {
  const site = await start(fresh("shanxi-import", shanxi()));
  const { leader, clerk } = await people(site);
  const pages = ["/api/v1/status", "/api/v1/parcels?limit=100", "/api/v1/approvals"];
  await opened(leader, pages[0]);
  const file = readFileSync(rowsFile("import.csv", 100_000, new Date().getFullYear()));
  const began = performance.now();
  const work = await clerk.send("POST", "/api/v1/imports?name=import.csv&as_of=2024-06-30&later=true", file, "application/octet-stream");
  const followed = clerk.ask("GET", `/api/v1/work/${work.id}/events`).then(() => (performance.now() - began) / 1000);
  await load(site, leader, "Shanxi: reads while 100,000 rows are imported", pages, { seconds: 15 });
  const took = await followed;
  const { result } = await clerk.send("GET", `/api/v1/work/${work.id}`);
  console.log(`  the import took ${took.toFixed(1)} s, ${result.accepted} accepted`);
  memory(site);
  await load(site, leader, "Shanxi and those 100,000: reads, nobody writes", pages, { seconds: 15 });
  memory(site);
  await site.stop();
}

/** Tiles whose places lie evenly over the middle of an extent, `across` by `across`, at each of these zooms in turn. */
function tilesOver(extent, zooms, across) {
  const tiles = new Set();
  for (let i = 0; i < across * across; ++i) {
    const part = (k) => 0.2 + (0.6 * (k + 0.5)) / across;
    for (const z of zooms) {
      const size = 360 / 2 ** z;
      const x = Math.floor((extent.west + part(i % across) * (extent.east - extent.west) + 180) / size);
      const y = Math.floor((90 - extent.south - part(Math.floor(i / across)) * (extent.north - extent.south)) / size);
      tiles.add(`/api/v1/tiles/4490/${z}/${x}/${y}`);
    }
  }
  return [...tiles];
}

async function tiles(name, path, zooms, more) {
  const site = await start(path);
  const { leader, clerk } = await people(site);
  await opened(leader, "/api/v1/map");
  const { extent } = await leader.send("GET", "/api/v1/map");
  const warm = tilesOver(extent, zooms, 2);
  await load(site, leader, `${name}: tiles, nobody writes`, warm);
  const stop = writing(clerk);
  await load(site, leader, `${name}: tiles, a clerk writes`, warm);
  await stop();
  memory(site);
  if (more) await more(site, leader, extent);
  await site.stop();
}

if (wanted("tiles")) {
  const shapes = store("shapes", (path) => {
    if (!existsSync(join(folder, "plots.zip"))) execFileSync(join(root, "bench/desk_files.py"), [folder]);
    panhuo("import", path, join(folder, "plots.zip"), "--as", "plot", "--crs", "EPSG:4525");
  });
  await tiles("62,000 plots of 100 corners", shapes, [12, 13, 14, 15, 16]);
}

const count = Number(supplies);
if (count > 0 && wanted("large")) await reads(`${count.toLocaleString("en")} supplies`, store(`supplies${count}`, (path) => panhuo("import", path, rowsFile(`rows${count}.csv`, count, 2016))));

if (count > 0 && wanted("map")) {
  const shapes = store(`plots${count}`, (path) => {
    for (const file of boundaryFiles(count)) panhuo("import", path, file, "--as", "plot");
  });
  await tiles(`${count.toLocaleString("en")} plots over a province`, shapes, [11, 12, 13, 14, 15, 16], async (site, leader, extent) => {
    // Nobody looks where somebody looked before: every tile is made.
    const fresh = tilesOver(extent, [12, 13, 14, 15, 16], 9).slice(0, 400);  // 20 s of them
    await load(site, leader, "  tiles that nobody asked for before, 20 a second", fresh, { rate: 20, before: false });
  });
}
