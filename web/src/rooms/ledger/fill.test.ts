import { expect, it } from "vitest";
import type { Parcel } from "@/api/types";
import { type Fill, fillable, statements } from "./fill";

const fill: Fill = { cause: "failed_sale", route: "", responsible_unit: " 示范区 ", planned: "", change: "correct", effective: "" };
const portion = { id: "a#1", kind: "portion", cause: "other", unsupplied_m2: 5 } as Parcel;
const plot = { id: "b", kind: "plot", cause: "unknown", unsupplied_m2: 7 } as Parcel;

it("says only what was filled in", () => {
  expect(statements([portion, plot], fill)).toEqual([
    { kind: "portion", key: "a#1", change: "correct", record: { cause: "failed_sale", responsible_unit: "示范区" } },
    { kind: "portion", record: { plot: "b", number: "1", area_m2: 7, cause: "failed_sale", responsible_unit: "示范区" } },
  ]);
  expect(statements([portion], { ...fill, cause: "", responsible_unit: "" })).toEqual([]);
});

it("amends from a day", () => {
  expect(statements([portion], { ...fill, change: "amend", effective: "2024-07-01" })[0]).toMatchObject({ change: "amend", effective: "2024-07-01" });
});

it("leaves supplies and divided plots alone", () => {
  expect(fillable(portion)).toBe(true);
  expect(fillable(plot)).toBe(true);
  expect(fillable({ ...plot, cause: "corner" } as Parcel)).toBe(false);
  expect(fillable({ ...plot, kind: "supply" } as Parcel)).toBe(false);
});
