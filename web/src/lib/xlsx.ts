// A plain table as a workbook: headings in bold and frozen with the first columns, figures as numbers with their
// decimals, texts as texts (one that begins with = stays a text: no cell is a formula).
import { zip } from "./zip";

/** A text, or a figure as it is shown ("1,234.5000"), which is written as its number. */
export type XlsxCell = string | { figure: string; decimals: number };
export interface XlsxSheet {
  name: string;
  /** In characters. */
  widths: number[];
  frozen: number;
  headings: string[];
  rows: Iterable<XlsxCell[]>;
}

/** Without what XML forbids; a workbook's cell holds 32,767 characters. */
export function escaped(text: string): string {
  const clean = text.slice(0, 32_767).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  return clean.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
export function letters(column: number): string {
  let out = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) out = String.fromCharCode(65 + ((n - 1) % 26)) + out;
  return out;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaged = "http://schemas.openxmlformats.org/package/2006";
const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const text = (at: string, value: string, style: number) => `<c r="${at}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;

function sheetXml(sheet: XlsxSheet, styleOf: (decimals: number) => number): string {
  const out: string[] = [];
  const corner = `${letters(sheet.frozen)}2`;
  out.push(head, `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane xSplit="${sheet.frozen}" ySplit="1" topLeftCell="${corner}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><cols>`);
  sheet.widths.forEach((width, at) => out.push(`<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`));
  out.push('</cols><sheetData><row r="1">', ...sheet.headings.map((heading, at) => text(`${letters(at)}1`, heading, 1)), "</row>");
  let number = 1;
  for (const row of sheet.rows) {
    number += 1;
    out.push(`<row r="${number}">`);
    row.forEach((cell, at) => {
      const place = `${letters(at)}${number}`;
      if (typeof cell !== "string") {
        const value = cell.figure.replace(/,/g, "");
        out.push(/^-?\d+(\.\d+)?$/.test(value) ? `<c r="${place}" s="${styleOf(cell.decimals)}"><v>${value}</v></c>` : text(place, cell.figure, 0));
      } else if (cell) out.push(text(place, cell, 0));
    });
    out.push("</row>");
  }
  out.push(`</sheetData><autoFilter ref="A1:${letters(sheet.headings.length - 1)}${number}"/></worksheet>`);
  return out.join("");
}

function stylesXml(decimals: number[]): string {
  const formats = decimals.map((each, at) => `<numFmt numFmtId="${164 + at}" formatCode="#,##0${each ? `.${"0".repeat(each)}` : ""}"/>`).join("");
  const cells = decimals.map((_, at) => `<xf numFmtId="${164 + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join("");
  return `${head}<styleSheet xmlns="${main}">${formats ? `<numFmts count="${decimals.length}">${formats}</numFmts>` : ""}<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${2 + decimals.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>${cells}</cellXfs></styleSheet>`;
}

export function workbook(sheet: XlsxSheet): Uint8Array<ArrayBuffer> {
  const decimals: number[] = [];
  const styleOf = (each: number) => {
    const known = decimals.indexOf(each);
    return 2 + (known >= 0 ? known : decimals.push(each) - 1);
  };
  const name = escaped(sheet.name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31) || "1");
  const xml = sheetXml(sheet, styleOf);
  const parts: [string, string][] = [
    ["[Content_Types].xml", `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`],
    ["_rels/.rels", `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ["xl/workbook.xml", `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`],
    ["xl/styles.xml", stylesXml(decimals)],
    ["xl/worksheets/sheet1.xml", xml],
  ];
  const encoder = new TextEncoder();
  return zip(parts.map(([path, content]) => ({ name: path, bytes: encoder.encode(content) })));
}
