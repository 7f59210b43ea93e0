import { expect, test } from "vitest";
import { measured } from "./measure";

test("a way along two sides", () => {
  expect(measured("length", [[0, 0], [3, 4], [3, 10]]).metres).toBe(11);
});

test("a square far from the origin keeps its square metres, whichever way it runs", () => {
  const far = [[37_494_000, 4_062_000], [37_494_100, 4_062_000], [37_494_100, 4_062_050], [37_494_000, 4_062_050]];
  expect(measured("area", far)).toEqual({ kind: "area", metres: 300, m2: 5000 });
  expect(measured("area", [...far].reverse()).m2).toBe(5000);
});
