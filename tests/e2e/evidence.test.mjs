// What shows something about a parcel: a photograph attached on its page by the clerk, seen by others, taken out as it
// came, hostile words as text, and taken back with a reason; papers that the route takes stand beside it.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { axe, browser, panhuo, picture, scratch, serve, staff } from "./house.mjs";

const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from("pixels IEND"), Buffer.from([0xae, 0x42, 0x60, 0x82])]);
const PLOT = "晋政地字〔2009〕9041号#b1";
const HOSTILE = "<img src=x onerror=\"window.ran=1\">现场";

test("a photograph of a plot, from its page and back", async (t) => {
  const folder = scratch(t);
  const store = join(folder, "store");
  panhuo("sample", store);
  const [photo, page_] = ["现场照片.png", "page.png"].map((name) => join(folder, name));
  writeFileSync(photo, PNG);
  writeFileSync(page_, "<html><script>window.ran=1</script></html>");
  const site = await serve(t, store);
  await staff(site, { wang: { name: "王经办", roles: ["clerk"] }, li: { name: "李领导", roles: ["leader"] } });
  const web = await browser(t);
  const at = `/parcel?as_of=2024-07-31&id=${encodeURIComponent(PLOT)}`;
  const clerk = await web.page(site, { login: "wang", path: at });

  const papers = clerk.getByTestId("papers");
  await papers.waitFor();
  assert.match(await papers.innerText(), /撤回批文[\s\S]*2024-06-30 前申报/);
  assert.equal(await papers.getByRole("listitem").filter({ hasText: "县人民政府请示" }).locator(".tag").innerText(), "有");
  assert.equal(await papers.getByRole("listitem").filter({ hasText: "被征地农民集体意见" }).locator(".tag").innerText(), "缺");

  const panel = clerk.getByRole("region", { name: "佐证" });
  await panel.getByText("还没有佐证。").waitFor();
  const attach = async (file, note) => {
    const form = panel.getByRole("form", { name: "附上" });
    await form.getByLabel("文件").setInputFiles(file);
    await form.getByLabel("拍摄日期").fill("2024-07-01");
    await form.getByLabel("说明").fill(note);
    await form.getByRole("button", { name: "附上" }).click();
  };
  await attach(page_, HOSTILE);
  await panel.getByRole("alert").filter({ hasText: "只收照片和扫描件" }).waitFor();
  await clerk.reload();
  await attach(photo, HOSTILE);
  const row = panel.getByTestId("evidence").getByRole("row").nth(1);
  await row.waitFor();
  assert.ok((await row.innerText()).includes(HOSTILE));
  assert.equal(await clerk.evaluate(() => globalThis.ran), undefined);
  // The same file again corrects what was said of it.
  await attach(photo, "现场核查：地面未硬化");
  await row.getByText("现场核查：地面未硬化").waitFor();
  assert.equal(await panel.getByTestId("evidence").getByRole("row").count(), 2);
  assert.deepEqual(await axe(clerk), []);
  await picture(clerk, "evidence");

  // Who reads the parcel takes it out as it came, and cannot add to it.
  const leader = await web.page(site, { login: "li", path: at });
  const seen = leader.getByRole("region", { name: "佐证" });
  const coming = leader.waitForEvent("download");
  await seen.getByRole("button", { name: "取出 现场照片.png" }).click();
  const download = await coming;
  assert.equal(download.suggestedFilename(), "现场照片.png");
  assert.deepEqual(readFileSync(await download.path()), PNG);
  assert.equal(await seen.getByRole("form").count(), 0);
  // Before the day that it shows, the page does not show it.
  await leader.goto(at.replace("2024-07-31", "2024-06-30"));
  await seen.getByText("还没有佐证。").waitFor();

  await panel.getByRole("button", { name: "撤回 现场照片.png" }).click();
  await panel.getByLabel("理由").fill("不是这一块");
  await panel.getByRole("button", { name: "撤回", exact: true }).last().click();
  await panel.getByText("还没有佐证。").waitFor();
  await site.stop();
  assert.equal(JSON.parse(panhuo("verify", store, "--json")).ok, true);
  assert.deepEqual(web.faults, []);
});
