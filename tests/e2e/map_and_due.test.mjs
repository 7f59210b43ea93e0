// The map and the list of what is due: where the land lies, which parcel a click meets, whose day comes when.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import test from "node:test";
import { axe, browser, panhuo, picture, scratch, serve, staff } from "./house.mjs";

const clerk = { wang: { name: "王经办", roles: ["clerk"] } };
const frame = (page) => page.getByTestId("map");
const sight = (page) => page.getByTestId("sight");
const count = (page) => page.getByRole("region", { name: "视野内" }).locator("header .quiet").innerText();
/** The colour in the middle of the map, as the browser shows it. */
async function middle(page) {
  const box = await frame(page).boundingBox();
  const clip = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2), width: 1, height: 1 };
  return (await page.screenshot({ clip })).toString("base64");
}
/** A base map of one blue picture, and what was asked of it. */
function baseMap(t) {
  const blue = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNgYPj/HwADAgH/p7FhVQAAAABJRU5ErkJggg==", "base64");
  const asked = [];
  const server = createServer((request, answer) => {
    asked.push(request.url);
    answer.writeHead(200, { "Content-Type": "image/png", "Cross-Origin-Resource-Policy": "cross-origin" }).end(blue);
  });
  t.after(() => server.close());
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done({ url: `http://127.0.0.1:${server.address().port}`, asked })));
}

test("the map of the sample county", async (t) => {
  const store = join(scratch(t), "store");
  panhuo("sample", store);
  const site = await serve(t, store);
  await staff(site, clerk);
  const web = await browser(t);
  const page = await web.page(site, { login: "wang", path: "/map?as_of=2024-06-30" });

  await t.test("all of it, with legend, without axe's objections", async () => {
    await sight(page).nth(30).waitFor();
    await picture(page, "map");
    assert.deepEqual(await axe(page), []);
  });
  await t.test("a click meets the parcel, and the card leads to its page", async () => {
    await page.getByRole("button", { name: "P03c地块（示例）" }).press("Enter");
    await page.waitForFunction(() => /at=[\d.]+,[\d.]+,1[5-7]/.test(globalThis.location.search));
    const address = page.url();
    // A colleague opens the same address: the same corner, nothing chosen yet.
    await page.goto(address);
    await sight(page).first().waitFor();
    assert.equal(await page.getByTestId("card").count(), 0);
    const box = await frame(page).boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const card = page.getByTestId("card").first();
    await card.getByText("国土资函〔2011〕9407号#c").waitFor();
    await card.getByText("未征").waitFor();
    await picture(page, "map_parcel");
    assert.deepEqual(await axe(page), []);
    const status = await middle(page);
    await page.getByLabel("着色").selectOption("route");
    await card.getByText("撤回批文").waitFor();
    await page.waitForFunction(() => globalThis.location.search.includes("by=route"));
    await assert.doesNotReject(async () => { while ((await middle(page)) === status); }, "the parcel takes the colour of its route");
    await page.getByLabel("批准地块").uncheck();
    await sight(page).first().waitFor({ state: "detached" });
    await page.getByLabel("批准地块").check();
    await card.getByRole("link", { name: "国土资函〔2011〕9407号#c" }).click();
    await page.getByRole("heading", { name: "P03c地块（示例）" }).waitFor();
    await page.goBack();
    await sight(page).first().waitFor();
  });
  await t.test("keyboard, the other grid, the zone, and the day before anything was approved", async () => {
    await page.goto("/map?as_of=2024-06-30");
    // Tiles come one after the other; of the 155 shapes at least so many stand on that day.
    const most = 140;
    const all = () => page.waitForFunction((n) => Number(document.querySelector('section[aria-label="视野内"] header .quiet')?.textContent) >= n, most);
    await all();
    const before = page.url();
    await frame(page).focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((was) => globalThis.location.href !== was, before);
    await page.getByLabel("坐标").selectOption("3857");
    await page.waitForFunction(() => globalThis.location.search.includes("grid=3857"));
    await page.getByRole("button", { name: "看全部" }).click();
    await all();
    await page.goto("/map?as_of=2024-06-30&division=141031%3A%E7%A4%BA%E8%8C%83%E5%8C%BA");
    await sight(page).first().waitFor();
    const zone = Number(await count(page));
    assert.ok(zone > 0 && zone < most / 2, `${zone} of ${most}`);
    await page.goto("/map?as_of=2001-01-01");
    await page.getByRole("heading", { name: "视野内" }).waitFor();
    await page.waitForFunction(() => document.querySelector('section[aria-label="视野内"] header .quiet')?.textContent === "0");
  });
  await t.test("the county's own belt is native, distances are measured in it, and the view is printed", async () => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto("/map?as_of=2024-06-30");
    await sight(page).nth(30).waitFor();
    assert.equal(await page.getByTestId("grid").inputValue(), "4546");
    assert.ok(asked.some((path) => path.startsWith("/api/v1/tiles/4546/")), "tiles of the belt");
    await page.getByRole("button", { name: "量距离" }).click();
    const box = await frame(page).boundingBox();
    const y = box.y + box.height / 2;
    await page.mouse.click(box.x + 200, y);
    await page.mouse.dblclick(box.x + 500, y);
    await page.waitForFunction(() => /\d (k?m)$/.test(document.querySelector('[data-test="measured"]').textContent.trim()));
    const sheet = async () => {
      const coming = page.waitForEvent("download");
      await page.getByRole("button", { name: "打印图幅（PDF）" }).click();
      return readFileSync(await (await coming).path());
    };
    const once = await sheet();
    assert.ok(once.equals(await sheet()), "the same view is the same file");
    const unbroken = (words) => words.replace(/\s+/g, ""); // lines end where the sheet is full
    const text = execFileSync("pdftotext", ["-layout", "-", "-"], { input: once, encoding: "utf8" });
    for (const word of ["隰县", "截至 2024-06-30", "系统口径", "比例尺 1 : ", "图例", "中央经线 111°", "EPSG:4546"]) assert.ok(unbroken(text).includes(unbroken(word)), `${word} is not in ${text}`);
    await page.getByLabel("纸张").selectOption("A3");
    assert.match(execFileSync("pdfinfo", ["-"], { input: await sheet(), encoding: "utf8" }), /A3/);
  });
  await t.test("what is due leads to the parcel and to its basis", async () => {
    await page.goto("/due?as_of=2024-06-30");
    const rows = page.getByTestId("due").locator("tbody tr");
    await rows.first().waitFor();
    const all = await rows.count();
    await picture(page, "due");
    assert.deepEqual(await axe(page), []);
    const document = JSON.parse(panhuo("watch", store, "--as-of", "2024-06-30", "--json"));
    assert.equal(all, document.items.length);
    const overdue = page.getByRole("button", { name: /^已逾期/ });
    assert.equal(await overdue.innerText(), `已逾期 ${document.items.filter(({ state }) => state === "overdue").length}`);
    await overdue.click();
    await page.waitForFunction((n) => document.querySelectorAll('[data-test="due"] tbody tr').length < n, all);
    await rows.first().getByRole("button", { name: /^依据/ }).click();
    await page.getByRole("dialog").getByText("条文").first().waitFor();
    await page.keyboard.press("Escape");
    await rows.first().getByRole("link").click();
    await page.getByRole("region", { name: "面积账户" }).waitFor();
  });
  assert.deepEqual(web.faults, []);
});

test("a base map only where one is configured, and no shapes only a hint", async (t) => {
  const folder = scratch(t);
  const web = await browser(t);
  const base = await baseMap(t);
  const bare = join(folder, "bare");
  panhuo("init", bare, "--division", "141031", "--rulebook", "xixian-2024");
  const site = await serve(t, bare);
  await staff(site, clerk);
  const page = await web.page(site, { login: "wang", path: "/map" });
  await page.getByText("账上还没有图形").waitFor();
  assert.deepEqual(await axe(page), []);
  await page.context().close();

  const store = join(folder, "store");
  panhuo("sample", store);
  const withBase = await serve(t, store, "--base-map", `${base.url}/{z}/{x}/{y}.png`, "--base-map-credit", "审图号 <示例>");
  await staff(withBase, clerk);
  const seen = await web.page(withBase, { login: "wang", path: "/map?grid=3857", base: base.url });
  await sight(seen).first().waitFor();
  await seen.getByText("审图号 <示例>").waitFor();
  assert.ok(base.asked.length > 0 && base.asked.every((path) => /^\/\d+\/\d+\/\d+\.png$/.test(path)), base.asked.join(" "));
  await seen.context().close();
  assert.deepEqual(web.faults, []);
});
