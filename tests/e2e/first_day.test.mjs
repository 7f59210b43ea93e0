// The first day: nobody is set up; the code from the terminal, the first administrator, the people, the first file.
import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { axe, browser, panhuo, password, picture, scratch, serve, shared } from "./house.mjs";

test("from the set-up code to the county's published supplies", async (t) => {
  const folder = scratch(t);
  const store = join(folder, "store");
  panhuo("init", store, "--division", "141031", "--rulebook", "xixian-2024");
  mkdirSync(join(folder, "backups"));
  const site = await serve(t, store, "--backups", join(folder, "backups"));
  const web = await browser(t);

  const admin = await web.page(site);
  await admin.getByRole("heading", { name: "首次设置" }).waitFor();
  assert.deepEqual(await axe(admin), []);
  await picture(admin, "setup");
  await admin.getByLabel("设置码").fill("not the code");
  await admin.getByLabel("登录名").fill("admin");
  await admin.getByLabel("姓名").fill("管理员");
  await admin.getByLabel("新口令").fill(password("admin"));
  await admin.getByLabel("再输一遍").fill(password("admin"));
  await admin.getByRole("button", { name: "建立账号" }).click();
  await admin.getByRole("alert").waitFor();
  await admin.getByLabel("设置码").fill(site.code);
  await admin.getByRole("button", { name: "建立账号" }).click();
  await admin.getByRole("heading", { name: "系统" }).waitFor();
  // The system administrator sees no room of business.
  assert.deepEqual(await admin.getByRole("navigation").getByRole("link").allInnerTexts(), ["系统"]);

  const newcomer = async (page, login, name) => {
    const form = page.getByRole("form", { name: "新建账号" });
    await form.getByLabel("登录名").fill(login);
    await form.getByLabel("姓名").fill(name);
    await form.getByRole("button", { name: "新建账号" }).click();
    await page.getByRole("status").filter({ hasText: login }).waitFor();
    return page.getByTestId("initial").innerText();
  };
  const grant = async (page, login, role) => {
    await page.getByRole("button", { name: `角色 ${login}` }).click();
    const form = page.getByRole("form", { name: `角色 ${login}` });
    await form.getByLabel(role).check();
    await form.getByRole("button", { name: "授予" }).click();
    await form.waitFor({ state: "detached" });
  };
  /** First log-in, where the initial password has to be changed before anything else. */
  const begin = async (login, initial) => {
    const page = await web.page(site);
    await page.getByLabel("登录名").fill(login);
    await page.getByLabel("口令", { exact: true }).fill(initial);
    await page.getByRole("button", { name: "登录" }).click();
    await page.getByRole("heading", { name: "更换口令" }).waitFor();
    await page.getByLabel("现在的口令").fill(initial);
    await page.getByLabel("新口令").fill(password(login));
    await page.getByLabel("再输一遍").fill(password(login));
    await page.getByRole("button", { name: "更换口令" }).click();
    await page.getByRole("navigation").waitFor();
    return page;
  };

  const safeWord = await newcomer(admin, "safe", "安全员");
  await grant(admin, "safe", "安全管理员");
  const clerkWord = await newcomer(admin, "wang", "王经办");
  await admin.getByRole("button", { name: "立即备份" }).click();
  await admin.getByTestId("backup").waitFor();
  await picture(admin, "system");
  assert.deepEqual(await axe(admin), []);
  const safe = await begin("safe", safeWord);
  await safe.getByRole("button", { name: "角色 wang" }).waitFor();
  // Two people are logged in; one of them is logged out by the administrator, and no longer.
  const logged = admin.getByTestId("sessions");
  await admin.getByRole("button", { name: "刷新" }).click();
  await logged.getByRole("row").nth(2).waitFor();
  assert.deepEqual((await logged.getByRole("rowheader").allInnerTexts()).map((text) => text.split(" ")[0]), ["admin", "safe"]);
  await logged.getByRole("button", { name: "强制退出 safe" }).click();
  await logged.getByRole("row").nth(2).waitFor({ state: "detached" });
  await safe.reload();
  await safe.getByRole("heading", { name: "登录" }).waitFor();
  await safe.getByLabel("登录名").fill("safe");
  await safe.getByLabel("口令", { exact: true }).fill(password("safe"));
  await safe.getByRole("button", { name: "登录" }).click();
  await safe.getByRole("button", { name: "角色 wang" }).waitFor();
  await grant(safe, "wang", "经办人员");
  await safe.getByRole("button", { name: "退出" }).click();
  await safe.getByRole("heading", { name: "登录" }).waitFor();
  await picture(safe, "login");
  assert.deepEqual(await axe(safe), []);

  const clerk = await begin("wang", clerkWord);
  await clerk.getByText("账上还没有土地").waitFor();
  await clerk.getByRole("navigation").getByRole("link", { name: "导入" }).click();
  const file = join(shared, "landsupply/xixian_141031_2012_2016.csv");
  if (!existsSync(file)) {
    t.diagnostic("the shared data folder is absent: the import of the real file is skipped");
    return;
  }
  const report = clerk.getByRole("region", { name: "xixian_141031_2012_2016.csv" });
  await clerk.getByLabel("选择文件").setInputFiles(file);
  await report.getByRole("status").filter({ hasText: "已试读" }).waitFor();
  assert.equal(await report.getByTestId("rows").innerText(), "66");
  assert.equal(await report.getByTestId("accepted").innerText(), "57");
  assert.equal(await report.getByTestId("duplicate").innerText(), "9");
  await picture(clerk, "import");
  assert.deepEqual(await axe(clerk), []);
  await report.getByRole("button", { name: "记入 57 行" }).click();
  await report.getByRole("status").filter({ hasText: "已记账" }).waitFor();
  await report.getByRole("link", { name: "看台账" }).click();
  await clerk.getByText("共 57 行").waitFor();
  assert.equal(await clerk.getByTestId("sum-area").innerText(), "539.4336");
  // The same file again says that nothing is new.
  await clerk.getByRole("navigation").getByRole("link", { name: "导入" }).click();
  await clerk.getByLabel("选择文件").setInputFiles(file);
  await clerk.getByText("没有新内容").waitFor();
  assert.deepEqual(web.faults, []);
});
