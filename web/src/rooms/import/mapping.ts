// How the columns of a sheet are read, while somebody says it: the server's report of a sheet turned into what is said
// back to it (docs/formats/mapping.md), and what would be refused before it is sent.
import type { ImportKind, SheetReport } from "@/api/types";

export interface SaidColumn {
  column: string;
  heading: string;
  field: string;
  unit?: string;
}
export interface Said {
  sheet: string;
  head_row: number;
  head_rows: number;
  leave: boolean;
  kind?: string;
  columns?: SaidColumn[];
}

/** What is said of a sheet as it was read: every column, so that nothing is left to be guessed anew. */
export function saidOf(sheet: SheetReport): Said {
  const said: Said = { sheet: sheet.name, head_row: sheet.head_row, head_rows: sheet.head_rows, leave: sheet.state === "left" };
  if (sheet.kind) said.kind = sheet.kind;
  said.columns = sheet.columns.map(({ column, heading, field, unit, unit_assumed }) => ({ column, heading, field, ...(unit && !unit_assumed ? { unit } : {}) }));
  return said;
}

/** As it is sent: without columns that nobody reads, and without headings, which the server knows. */
export function spoken(said: readonly Said[]): string {
  if (said.length === 0) return "";
  return JSON.stringify(
    said.map(({ columns, ...rest }) => ({
      ...rest,
      ...(columns && !rest.leave && rest.kind
        ? { columns: columns.filter(({ field }) => field !== "").map(({ column, field, unit }) => ({ column, field, ...(unit ? { unit } : {}) })) }
        : {}),
    })),
  );
}

/** Fields that two columns hold though only one may; the second column of each. */
export function doubled(columns: readonly SaidColumn[], kind: ImportKind | undefined): { column: string; other: string; field: string }[] {
  const many = new Set(kind?.fields.filter((each) => each.many).map((each) => each.field));
  const first = new Map<string, string>();
  const out: { column: string; other: string; field: string }[] = [];
  for (const { column, field } of columns) {
    if (!field || field === "-" || many.has(field)) continue;
    const other = first.get(field);
    if (other === undefined) first.set(field, column);
    else out.push({ column, other, field });
  }
  return out;
}

/** Groups of fields of which the kind needs one and no column holds any. */
export function lacking(columns: readonly SaidColumn[], kind: ImportKind | undefined): string[][] {
  const held = new Set(columns.map(({ field }) => field));
  return (kind?.needed ?? []).filter((group) => !group.some((field) => held.has(field)));
}
