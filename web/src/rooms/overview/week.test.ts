import { expect, test } from "vitest";
import type { Stock } from "@/api/types";
import { dayBefore, steps } from "./week";

const stock = (change: Partial<Stock>): Stock => ({ opening_m2: 100, added_m2: 10, written_off_m2: 0, balance_m2: 90, done_by: { granted: 20 }, ...change }) as Stock;

test("every step leads to the next and the last to the balance", () => {
  const found = steps(stock({}), stock({ added_m2: 15, written_off_m2: 2, done_by: { granted: 25.5, allocated: 1 }, balance_m2: 86.5 }));
  expect(found.map(({ figure, m2 }) => [figure, m2])).toEqual([["added", 5], ["done_by.allocated", -1], ["done_by.granted", -5.5], ["written_off", -2]]);
  expect(found[0]!.from).toBe(90);
  for (let i = 1; i < found.length; ++i) expect(found[i]!.from).toBe(found[i - 1]!.to);
  expect(found.at(-1)!.to).toBe(86.5);
});

test("what no figure explains is shown", () => {
  expect(steps(stock({}), stock({ balance_m2: 91 })).map(({ figure, m2 }) => [figure, m2])).toEqual([["", 1]]);
  expect(steps(stock({}), stock({}))).toEqual([]);
});

test("a week before, over the end of a month", () => {
  expect(dayBefore("2024-03-03", 7)).toBe("2024-02-25");
});
