// The fill queue as statements of records: what is left empty stays as it is.
import type { Parcel } from "@/api/types";

export interface Fill {
  cause: string;
  route: string;
  responsible_unit: string;
  planned: string;
  change: "correct" | "amend";
  effective: string;
}
const fields = ["cause", "route", "responsible_unit", "planned"] as const;

/** Portions, and plots that nobody has divided yet: a plot without a cause has no portion of its own. */
export function fillable(row: Parcel): boolean {
  return row.kind === "portion" || (row.kind === "plot" && row.unsupplied_m2 > 0 && (row.cause === "" || row.cause === "unknown"));
}

export function statements(rows: Parcel[], fill: Fill): Record<string, unknown>[] {
  const record: Record<string, unknown> = {};
  for (const name of fields) if (fill[name].trim()) record[name] = fill[name].trim();
  if (Object.keys(record).length === 0) return [];
  const amended = fill.change === "amend" ? { change: "amend", effective: fill.effective } : { change: "correct" };
  return rows.map((row) =>
    row.kind === "portion"
      ? { kind: "portion", key: row.id, ...amended, record }
      : { kind: "portion", record: { plot: row.id, number: "1", area_m2: row.unsupplied_m2, ...record } },
  );
}
