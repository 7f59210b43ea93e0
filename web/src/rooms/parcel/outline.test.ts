import { expect, test } from "vitest";
import { outlineOf } from "./outline";

test("a square with a hole, north up", () => {
  const found = outlineOf("POLYGON((0 0,100 0,100 50,0 50,0 0),(10 10,20 10,20 20,10 10))", 104);
  expect(found).toMatchObject({ width_m: 100, height_m: 50, rings: 2, points: 9, middle: [50, 25] });
  expect(found!.path.startsWith("M2.0 77.0L102.0 77.0L102.0 27.0L2.0 27.0L2.0 77.0Z")).toBe(true);
});

test("several parts, heights beside the coordinates, and what is no polygon", () => {
  expect(outlineOf("MULTIPOLYGON(((0 0 1,1 0 1,1 1 1,0 0 1)),((5 5,6 5,6 6,5 5)))", 100)).toMatchObject({ rings: 2, points: 8 });
  expect(outlineOf("POINT(1 2)", 100)).toBeNull();
  expect(outlineOf("POLYGON EMPTY", 100)).toBeNull();
  expect(outlineOf("<script>", 100)).toBeNull();
});
