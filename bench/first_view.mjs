#!/usr/bin/env node
// How long a fresh browser takes, on loopback, from the address to the first figures of the overview, and how much script
// it loads for that: five browsers with empty caches over the sample county. Usage: bench/first_view.mjs [PATH…]
// The program and the pages must be built (PANHUO names another program).
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";
import { client, panhuo, root, staff, start } from "../tests/e2e/house.mjs";

const { chromium } = createRequire(join(root, "web/package.json"))("playwright-core");
const ROUNDS = 5;
const first = { "/overview": '[data-test="done-unsupplied"] .num', "/ledger": ".line a.code", "/due": '[data-test="due"] tbody tr', "/login": "input" };
const paths = process.argv.slice(2).length ? process.argv.slice(2) : Object.keys(first);

const folder = mkdtempSync(join(tmpdir(), "panhuo-first-"));
try {
  const store = join(folder, "store");
  panhuo("sample", store);
  const site = await start(store);
  try {
    await staff(site, { wang: { name: "王经办", roles: ["clerk"] } });
    const [name, value] = (await client(site.url).logIn("wang")).cookie().split("=");
    const running = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });
    for (const path of paths) {
      const taken = [];
      let script = 0;
      for (let round = 0; round < ROUNDS; ++round) {
        const context = await running.newContext({ viewport: { width: 1366, height: 768 }, locale: "zh-CN" });
        if (path !== "/login") await context.addCookies([{ name, value, url: site.url }]);
        const page = await context.newPage();
        await page.goto(`${site.url}${path}`, { waitUntil: "commit" });
        await page.waitForSelector(first[path] ?? "h1");
        taken.push(await page.evaluate(() => performance.now()));
        script = await page.evaluate(() => performance.getEntriesByType("resource").filter((each) => /\.js$/.test(new URL(each.name).pathname)).reduce((sum, each) => sum + each.encodedBodySize, 0));
        await context.close();
      }
      taken.sort((a, b) => a - b);
      console.log(`${path.padEnd(10)} first figures after ${taken.map((ms) => Math.round(ms)).join(" ")} ms (median ${Math.round(taken[ROUNDS >> 1])}), script ${(script / 1000).toFixed(1)} kB as sent`);
    }
    await running.close();
  } finally {
    await site.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
