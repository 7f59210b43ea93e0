// The system administrator's backup: begun on the page by keyboard, followed, listed; made a store again in the terminal, by
// the command that the page shows; and by the clock, without anybody.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { axe, browser, client, panhuo, scratch, serve, staff } from "./house.mjs";

const standing = (store) => panhuo("status", store, "--as-of", "2024-11-30", "--json");

test("a backup made on the page is restored in the terminal", async (t) => {
  const folder = scratch(t);
  const [store, backups, restored] = ["store", "backups", "restored"].map((name) => join(folder, name));
  panhuo("sample", store);
  mkdirSync(backups);
  const site = await serve(t, store, "--backups", backups, "--backup-keep", "2");
  await staff(site, { wang: { name: "王经办", roles: ["clerk"] } });
  const before = standing(store);
  const web = await browser(t);
  const page = await web.page(site, { login: "admin", path: "/system" });
  const panel = page.getByRole("region", { name: "备份" });
  await panel.getByText("还没有备份").waitFor();
  assert.deepEqual(await axe(page), []);
  const button = panel.getByRole("button", { name: "立即备份" });
  await button.focus();
  await page.keyboard.press("Enter");
  await panel.getByText("备份已做好，核验通过。").waitFor();
  const row = panel.getByTestId("backup");
  assert.equal(await row.count(), 1);
  const name = await row.getByRole("rowheader").innerText();
  assert.deepEqual(readdirSync(backups), [name]);
  assert.match(await panel.innerText(), /最近一次 .* \d+ 分钟前/);
  assert.deepEqual(await axe(page), []);
  // Nothing on the page leads to what is in it.
  assert.equal(await panel.getByRole("link").count(), 0);

  const shown = (await panel.getByTestId("restore").innerText()).split(" ");
  assert.deepEqual(shown.slice(0, 3), ["panhuo", "restore", join(backups, name)]);
  panhuo("restore", shown[2], restored, "--against", store, "--despite-checkpoint");
  assert.equal(standing(restored), before);
  assert.equal(standing(join(backups, name)), before);
  assert.equal(JSON.parse(panhuo("verify", restored, "--json")).ok, true);

  // From the command line while the store is served.
  const made = JSON.parse(panhuo("backup", store, "-o", join(folder, "by-hand"), "--json"));
  assert.equal(made.division, "141031");

  // What goes wrong is said on the page, and in the figures for those who watch the machine.
  rmSync(backups, { recursive: true });
  await button.click();
  await panel.getByRole("alert").filter({ hasText: "没有成功" }).waitFor();
  assert.match(await (await fetch(`${site.url}/metrics`)).text(), /^panhuo_backup_failures_total 1$/m);
  mkdirSync(backups);
  const admin = await client(site.url).logIn("admin");
  for (let i = 0; i < 3; ++i) await admin.send("POST", "/api/v1/backups");
  assert.equal(readdirSync(backups).length, 2, "the oldest went");
  assert.match(await (await fetch(`${site.url}/metrics`)).text(), /^panhuo_backup_last_success_timestamp_seconds \d+$/m);
  assert.deepEqual(web.faults, []);
});

test("by the clock, without anybody; and the page of a server without a folder says what to do", async (t) => {
  const folder = scratch(t);
  const [store, backups] = ["store", "backups"].map((name) => join(folder, name));
  panhuo("init", store, "--division", "141031", "--rulebook", "xixian-2024");
  mkdirSync(backups);
  const site = await serve(t, store, "--backups", backups, "--backup-every", "24");
  const admin = await client(site.url).setUp(site.code, "admin");
  let seen = { backups: [] };
  while (seen.backups.length === 0) {
    seen = await admin.send("GET", "/api/v1/backups");
    await new Promise((later) => setTimeout(later, 100));
  }
  assert.equal(seen.every_hours, 24);
  assert.equal(seen.last_failure, null);
  await site.stop();

  const without = await serve(t, store);
  const web = await browser(t);
  const page = await web.page(without, { login: "admin", path: "/system" });
  const panel = page.getByRole("region", { name: "备份" });
  await panel.getByText("--backup-every 24").waitFor();
  assert.equal(await panel.getByRole("button").count(), 0);
  assert.deepEqual(web.faults, []);
});
