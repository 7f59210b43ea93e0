// A ledger of 100,000 rows: it scrolls without jumping, every row stands where its number says and says what the
// interface says, and the workbook of what is seen holds exactly the rows that pass the filter, in the order of the screen.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { browser, client, panhuo, scratch, serve, staff } from "./house.mjs";

const ROWS = 100_000;
const HEIGHT = 28;

/** Supplies of ten years, as published: numbers, names, areas that repeat in no simple rhythm. */
function published() {
  const lines = ["电子监管号,项目名称,面积(公顷),供地方式,合同签订日期"];
  for (let n = 0; n < ROWS; ++n) {
    const year = 2009 + Math.floor(n / 10_000);
    const number = `141031${year}B${String(n % 10_000).padStart(5, "0")}`;
    lines.push(`${number},项目${n},${((n * 7919) % 9973) / 1000 + 0.001},挂牌出让,${year}-0${1 + (n % 9)}-15`);
  }
  return `${lines.join("\n")}\n`;
}

test("100,000 rows", async (t) => {
  const folder = scratch(t);
  const store = join(folder, "store");
  panhuo("init", store, "--division", "141031", "--rulebook", "xixian-2024");
  writeFileSync(join(folder, "published.csv"), published());
  assert.equal(JSON.parse(panhuo("import", store, join(folder, "published.csv"), "--json")).files[0].accepted, ROWS);
  const site = await serve(t, store);
  await staff(site, { wang: { name: "王经办", roles: ["clerk"] } });
  const web = await browser(t);
  const page = await web.page(site, { login: "wang", path: "/ledger?as_of=2024-06-30" });
  await page.getByText(`共 ${ROWS} 行`).waitFor();
  const api = await client(site.url).logIn("wang");
  const listed = async (query) => (await api.send("GET", `/api/v1/parcels?as_of=2024-06-30&counting=official&${query}`));
  const table = page.getByRole("grid");
  /** What stands in the table: where it is scrolled to, how high it is, and each row with its place and its first cell. */
  const seen = () => table.evaluate((place) => ({
    top: place.scrollTop,
    whole: place.scrollHeight,
    frame: place.clientHeight,
    rows: [...place.querySelectorAll(".line")].map((line) => ({
      at: Number(line.id.slice(4)),
      y: line.getBoundingClientRect().top - place.getBoundingClientRect().top + place.scrollTop,
      id: line.querySelector("a.code")?.textContent ?? "",
    })),
  }));
  const settled = (at) => page.waitForFunction((n) => document.querySelector(`#row-${n} a.code`), at);

  await t.test("the wheel moves by what it was turned, and every row stands at its place", async () => {
    const box = await table.boundingBox();
    await page.mouse.move(box.x + 400, box.y + 200);
    const start = await seen();
    const frame = start.rows[0].y - (start.rows[0].at + 1) * HEIGHT; // what stands around the rows: borders
    assert.ok(Math.abs(frame) < 4, `the first row at ${start.rows[0].y}`);
    for (let turn = 1; turn <= 25; ++turn) {
      await page.mouse.wheel(0, 1400);
      await page.waitForFunction((top) => Math.abs(document.querySelector('[role="grid"]').scrollTop - top) < 1, turn * 1400);
      const now = await seen();
      assert.equal(now.whole, start.whole, "the table keeps its height");
      const first = Math.floor(now.top / HEIGHT);
      const last = Math.floor((now.top + now.frame) / HEIGHT) - 2;
      const places = new Map(now.rows.map((row) => [row.at, row]));
      for (let at = first; at <= last; ++at) {
        assert.ok(places.has(at), `row ${at} is in the page`);
        assert.ok(Math.abs(places.get(at).y - frame - (at + 1) * HEIGHT) <= 0.5, `row ${at} at ${places.get(at).y}`);
      }
    }
  });
  await t.test("far below, a row says what the interface says of its number", async () => {
    for (const at of [49_990, 99_950, 12_345]) {
      await table.evaluate((place, top) => (place.scrollTop = top), at * HEIGHT);
      await settled(at + 3);
      const { rows } = await seen();
      const { parcels } = await listed(`offset=${at}&limit=10`);
      for (const [i, { id }] of parcels.entries()) assert.equal(rows.find((row) => row.at === at + i)?.id, id, `row ${at + i}`);
    }
  });
  await t.test("keys reach the last row and the first", async () => {
    await table.focus();
    await page.keyboard.press("End");
    await settled(ROWS - 1);
    assert.equal(await table.getAttribute("aria-activedescendant"), `row-${ROWS - 1}`);
    await page.keyboard.press("Home");
    await settled(0);
    assert.equal((await seen()).top, 0);
  });
  await t.test("the workbook is what is seen: filter, order, columns", async () => {
    await page.goto("/ledger?as_of=2024-06-30&q=%E9%A1%B9%E7%9B%AE77&sort=-area");
    const { total, parcels } = await listed(`q=${encodeURIComponent("项目77")}&sort=-area&limit=1000`);
    assert.ok(total > 1000, `${total}`);
    await page.getByText(`共 ${total} 行`).waitFor();
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: "导出所见" }).click();
    // The parts are stored as they are, so the sheet can be read where it stands.
    const text = readFileSync(await (await coming).path(), "utf8");
    const heads = await table.getByRole("columnheader").allInnerTexts();
    const rows = [...text.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, row]) => [...row.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(?:<is><t[^>]*>(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>/gs)].map(([, , words, figure]) => words ?? figure));
    assert.equal(rows.length, total + 1);
    assert.deepEqual(rows[0].map((each) => each.replace(/（.*$/, "")), heads.slice(1).map((each) => each.replace(/ [▲▼]$/, "")));
    assert.deepEqual(rows.slice(1, 1001).map(([id]) => id), parcels.map(({ id }) => id));
    assert.equal(Number(rows[1][3]), parcels[0].area_m2 / 10_000);
  });
  assert.deepEqual(web.faults, []);
});
