// The five-year average supply rate: supplied ÷ approved over the approvals of the five whole years before the year of
// the day (domain 3). In integers; the quotient is only for showing.
import type { Approval } from "@/api/types";
import { unitsOf } from "@/lib/area";

export function supplyRate(rows: Approval[], asOf: string, years: number): { rate: number; from: number; to: number; count: number } | null {
  const to = Number(asOf.slice(0, 4)) - 1;
  const from = to - years + 1;
  let approved = 0n;
  let supplied = 0n;
  let count = 0;
  for (const row of rows) {
    const year = Number(row.date?.slice(0, 4) ?? NaN);
    if (!(year >= from && year <= to) || row.area_m2 == null) continue;
    approved += unitsOf(row.area_m2);
    supplied += unitsOf(row.supplied_m2);
    count += 1;
  }
  return approved > 0n ? { rate: Number((supplied * 10n ** 10n) / approved) / 1e10, from, to, count } : null;
}
