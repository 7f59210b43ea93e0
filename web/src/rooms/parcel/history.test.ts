import { expect, it } from "vitest";
import type { Version } from "@/api/types";
import { changesBetween, versionBefore } from "./history";

it("shows what changed, came and went", () => {
  expect(changesBetween({ area_m2: 10000, use: "工业", note: "x" }, { area_m2: 15000, use: "工业", holder: "甲" })).toEqual([
    { field: "area_m2", before: "10000", after: "15000" },
    { field: "note", before: "x", after: "" },
    { field: "holder", before: "", after: "甲" },
  ]);
});

it("compares with what was in force", () => {
  const version = (entry: string, state: Version["state"], key = "k") => ({ entry, kind: "supply", key, state }) as Version;
  const history = [version("1", "approved"), version("2", "rejected"), version("3", "approved", "other"), version("4", "proposed")];
  expect(versionBefore(history, history[3] as Version)?.entry).toBe("1");
  expect(versionBefore(history, history[0] as Version)).toBeUndefined();
});
