import { expect, test } from "vitest";
import { sumM2 } from "@/lib/area";
import { difference, type Item } from "./difference";

const item = (origin: string, area_m2: number, days_waiting: number | null = null): Item => ({
  origin, holder: "", approval: "", on: "2024-06-01", counted_on: null, days_waiting, from: "a", to: "b", area_m2, rule: "r", entry: "141031/1",
});
const sum = (items: Item[]) => sumM2(items.map((each) => each.area_m2));

test("what came and what went make up the difference of the sums", () => {
  const before = [item("x", 1.5), item("x", 1.5), item("y", 2), item("z", 7, 3)];
  const now = [item("x", 1.5), item("z", 7, 10), item("w", 4)];
  const changed = difference(now, before);
  expect(changed.map(({ origin, area_m2 }) => [origin, area_m2])).toEqual([["w", 4], ["x", -1.5], ["y", -2]]);
  expect(sum(changed)).toBe(sum(now) - sum(before));
});

test("nothing changed", () => {
  expect(difference([item("x", 1, 8)], [item("x", 1, 1)])).toEqual([]);
});
