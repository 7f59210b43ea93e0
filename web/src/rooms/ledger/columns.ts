// The columns of the ledger: width, alignment, whether the server can sort by them. The first two stay in sight.
export interface Column {
  key: string;
  width: number;
  sort?: string;
  figure?: boolean;
}
export const columns: Column[] = [
  { key: "id", width: 216, sort: "id" },
  { key: "name", width: 170, sort: "name" },
  { key: "kind", width: 72, sort: "kind" },
  { key: "area", width: 104, sort: "area", figure: true },
  { key: "unsupplied_m2", width: 104, sort: "unsupplied", figure: true },
  { key: "status", width: 150, sort: "status" },
  { key: "judgement", width: 160, sort: "judgement" },
  { key: "cause", width: 150, sort: "cause" },
  { key: "route", width: 130, sort: "route" },
  { key: "unit", width: 96, sort: "unit" },
  { key: "planned", width: 92, sort: "planned" },
  { key: "due", width: 92, sort: "due" },
  { key: "next_step", width: 230 },
  { key: "township", width: 90, sort: "township" },
  { key: "zone", width: 80, sort: "zone" },
  { key: "approval", width: 190, sort: "approval" },
  { key: "missing", width: 180 },
];
export const frozen = 2;
export const mark = 30;
export const rowHeight = 28;

/** How far from the left a frozen column stands; nothing for the others. */
export function leftOf(at: number): number | undefined {
  if (at >= frozen) return undefined;
  let left = mark;
  for (let each = 0; each < at; ++each) left += columns[each]?.width ?? 0;
  return left;
}
export const totalWidth = mark + columns.reduce((sum, each) => sum + each.width, 0);
