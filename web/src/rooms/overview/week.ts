// What moved a stock since a week ago, as the steps of a waterfall: before + added − done by each way − written off =
// now, in integers; whatever none of these explains (an opening corrected, say) is a step of its own, never hidden.
import type { Stock } from "@/api/types";
import { m2Of, unitsOf } from "@/lib/area";

export interface Step {
  /** Figure of /items whose change it is; "" where there is none. */
  figure: string;
  way: string;
  /** What it does to the balance, in m². */
  m2: number;
  /** Balance before and after, in m²; the bar reaches from one to the other. */
  from: number;
  to: number;
}

export function steps(before: Stock, now: Stock): Step[] {
  const out: Step[] = [];
  let at = unitsOf(before.balance_m2);
  const take = (figure: string, way: string, change: bigint) => {
    if (change === 0n) return;
    out.push({ figure, way, m2: m2Of(change), from: m2Of(at), to: m2Of(at + change) });
    at += change;
  };
  const moved = (key: "opening_m2" | "added_m2" | "written_off_m2") => unitsOf(now[key]) - unitsOf(before[key]);
  take("opening", "", moved("opening_m2"));
  take("added", "", moved("added_m2"));
  const ways = [...new Set([...Object.keys(before.done_by), ...Object.keys(now.done_by)])].sort();
  for (const way of ways) take(`done_by.${way}`, way, unitsOf(before.done_by[way] ?? 0) - unitsOf(now.done_by[way] ?? 0));
  take("written_off", "", -moved("written_off_m2"));
  take("", "", unitsOf(now.balance_m2) - at);
  return out;
}

/** A day so many days before another. */
export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
