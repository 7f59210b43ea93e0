// The law of a store, as a legal officer reads it: a table, one of its rows and the article it rests on; a parameter on
// two days; the proofs, also of a book that is not proved; a link given to a colleague; on paper; in English.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { adoptOwn, axe, browser, client, panhuo, scratch, serve, staff } from "./house.mjs";

/** A county's own book: another period of warning from July on, and a table whose second row no case shows to fire. */
const county = `format = 1
kind = "provincial"
title = { zh = "隰县补充规定", en = "County supplement" }
[[document]]
id = "own"
number = "隰自然资发〔2024〕9号"
title = { zh = "补充规定", en = "Supplement" }
issuer = "隰县自然资源局"
issued_on = 2024-06-20
[[article]]
document = "own"
id = "第二条"
text = { zh = "期限提醒提前四十五日。", en = "Deadlines are warned of 45 days ahead." }
tag = "S"
[[parameter]]
id = "deadline.warning_days"
value = 45
unit = "day"
valid_from = 2024-07-01
valid_to = "open"
document = "own"
article = "第二条"
tag = "S"
replaces = "xixian-2024"
[[table]]
id = "county.note"
title = { zh = "是否另行通知", en = "Whether to notify" }
hit = "first"
document = "own"
valid_from = 2024-07-01
  [[table.column]]
  id = "late"
  name = { zh = "已逾期", en = "overdue" }
  type = "flag"
  [[table.output]]
  id = "notify"
  values = ["no", "yes"]
  [[table.row]]
  id = "late"
  when = { late = "yes" }
  then = { notify = "yes" }
  article = "第二条"
  tag = "S"
  [[table.case]]
  row = "late"
  given = { late = "yes" }
  [[table.row]]
  id = "in_time"
  when = {}
  then = { notify = "no" }
  article = "第二条"
  tag = "I"
`;

test("the rulebook", async (t) => {
  const folder = scratch(t);
  const store = join(folder, "store");
  panhuo("init", store, "--division", "141031", "--rulebook", "xixian-2024");
  adoptOwn(folder, store, "county", county);
  const site = await serve(t, store);
  await staff(site, { chen: { name: "陈法规", roles: ["legal_officer"] } });
  const web = await browser(t);
  const page = await web.page(site, { login: "chen", path: "/rulebook?as_of=2024-06-30" });
  const region = (name) => page.getByRole("region", { name, exact: true });
  await region("条文").waitFor();

  await t.test("a table is opened, a row says its outcome, its clause leads to the article", async () => {
    const tables = region("决策表");
    const route = tables.getByRole("button", { name: "由期间到处置" });
    assert.equal(await route.getAttribute("aria-expanded"), "false");
    await route.focus();
    await page.keyboard.press("Enter");
    const grid = tables.getByRole("table", { name: "由期间到处置" });
    await grid.waitFor();
    const { tables: served } = await (await client(site.url).logIn("chen")).send("GET", "/api/v1/rulebook/tables?as_of=2024-06-30");
    assert.equal(await grid.locator("tbody tr").count(), served.find(({ id }) => id === "idle.route").rows.length);
    const fee = grid.getByRole("row").filter({ hasText: "征缴闲置费（第十四条第一项）" });
    assert.equal(await fee.count(), 1);
    assert.match(await fee.innerText(), /不论[\s\S]*是[\s\S]*征缴闲置费/);
    assert.deepEqual(await axe(page), []);
    await fee.getByRole("link", { name: "第十四条第一项" }).click();
    const article = region("条文").getByRole("row").filter({ hasText: "按出让或者划拨价款的百分之二十征缴土地闲置费" });
    await page.waitForFunction(() => /百分之二十/.test(document.activeElement.textContent));
    assert.match(page.url(), /as_of=2024-06-30#article-/);
    assert.equal(await article.getByText("已对原文").count(), 1);
    // Back to the row from the rules that rest on the article.
    await article.getByRole("link", { name: "由期间到处置 · fee" }).click();
    await page.waitForFunction(() => /\/fee$/.test(document.activeElement.id));
    // What was written from memory says so.
    const memory = region("条文").getByRole("row").filter({ hasText: "以实际交付之日起一年为动工日期" });
    await memory.getByText("凭记忆，须核对原文").waitFor();
    // An article on which no rule rests any more says since when.
    const former = region("条文").getByRole("row").filter({ hasText: "内容与现行第三十八条相同" });
    await former.getByText("2019-12-31 以后没有规则据此").waitFor();
    // A bound that is a parameter leads to it.
    await tables.getByRole("button", { name: "已动工的是否低于标准" }).click();
    await tables.getByRole("link", { name: "idle.stalled.built_share" }).first().click();
    await page.waitForFunction(() => document.activeElement.id === "parameter-idle.stalled.built_share");
  });

  await t.test("a parameter has the value of the day, with its clause and its book", async () => {
    const now = page.locator('[id="parameter-deadline.warning_days"] tr[data-state="in_force"]');
    const before = await now.innerText();
    assert.match(before, /30 日[\s\S]*2024-03-19[\s\S]*有效[\s\S]*专项行动[\s\S]*默认设置/);
    await page.getByLabel("截至").fill("2024-07-01");
    await page.getByText("专项行动：xixian-2024 · 截至 2024-07-01").waitFor();
    await now.filter({ hasText: "45 日" }).waitFor();
    assert.match(await now.innerText(), /2024-07-01[\s\S]*替换 xixian-2024[\s\S]*county[\s\S]*第二条/);
    const replaced = page.locator('[id="parameter-deadline.warning_days"] tr[data-state="replaced"]');
    assert.match(await replaced.innerText(), /30 日[\s\S]*由 local\/county 替换/);
    // The clause moves where the value does not.
    const archaeology = page.locator('[id="parameter-gate.archaeology"] tr[data-state="in_force"]');
    assert.match(await archaeology.innerText(), /6\.2\.e/);
    await page.getByLabel("截至").fill("2025-03-01");
    await archaeology.filter({ hasText: "第四十三条" }).waitFor();
  });

  await t.test("proofs: shipped books proved, the county's not, with the row and why", async () => {
    const proofs = region("证明");
    const order = proofs.getByRole("article", { name: "闲置土地处置办法（53号令）" });
    assert.equal(await order.getAttribute("data-proved"), "true");
    assert.match(await order.innerText(), /证明成立[\s\S]*没有遗漏[\s\S]*没有冲突[\s\S]*每行都用得到/);
    assert.equal(await order.getByRole("row").count(), 8);
    const own = proofs.getByRole("article", { name: "隰县补充规定" });
    assert.equal(await own.getAttribute("data-proved"), "false");
    assert.match(await own.innerText(), /证明不成立[\s\S]*ROW_UNFIRED county\.note\/in_time/);
    assert.equal(await proofs.getByRole("article").filter({ hasText: "证明不成立" }).count(), 1);
    await own.getByRole("link", { name: "是否另行通知" }).click();
    await region("决策表").getByRole("table", { name: "是否另行通知" }).getByText("ROW_UNFIRED").waitFor();
    const books = region("规则集");
    const adopted = await books.getByRole("article", { name: "local/county", exact: true }).innerText();
    assert.match(adopted, /采用（system\/\d+）/);
    assert.match(adopted, /SHA-256 [0-9a-f]{64}/);
    assert.deepEqual(await axe(page), []);
  });

  await t.test("the search finds in all parts, and a link clears it where it hides the place", async () => {
    const search = page.getByLabel("查找条文、参数、决策表");
    await search.fill("听证");
    await page.getByRole("status").filter({ hasText: /找到 \d+ 处/ }).waitFor();
    assert.equal(await region("条文").getByRole("row").filter({ hasText: "百分之二十征缴" }).count(), 0);
    await region("决策表").getByRole("table", { name: "下一份文书" }).getByRole("link", { name: "第十四条第一项" }).click();
    await page.waitForFunction(() => /百分之二十/.test(document.activeElement.textContent));
    assert.equal(await search.inputValue(), "");
    await search.fill("没有这样的词");
    await region("条文").getByText("没有这个词").waitFor();
    await search.fill("");
  });

  await t.test("a link from a colleague opens at its place; on paper every table is there", async () => {
    const address = page.url().replace(/#.*/, "") + `#${encodeURIComponent("table-national/idle-land-53-idle.decides-2012-07-01/scheme")}`;
    await page.goto("about:blank");
    await page.goto(address);
    await region("决策表").getByRole("table", { name: "由谁决定" }).waitFor();
    await page.waitForFunction(() => /\/scheme$/.test(document.activeElement.id));
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.getByText("基础桩全部打入").first().isVisible());
    assert.equal(await page.getByLabel("查找条文、参数、决策表").isVisible(), false);
    await page.emulateMedia({ media: "screen" });
  });

  await t.test("English", async () => {
    await page.getByRole("button", { name: "English" }).click();
    await region("Articles").waitFor();
    const fee = region("Decision tables").getByRole("button", { name: "From the periods to the way of disposal" });
    await fee.click();
    await region("Decision tables").getByText("free recovery (art 14(2))").first().waitFor();
    await region("Articles").getByText("with the government's approval a fee of 20 % of the price").waitFor();
    await region("Articles").getByText("from memory: check the source").first().waitFor();
    assert.match(await region("Proofs").innerText(), /not proved/);
    assert.deepEqual(await axe(page), []);
  });
  assert.deepEqual(web.faults, []);
});
