import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { escaped, letters, workbook, type XlsxSheet } from "./xlsx";
import { crc32, zip } from "./zip";

const sheet = (): XlsxSheet => ({
  name: "台账", widths: [20, 12], frozen: 1, headings: ["名称", "面积"],
  rows: [["=1+1 & <b>", { figure: "1,234.5000", decimals: 4 }], ["", { figure: "–", decimals: 4 }]],
});

test("the checksum of the zip format", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
});

test("the same table gives the same bytes", () => {
  expect(workbook(sheet())).toEqual(workbook(sheet()));
});

test("texts stay texts, figures are numbers, and nothing breaks the XML", () => {
  const text = new TextDecoder().decode(workbook(sheet()));
  expect(text).toContain('<c r="A2" t="inlineStr" s="0"><is><t xml:space="preserve">=1+1 &amp; &lt;b&gt;</t></is></c>');
  expect(text).toContain('<c r="B2" s="2"><v>1234.5000</v></c>');
  expect(text).toContain('<c r="B3" t="inlineStr"');
  expect(text).not.toContain("<f>");
  expect(escaped("a\u0000b\ud800c😀")).toBe("a\ufffdb\ufffdc😀");
  expect([0, 25, 26, 701, 702].map(letters)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
});

test("another program opens the zip", () => {
  const folder = mkdtempSync(join(tmpdir(), "panhuo-zip-"));
  try {
    const path = join(folder, "t.zip");
    writeFileSync(path, zip([{ name: "一.txt", bytes: new TextEncoder().encode("甲") }, { name: "b", bytes: new Uint8Array() }]));
    const names = execFileSync("python3", ["-c", "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(','.join(z.namelist()), z.read('一.txt').decode())", path], { encoding: "utf8", env: { ...process.env, PYTHONIOENCODING: "utf-8" } });
    expect(names.trim()).toBe("一.txt,b 甲");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
