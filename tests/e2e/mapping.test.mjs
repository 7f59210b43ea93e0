// A table whose headings nobody knows: said once on the page which column is what, remembered for that head, read so
// afterwards by the page and by the command line; every row leads to the entry that says how it was read.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { axe, browser, client, panhuo, picture, scratch, start, staff } from "./house.mjs";

const strange = "甲乙丙表\n代号,所属文,大小,重复,说明\nb1,晋政地字〔2024〕9001号,15,x,东\nb2,晋政地字〔2024〕9001号,30,y,西\nb3,晋政地字〔2024〕9001号,未测,z,南\n";
const upload = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

test("columns are said once and remembered", async (t) => {
  const folder = scratch(t);
  const store = join(folder, "store");
  panhuo("init", store, "--division", "141031", "--rulebook", "xixian-2024");
  const site = await start(store);
  t.after(site.stop);
  await staff(site, { wang: { name: "王经办", roles: ["clerk"] }, zhao: { name: "赵复核", roles: ["reviewer"] } });
  const web = await browser(t);
  const page = await web.page(site, { login: "wang", path: "/import" });
  const report = (name) => page.getByRole("region", { name });
  const counts = async (name, expected) => {
    for (const [key, n] of Object.entries(expected)) assert.equal(await report(name).getByTestId(key).innerText(), String(n), `${name} ${key}`);
  };

  await t.test("nobody understands it: the page shows what stands there and asks", async () => {
    await page.getByLabel("选择文件").setInputFiles(upload("strange.csv", strange));
    await report("strange.csv").getByRole("alert").filter({ hasText: "没有认出来" }).waitFor();
    const sheet = report("strange.csv").locator("details");
    assert.equal(await sheet.getAttribute("data-state"), "unknown");
    assert.equal(await sheet.getByLabel("表头在第几行").inputValue(), "2");
    assert.deepEqual(await axe(page), []);
    await sheet.getByLabel("这是什么表").selectOption({ label: "批准地块" });
    await sheet.getByLabel("A 列读作").selectOption("number");
    await sheet.getByLabel("B 列读作").selectOption("approval");
    await sheet.getByLabel("C 列读作").selectOption("area");
    await sheet.getByLabel("C 列的单位").selectOption("mu");
  });
  await t.test("two columns for one field cannot be tried", async () => {
    const sheet = report("strange.csv").locator("details");
    await sheet.getByLabel("D 列读作").selectOption("number");
    await sheet.getByRole("alert").filter({ hasText: "A 列和 D 列" }).waitFor();
    assert.equal(await sheet.getByRole("button", { name: "按此试读" }).isDisabled(), true);
    await sheet.getByLabel("D 列读作").selectOption("-");
    await sheet.getByRole("button", { name: "按此试读" }).click();
    await report("strange.csv").getByRole("button", { name: "记入 2 行" }).waitFor();
    await counts("strange.csv", { rows: 3, accepted: 2, rejected: 1 });
    await report("strange.csv").getByText("C5").first().waitFor();
    await picture(page, "import_mapping");
    assert.deepEqual(await axe(page), []);
  });
  await t.test("the good rows are taken, the bad one comes back as a file in the same columns", async () => {
    const before = page.waitForEvent("download");
    await report("strange.csv").getByRole("button", { name: "下载未收的 1 行" }).click();
    const file = readFileSync(await (await before).path(), "utf8");
    assert.match(file, /代号/);
    assert.match(file, /b3/);
    assert.doesNotMatch(file, /b1/);
    await report("strange.csv").getByRole("button", { name: "记入 2 行" }).click();
    await report("strange.csv").getByRole("status").filter({ hasText: "已记账" }).waitFor();
    await page.getByTestId("remembered").filter({ hasText: "批准地块" }).waitFor();
  });
  await t.test("the same head in another file needs no word", async () => {
    await page.getByLabel("选择文件").setInputFiles(upload("next.csv", "2025年\n填报：隰县\n代号,所属文,大小,重复,说明\nb4,晋政地字〔2024〕9001号,1.5,,\n"));
    await report("next.csv").getByRole("button", { name: "记入 1 行" }).waitFor();
    assert.match(await report("next.csv").getByTestId("origin").innerText(), /按记住的列对应（日志 141031\/1）/);
    await report("next.csv").getByRole("button", { name: "记入 1 行" }).click();
    await report("next.csv").getByRole("status").filter({ hasText: "已记账" }).waitFor();
  });
  await t.test("a row leads to the entry that says how it was read", async () => {
    await page.goto("/parcel?id=" + encodeURIComponent("晋政地字〔2024〕9001号#b4"));
    await page.getByRole("button", { name: /^依据：141031\// }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "141031/1", exact: true }).click();
    await page.getByRole("dialog").getByText("列对应").first().waitFor();
  });
  await t.test("what is not right is refused with its column, and only importers may say it", async () => {
    const clerk = await client(site.url).logIn("wang");
    const said = (columns) => encodeURIComponent(JSON.stringify({ sheet: "", head_row: 2, kind: "plot", columns }));
    const post = (person, mapping) => person.ask("POST", `/api/v1/imports?name=a.csv&dry_run=true&mapping=${mapping}`, strange, "application/octet-stream");
    const unknown = await post(clerk, said([{ column: "A", field: "no_such" }]));
    assert.equal(unknown.status, 422);
    assert.match(unknown.document.text.zh, /no_such/);
    assert.equal((await post(clerk, said([{ column: "A", field: "number" }, { column: "B", field: "number" }]))).status, 422);
    assert.equal((await post(clerk, said([{ column: "ZZZ", field: "number" }]))).status, 422);
    assert.equal((await post(clerk, "%7B")).status, 422);
    const reviewer = await client(site.url).logIn("zhao");
    assert.equal((await reviewer.ask("GET", "/api/v1/mappings")).status, 403);
  });
  await t.test("the command line reads the form alike", async () => {
    await page.context().close();
    await site.stop();
    const more = join(folder, "more.csv");
    writeFileSync(more, "代号,所属文,大小,重复,说明\nb5,晋政地字〔2024〕9001号,3,,\n");
    const [file] = JSON.parse(panhuo("import", store, more, "--json")).files;
    assert.deepEqual([file.accepted, file.kind, file.sheets[0].mapping], [1, "plot", "141031/1"]);
    const { parcels } = JSON.parse(panhuo("parcels", store, "--as-of", "2024-12-31", "--json"));
    assert.deepEqual(parcels.map(({ area_m2 }) => area_m2).sort((a, b) => a - b), [1000, 2000, 10000, 20000]);
    assert.equal(JSON.parse(panhuo("verify", store, "--json")).ok, true);
  });
  assert.deepEqual(web.faults, []);
});
