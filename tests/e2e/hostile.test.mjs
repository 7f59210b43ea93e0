// Text that would like to be a program, in every text field of every kind of record, in the names of people and files, in
// reasons and in cells: on every page it is text. Nothing runs, no page asks a foreign host, and the content policy has
// nothing to report, for nothing was there for it to stop.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { adoptOwn, browser, client, panhuo, root, scratch, serve, staff } from "./house.mjs";

const payloads = readFileSync(join(root, "tests/e2e/payloads.txt"), "utf8").trimEnd().split("\n");
const county = "141031";

/** Of payload n: one record of each kind that holds together, before any text is put in. */
function recordsOf(n) {
  const serial = String(n).padStart(3, "0");
  const approval = `示例批〔2020〕8${serial}号`;
  const plot = `${approval}#1`;
  const supply = `1410312020B98${serial}`;
  return {
    approval: { document_no: approval, division: county, approved_on: "2020-05-01", total_m2: 20000 },
    plot: { approval, number: "1", division: county, area_m2: 20000 },
    portion: { plot, number: "甲", area_m2: 5000 },
    supply: { supervision_no: supply, ordinal: 1, division: county, area_m2: 8000, signed_on: "2021-03-01", recorded_on: "2021-03-02" },
    link: { supply, plot, area_m2: 8000 },
    offer: { number: `挂${serial}`, plot, area_m2: 1000, from: "2022-01-01" },
    progress: { supply, event: "visit", on: "2022-05-01" },
    expropriation: { plot, area_m2: 9000, on: "2020-08-01" },
    site_readiness: { plot, area_m2: 1000, on: "2020-09-01" },
    idle: { number: `闲${serial}`, supply, division: county, state: "recognised", recognised_on: "2023-05-01", area_m2: 8000 },
    withdrawal: { number: `撤${serial}`, kind: "withdrawn", plot, area_m2: 500, filed_on: "2023-01-01" },
    stocklist: { number: `余${serial}`, division: county, area_m2: 300, list_date: "2023-01-01" },
    reserve: { number: `储${serial}`, division: county, area_m2: 300, in_reserve_on: "2023-01-01" },
  };
}

/** The fields that take any text: those that a preview accepts with it, of all that the program says there are. */
async function textFields(clerk) {
  const fields = {};
  const known = recordsOf(999);
  const before = [];
  for (const [kind, record] of Object.entries(known)) {
    const preview = (more) => clerk.ask("POST", "/api/v1/records?preview=true", { statements: [...before, { kind, record: { ...record, ...more } }] });
    const refusal = await preview({ nonsense: 1 });
    assert.equal(refusal.status, 422, `${kind}: ${JSON.stringify(refusal.document)}`);
    const names = refusal.document.text.en.match(/known ones: (.*)\./)[1].split(", ");
    fields[kind] = [];
    for (const name of names) {
      if (name in record) continue;
      const answer = await preview({ [name]: payloads[0] });
      if (answer.status === 200) fields[kind].push(name);
    }
    const whole = await preview({});
    assert.equal(whole.status, 200, `${kind}: ${JSON.stringify(whole.document)}`);
    before.push({ kind, record });
  }
  return fields;
}

/** A book of a county that holds each of them as an article, in its names, and as the name of a column of a table. */
function hostileBook() {
  const text = (words) => `{ zh = ${JSON.stringify(words)}, en = ${JSON.stringify(words)} }`;
  const articles = payloads.map((payload) => `[[article]]\ndocument = "own"\nid = ${JSON.stringify(payload)}\ntext = ${text(payload)}\ntag = "M"`);
  const columns = payloads.slice(0, 16).map((payload, n) => `  [[table.column]]\n  id = "c${n}"\n  name = ${text(payload)}\n  type = "flag"`);
  const cited = JSON.stringify(payloads[0]);
  return `format = 1
kind = "provincial"
title = ${text(payloads[1])}
[[document]]
id = "own"
number = ${JSON.stringify(payloads[2])}
title = ${text(payloads[3])}
issuer = ${JSON.stringify(payloads[4])}
${articles.join("\n")}
[[parameter]]
id = "own.days"
value = ${JSON.stringify(payloads[15])}
unit = "word"
valid_from = 2020-01-01
valid_to = "open"
document = "own"
article = ${cited}
tag = "M"
note = ${text(payloads[16])}
[[table]]
id = "own.table"
title = ${text(payloads[17])}
hit = "first"
document = "own"
valid_from = 2020-01-01
${columns.join("\n")}
  [[table.output]]
  id = "out"
  values = [${JSON.stringify(payloads[18])}]
  [[table.row]]
  id = ${JSON.stringify(payloads[19])}
  when = {}
  then = { out = ${JSON.stringify(payloads[18])} }
  article = ${cited}
  tag = "M"
`;
}

test(`${payloads.length} hostile texts in every field stay texts on every page`, async (t) => {
  const folder = scratch(t);
  const store = join(folder, "store");
  panhuo("init", store, "--division", county, "--rulebook", "xixian-2024");
  adoptOwn(folder, store, "hostile", hostileBook());
  const site = await serve(t, store);
  await staff(site, {
    wang: { name: `王${payloads[15]}`, roles: ["clerk"] },
    zhao: { name: `赵${payloads[25]}`, roles: ["reviewer", "legal_officer"] },
    audit: { name: `审${payloads[0]}`, roles: ["auditor"] },
  });
  const clerk = await client(site.url).logIn("wang");
  const fields = await textFields(clerk);
  const count = Object.values(fields).flat().length;
  for (const [kind, names] of Object.entries(fields)) assert.ok(names.includes("note"), `${kind}: ${names}`);

  for (const [n, payload] of payloads.entries()) {
    const statements = Object.entries(recordsOf(n)).map(([kind, record]) => {
      const texts = Object.fromEntries(fields[kind].map((name) => [name, payload]));
      return { kind, record: { ...texts, ...record, extra: { [payload]: payload } } };
    });
    await clerk.send("POST", "/api/v1/records", { reason: `补录 ${payload}`, statements });
    // A change of it waits in the review room.
    const { portion } = recordsOf(n);
    const changed = { ...Object.fromEntries(fields.portion.map((name) => [name, payload])), ...portion, note: `改 ${payload}` };
    await clerk.send("POST", "/api/v1/records", { reason: `更正 ${payload}`, statements: [{ kind: "portion", change: "correct", record: changed }] });
  }
  const legal = await client(site.url).logIn("zhao");
  const { contradictions } = await legal.send("GET", "/api/v1/rulebook");
  const [first] = contradictions.filter(({ readings }) => readings.length > 0);
  await legal.send("POST", "/api/v1/decisions", { contradiction: first.id, reading: first.readings[0].id, paper: payloads[16] });

  const web = await browser(t);
  const ran = [];
  const open = async (login, path) => {
    const page = await web.page(site, { login, path });
    page.on("dialog", (dialog) => { ran.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
    await page.exposeFunction("ran", () => ran.push(page.url()));
    await page.reload();
    await page.getByRole("navigation").waitFor();
    return page;
  };
  /** As the eye sees it: how many of the texts stand on the page, letter by letter. */
  const seen = async (page) => {
    const text = await page.evaluate(() => {
      const values = [...document.querySelectorAll("input, textarea")].map((element) => element.value);
      return [document.body.innerText, ...values].join("\n");
    });
    return payloads.filter((payload) => text.includes(payload)).length;
  };

  const page = await open("wang", "/overview?as_of=2023-12-31");
  await page.getByTestId("done-unsupplied").first().waitFor();
  await page.goto("/approvals");
  await page.getByRole("row").nth(20).waitFor();
  assert.ok((await seen(page)) >= 10, "approvals");
  await page.getByRole("button", { name: /^展开/ }).nth(1).click();
  await page.getByRole("region", { name: "批准地块" }).waitFor();
  for (const kind of ["plot", "portion", "supply"]) {
    await page.goto(`/ledger?kind=${kind}`);
    await page.getByRole("row").nth(12).waitFor();
    assert.ok((await seen(page)) >= 5, kind);
  }
  await page.goto("/items?stock=unsupplied&figure=balance&as_of=2023-12-31");
  await page.getByTestId("sum").waitFor();
  let shown = 0;
  for (const n of payloads.keys()) {
    const { plot, supply } = recordsOf(n);
    for (const id of [`${plot.approval}#1`, supply.supervision_no]) {
      await page.goto(`/parcel?id=${encodeURIComponent(id)}`);
      await page.getByRole("region", { name: "面积账户" }).waitFor();
      if ((await page.evaluate((text) => document.body.innerText.includes(text), payloads[n]))) ++shown;
    }
    if (n % 10 === 0) {
      await page.getByRole("button", { name: /^依据/ }).first().click();
      await page.getByRole("dialog").waitFor();
    }
  }
  assert.equal(shown, payloads.length * 2);

  await page.goto("/import");
  for (const [n, payload] of [[0, payloads[15]], [1, payloads[25]]]) {
    // A file name cannot hold a slash.
    const name = `${payload.replaceAll("/", "")}.csv`;
    const file = join(folder, name);
    writeFileSync(file, `批准文号,地块编号,面积（平方米）,备注,${payload}\n${payload},${n},${payload},${payload},${payload}\n`);
    await page.getByLabel("选择文件").setInputFiles(file);
    await page.getByText(name).first().waitFor();
    await page.getByRole("alert").or(page.getByRole("status").filter({ hasText: "已试读" })).first().waitFor();
  }

  const second = await open("zhao", "/review");
  await second.getByRole("form", { name: /^待复核/ }).nth(payloads.length - 1).waitFor();
  assert.equal(await seen(second), payloads.length);
  await second.goto("/rulebook");
  await second.getByRole("region", { name: "规则集", exact: true }).waitFor();
  const shut = second.getByRole("region", { name: "决策表", exact: true }).getByRole("button", { expanded: false });
  while (await shut.count()) await shut.first().click();
  await second.getByRole("button", { name: "全文 local/hostile" }).click();
  assert.equal(await seen(second), payloads.length, "rulebook");
  const system = await open("admin", "/system");
  await system.getByText(`王${payloads[15]}`).first().waitFor();

  assert.deepEqual(ran, []);
  assert.deepEqual(web.faults, []);
  // And were one of them markup, the policy would have reported it.
  const report = page.waitForEvent("console", (message) => /Content Security Policy/.test(message.text()));
  await page.evaluate((text) => document.body.insertAdjacentHTML("beforeend", text), payloads[15]);
  await report;
  assert.deepEqual(ran, []);
  t.diagnostic(`${payloads.length} texts in ${count} fields of ${Object.keys(fields).length} kinds`);
});
