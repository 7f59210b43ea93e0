import { expect, test } from "vitest";
import type { ImportKind, SheetReport } from "@/api/types";
import { doubled, lacking, saidOf, spoken } from "./mapping";

const label = { zh: "", en: "" };
const kind: ImportKind = {
  kind: "plot",
  needed: [["number"], ["area", "geometry"]],
  fields: [
    { field: "number", label, many: false, unit: "" },
    { field: "area", label, many: false, unit: "area" },
    { field: "cause_area", label, many: true, unit: "area" },
  ],
};
const sheet: SheetReport = {
  name: "表1", state: "read", form: "ab", head_row: 3, head_rows: 2, kind: "plot", said: false, mapping: null, rows: 1,
  columns: [
    { column: "A", heading: "号", field: "number", unit: "", unit_assumed: false, sample: "1" },
    { column: "B", heading: "面积", field: "area", unit: "ha", unit_assumed: true, sample: "2" },
    { column: "C", heading: "注", field: "", unit: "", unit_assumed: false, sample: "" },
  ],
};

test("an assumed unit is not said as if somebody had said it", () => {
  expect(saidOf(sheet).columns?.[1]).toEqual({ column: "B", heading: "面积", field: "area" });
});

test("what is sent holds the place, the kind and the columns that are read", () => {
  const said = saidOf(sheet);
  said.columns![1]!.unit = "mu";
  expect(JSON.parse(spoken([said]))).toEqual([
    { sheet: "表1", head_row: 3, head_rows: 2, leave: false, kind: "plot", columns: [{ column: "A", field: "number" }, { column: "B", field: "area", unit: "mu" }] },
  ]);
  expect(JSON.parse(spoken([{ ...said, leave: true }]))[0].columns).toBeUndefined();
  expect(spoken([])).toBe("");
});

test("two columns for one field are named, unless the field takes several", () => {
  const columns = [
    { column: "A", heading: "", field: "area" }, { column: "B", heading: "", field: "cause_area" },
    { column: "C", heading: "", field: "cause_area" }, { column: "D", heading: "", field: "area" }, { column: "E", heading: "", field: "-" }, { column: "F", heading: "", field: "-" },
  ];
  expect(doubled(columns, kind)).toEqual([{ column: "D", other: "A", field: "area" }]);
});

test("what a kind needs and no column holds", () => {
  expect(lacking([{ column: "A", heading: "", field: "number" }], kind)).toEqual([["area", "geometry"]]);
  expect(lacking(saidOf(sheet).columns!, kind)).toEqual([]);
});
