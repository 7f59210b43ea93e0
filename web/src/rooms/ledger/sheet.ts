// The ledger as a workbook: exactly what is seen — the rows that pass the filters, in this order, with these columns,
// words, unit and day — all of it, not only what has been scrolled to.
import { api } from "@/api/client";
import type { Parcel, ParcelList } from "@/api/types";
import type { useWords } from "@/i18n/words";
import type { XlsxCell } from "@/lib/xlsx";
import type { useView } from "@/state/view";
import { columns } from "./columns";

const PAGE = 1000;

export async function allRows(query: Record<string, string | undefined>): Promise<Parcel[]> {
  const rows: Parcel[] = [];
  for (;;) {
    const answer: ParcelList = await api.get("/api/v1/parcels", { query: { ...query, offset: rows.length, limit: PAGE } as never });
    rows.push(...answer.parcels);
    if (answer.parcels.length === 0 || rows.length >= answer.total) return rows;
  }
}

/** What LedgerCell shows, as text. */
export function cellsOf(row: Parcel, { term, says }: Pick<ReturnType<typeof useWords>, "term" | "says">, view: Pick<ReturnType<typeof useView>, "area" | "state">): XlsxCell[] {
  const decimals = view.state.area === "mu" ? 2 : 4;
  const area = (m2: number | null | undefined): XlsxCell => (m2 === null || m2 === undefined ? "" : { figure: view.area(m2), decimals });
  const cells: Record<string, XlsxCell> = {
    id: row.id, name: row.name, kind: term("kind", row.kind), area: area(row.area_m2), unsupplied_m2: area(row.unsupplied_m2), status: term("account", row.status),
    judgement: term("judgement", row.judgement), cause: term("cause", row.cause), route: term("route", row.route), unit: row.responsible_unit, planned: row.planned ?? "", due: row.due ?? "",
    next_step: says(row.next_step), township: row.township, zone: row.zone, approval: row.approval, missing: row.missing.map((each) => term("missing", each)).join("、"),
  };
  return columns.map(({ key }) => cells[key] ?? "");
}
