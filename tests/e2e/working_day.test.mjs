// A working day in the sample county: a contradiction decided, figures opened down to their cells, a correction with a
// second pair of eyes, ten portions filled by keyboard; in Chinese and English, on screen and on paper.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { axe, browser, figure, panhuo, picture, scratch, serve, staff } from "./house.mjs";

test("a working day", async (t) => {
  const store = join(scratch(t), "store");
  panhuo("sample", store);
  const site = await serve(t, store);
  await staff(site, {
    wang: { name: "王经办", roles: ["clerk"] },
    zhao: { name: "赵复核", roles: ["reviewer"] },
    chen: { name: "陈法规", roles: ["legal_officer"] },
  });
  const web = await browser(t);
  const done = (page) => page.getByTestId("done-unsupplied");

  await t.test("a legal officer decides the two shares of June, and the milestones change", async () => {
    const page = await web.page(site, { login: "chen", path: "/overview?as_of=2024-07-15" });
    const milestones = page.getByTestId("milestones").first();
    const june = milestones.getByRole("row").filter({ hasText: "2024-06-30" });
    await milestones.waitFor();
    assert.equal(await june.count(), 2);
    assert.equal(await june.filter({ hasText: "读法未定" }).count(), 2);
    const chart = page.getByRole("img", { name: "批而未供土地" });
    assert.match(await chart.getAttribute("data-milestones"), /2024-06-30:0.5 2024-06-30:0.75/);
    await picture(page, "overview");
    assert.deepEqual(await axe(page), []);
    await page.getByRole("button", { name: "裁定 milestone-2024-06-30" }).click();
    await page.getByLabel("6 月底 50%，7 月底 75%").check();
    await page.getByLabel("依据文件").fill("市局电话记录 2024-07-02");
    await page.getByLabel("自何日起").fill("2024-07-02");
    assert.deepEqual(await axe(page), []);
    await page.getByRole("button", { name: "记下裁定" }).click();
    await milestones.getByRole("row").filter({ hasText: "2024-07-31" }).waitFor();
    assert.equal(await june.count(), 1);
    assert.match(await chart.getAttribute("data-milestones"), /2024-06-30:0.5 2024-07-31:0.75/);
    // The day before the decision stays as it was.
    await page.getByLabel("截至").fill("2024-07-01");
    await page.getByText("截至 2024-07-01（系统口径）").waitFor();
    await june.filter({ hasText: "读法未定" }).nth(1).waitFor();
    assert.match(page.url(), /as_of=2024-07-01/);
    await page.goto("/rulebook");
    await page.getByRole("region", { name: "规则集", exact: true }).waitFor();
    // All of its books are proved, and the decision above stands with its contradiction.
    await page.getByRole("navigation", { name: "本页各部分" }).getByRole("link", { name: "证明 证明成立" }).waitFor();
    await page.getByRole("region", { name: "矛盾", exact: true }).getByText("已裁定： 6 月底 50%，7 月底 75%").waitFor();
    await page.getByRole("button", { name: "由期间到处置" }).click();
    await page.getByRole("link", { name: "决策表" }).first().click();
    await page.waitForFunction(() => document.activeElement.id === "tables");
    await picture(page, "rulebook");
    assert.deepEqual(await axe(page), []);
    await page.context().close();
  });

  await t.test("figures: two countings, the time machine, and a number down to its cell", async () => {
    const page = await web.page(site, { login: "wang", path: "/overview?as_of=2024-06-30" });
    await done(page).waitFor();
    const official = figure(await done(page).innerText());
    const waiting = figure(await page.getByTestId("signed-not-recorded").innerText());
    assert.equal(official, 152753n);
    await page.getByLabel("计数口径").selectOption("signed");
    await page.waitForFunction(() => !/15\.2753/.test(document.querySelector('[data-test="done-unsupplied"]').textContent));
    // Signed before the baseline day and recorded after it, a supply is done by one count only: no difference of the
    // two done figures is the waiting one.
    assert.equal(figure(await done(page).innerText()), 486213n);
    assert.equal(waiting, 369080n);
    await page.getByLabel("计数口径").selectOption("official");
    await page.getByLabel("截至").fill("2024-03-31");
    await page.getByText("截至 2024-03-31（系统口径）").waitFor();
    assert.equal(await done(page).innerText(), "7.0190");
    await page.getByLabel("截至").fill("2024-06-30");
    await page.getByText("截至 2024-06-30（系统口径）").waitFor();
    await page.getByLabel("面积单位").selectOption("mu");
    await done(page).getByText("229.13").waitFor();
    await page.getByLabel("面积单位").selectOption("ha");
    // A status opens to the ledger, and the sum there is the number.
    const status = page.getByRole("region", { name: "按状态" }).getByRole("row").filter({ hasText: "已征未净" }).getByRole("link");
    const wanted = await status.innerText();
    await status.click();
    await page.getByTestId("sum-unsupplied").getByText(wanted, { exact: true }).waitFor();
    await page.goBack();
    // What was done opens to its postings, each to the entry and the cells of the file.
    await done(page).getByRole("link").click();
    await page.getByTestId("sum").getByText("15.2753").waitFor();
    let sum = 0n;
    for (const text of await page.getByTestId("item-area").allInnerTexts()) sum += figure(text);
    assert.equal(sum, official);
    await picture(page, "items");
    assert.deepEqual(await axe(page), []);
    await page.getByRole("button", { name: /^依据/ }).first().click();
    const drawer = page.getByRole("dialog");
    await drawer.getByText("原文（来源单元格）").waitFor();
    assert.match(await drawer.locator(".place").innerText(), /[A-Z]+\d+/);
    await picture(page, "basis");
    assert.deepEqual(await axe(page), []);
    await page.context().close();
  });

  await t.test("a correction waits for a second person, and then holds", async () => {
    const address = "/parcel?id=1410312015A00138-1";
    const clerk = await web.page(site, { login: "wang", path: address });
    await clerk.getByText("供应挂接的面积超过可供面积").waitFor();
    await picture(clerk, "parcel");
    assert.deepEqual(await axe(clerk), []);
    await clerk.getByRole("button", { name: /^更正 / }).first().click();
    const form = clerk.getByRole("form", { name: "更正" });
    await form.getByLabel("面积", { exact: true }).fill("1398000");
    await form.getByRole("button", { name: "先看影响" }).click();
    const effect = form.getByTestId("effect");
    await effect.locator("del", { hasText: "1.4624" }).waitFor();
    await form.getByLabel("理由").fill("与划拨决定书核对，面积应为 139.8 公顷");
    await picture(clerk, "correct");
    await form.getByRole("button", { name: "提交复核" }).click();
    await clerk.getByText("已提交，等第二人复核后生效").waitFor();
    await clerk.getByText("待复核").waitFor();
    await clerk.reload();
    await clerk.getByText("供应挂接的面积超过可供面积").waitFor();

    const reviewer = await web.page(site, { login: "zhao", path: "/review" });
    const card = reviewer.getByRole("form", { name: /^待复核/ });
    await card.locator("del", { hasText: "1412624" }).waitFor();
    await card.locator("ins", { hasText: "1398000" }).waitFor();
    await picture(reviewer, "review");
    assert.deepEqual(await axe(reviewer), []);
    await card.getByLabel("理由").fill("与原件一致");
    await card.getByRole("button", { name: "同意" }).click();
    await reviewer.getByText("没有等待复核的记录").waitFor();
    await clerk.reload();
    await clerk.getByRole("region", { name: "面积账户" }).waitFor();
    await clerk.getByText("供应挂接的面积超过可供面积").waitFor({ state: "detached" });
    await clerk.context().close();
    await reviewer.context().close();
  });

  await t.test("ten portions are filled by keyboard alone", async () => {
    const page = await web.page(site, { login: "wang", path: "/ledger?kind=portion" });
    const table = page.getByRole("grid");
    await page.getByRole("row").nth(12).waitFor();
    await picture(page, "ledger");
    const views = page.getByRole("region", { name: "常用视图" });
    await views.getByLabel("视图名称").fill("处置单元");
    await views.getByLabel("视图名称").press("Enter");
    await page.getByLabel("类别", { exact: true }).selectOption("plot");
    await page.waitForURL(/kind=plot/);
    await page.reload();
    await views.getByRole("link", { name: "处置单元" }).click();
    await page.waitForURL(/kind=portion/);
    await page.getByRole("row").nth(12).waitFor();
    assert.deepEqual(await axe(page), []);
    const keys = page.keyboard;
    const at = (test) => page.evaluate(test);
    for (let n = 0; n < 60 && !(await at(() => document.activeElement?.getAttribute("role") === "grid")); ++n) await keys.press("Tab");
    assert.equal(await table.evaluate((element) => element === document.activeElement), true);
    await keys.press("Home");
    for (let n = 0; n < 9; ++n) await keys.press("Shift+ArrowDown");
    await page.getByText("已选 10 行").waitFor();
    await keys.press("f");
    const form = page.getByRole("form", { name: "填报" });
    await form.getByText("对 10 个处置单元").waitFor();
    await keys.press("ArrowDown");
    await keys.press("Tab");
    await keys.press("Tab");
    await keys.type("示范区");
    await keys.press("Enter");
    await form.getByTestId("effect").waitFor();
    await picture(page, "fill");
    assert.deepEqual(await axe(page), []);
    await page.waitForFunction(() => document.activeElement?.closest("form") && document.activeElement.hasAttribute("required"));
    await keys.type("与乡镇核对");
    await keys.press("Enter");
    await form.getByText("已提交 10 条").waitFor();
    await page.context().close();
    const reviewer = await web.page(site, { login: "zhao", path: "/review" });
    await reviewer.getByRole("form", { name: /^待复核/ }).nth(9).waitFor();
    assert.equal(await reviewer.getByRole("form", { name: /^待复核/ }).count(), 10);
    await reviewer.context().close();
  });

  await t.test("English without reload, keyboard into a parcel, and paper", async () => {
    const page = await web.page(site, { login: "wang", path: "/approvals" });
    await page.getByRole("row").nth(3).waitFor();
    await page.getByRole("button", { name: /^展开/ }).nth(1).click();
    await page.getByRole("region", { name: "批准地块" }).waitFor();
    await picture(page, "approvals");
    assert.deepEqual(await axe(page), []);
    await page.evaluate(() => (globalThis.stays = true));
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Approvals" }).waitFor();
    assert.equal(await page.evaluate(() => globalThis.stays === true && document.documentElement.lang === "en"), true);
    assert.deepEqual(await page.getByRole("navigation").getByRole("link").allInnerTexts(), ["Overview", "Approvals", "Ledger", "Due", "Map", "Import", "Rulebook"]);
    const keys = page.keyboard;
    await page.getByRole("link", { name: "Ledger" }).focus();
    await keys.press("Enter");
    await page.getByRole("row").nth(4).waitFor();
    for (let n = 0; n < 60 && !(await page.evaluate(() => document.activeElement?.getAttribute("role") === "grid")); ++n) await keys.press("Tab");
    await keys.press("ArrowDown");
    await keys.press("Enter");
    await page.getByRole("heading", { name: "Postings" }).waitFor();
    assert.match(page.url(), /\/parcel\?.*lang=en/);
    assert.deepEqual(await axe(page), []);
    await page.goto("/overview?as_of=2024-06-30");
    await done(page).waitFor();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.getByRole("navigation").isVisible(), false);
    assert.equal(await page.locator(".paper-head").isVisible(), true);
    assert.equal(await page.getByRole("button", { name: "退出" }).isVisible(), false);
    assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 20_000);
    await page.context().close();
  });

  assert.deepEqual(web.faults, []);
});
