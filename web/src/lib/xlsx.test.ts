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

test("the zip's directory leads to its parts, each with its checksum", () => {
  const parts = [{ name: "一.txt", bytes: new TextEncoder().encode("甲") }, { name: "b", bytes: new Uint8Array() }];
  const bytes = zip(parts);
  const view = new DataView(bytes.buffer);
  const text = (from: number, length: number) => new TextDecoder().decode(bytes.subarray(from, from + length));
  const end = bytes.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  expect(view.getUint16(end + 10, true)).toBe(parts.length);
  let at = view.getUint32(end + 16, true);
  expect(at + view.getUint32(end + 12, true)).toBe(end);
  for (const { name, bytes: content } of parts) {
    expect(view.getUint32(at, true)).toBe(0x02014b50);
    const [crc, size, path, local] = [view.getUint32(at + 16, true), view.getUint32(at + 24, true), view.getUint16(at + 28, true), view.getUint32(at + 42, true)];
    expect(text(at + 46, path)).toBe(name);
    expect(view.getUint32(local, true)).toBe(0x04034b50);
    expect(view.getUint32(local + 14, true)).toBe(crc);
    const from = local + 30 + view.getUint16(local + 26, true);
    expect(bytes.subarray(from, from + size)).toEqual(content);
    expect(crc32(bytes.subarray(from, from + size))).toBe(crc);
    at += 46 + path;
  }
});
