// What changed between two lists of postings behind one figure: those that came, and those that went with their area
// taken off, so that the sum is the difference of the two figures, whatever made it.
import type { Items } from "@/api/types";

export type Item = Items["items"][number];

/** A posting is itself however long it has been waiting. */
const keyOf = ({ days_waiting: _, ...rest }: Item) => JSON.stringify(rest);

export function difference(now: readonly Item[], before: readonly Item[]): Item[] {
  const left = new Map<string, Item[]>();
  for (const item of before) {
    const key = keyOf(item);
    const same = left.get(key);
    if (same) same.push(item);
    else left.set(key, [item]);
  }
  const came = now.filter((item) => !left.get(keyOf(item))?.pop());
  const gone = [...left.values()].flat().map((item) => ({ ...item, area_m2: -item.area_m2 }));
  return [...came, ...gone];
}
