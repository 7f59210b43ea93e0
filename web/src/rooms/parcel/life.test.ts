import { expect, test } from "vitest";
import type { Posting, Version } from "@/api/types";
import { lifeLine } from "./life";

const posting = (on: string, from: string, to: string): Posting => ({
  on, counted_on: null, from: { origin: "plot:x", holder: "", account: from }, to: { origin: "plot:x", holder: "", account: to }, area_m2: 1, rule: "r", record: "", entry: `141031/${on}`,
});
const version = (kind: string, record: Record<string, unknown>, more: Partial<Version> = {}): Version => ({
  entry: `141031/${kind}`, kind, key: "k", version: 1, change: "new", state: "approved", effective: null, recorded_at: "", actor: "", reason: "", source: {}, record, ...more,
});
const days = (postings: Posting[], history: Version[]) => Object.fromEntries(lifeLine(postings, history).map(({ name, on }) => [name, on]));

test("the first day of each stage, from ledger and records", () => {
  const found = days(
    [posting("2020-03-01", "approved", "unsupplied.stage_unknown"), posting("2021-05-01", "unsupplied.stage_unknown", "unsupplied.expropriated"), posting("2022-01-01", "unsupplied.expropriated", "supplied.unreported")],
    [version("reserve", { in_reserve_on: "2021-06-01" }), version("progress", { event: "started", on: "2023-04-01" }), version("supply", { signed_on: "2021-12-28", actual_delivery: "2022-02-02" })],
  );
  expect(found).toEqual({ approved: "2020-03-01", expropriated: "2021-05-01", reserved: "2021-06-01", supplied: "2021-12-28", delivered: "2022-02-02", started: "2023-04-01", accepted: null });
});

test("what was taken back, turned down or only proposed is not a stage", () => {
  const history = [
    version("reserve", { in_reserve_on: "2021-06-01" }), version("reserve", {}, { change: "retract" }),
    version("progress", { event: "started", on: "2023-04-01" }, { state: "proposed" }),
  ];
  expect(Object.values(days([], history)).every((on) => on === null)).toBe(true);
});

test("a correction stands instead of what it corrects", () => {
  const history = [version("supply", { signed_on: "2012-01-01" }), version("supply", { signed_on: "2013-01-01" }, { change: "correct", version: 2 })];
  expect(days([], history).supplied).toBe("2013-01-01");
});
