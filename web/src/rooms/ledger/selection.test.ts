import { expect, it } from "vitest";
import type { Parcel } from "@/api/types";
import { useSelection } from "./selection";

const row = (id: string, kind: Parcel["kind"], area_m2: number) => ({ id, kind, area_m2, unsupplied_m2: area_m2 }) as Parcel;

it("adds a portion inside a chosen plot once", () => {
  const selection = useSelection();
  selection.set(row("a#1", "portion", 0.1), true);
  selection.set(row("b#1", "portion", 0.2), true);
  expect(selection.area_m2).toBe(0.3);
  selection.set(row("a", "plot", 5), true);
  expect(selection.area_m2).toBe(5.2);
  selection.set(row("a", "plot", 5), false);
  expect(selection.unsupplied_m2).toBe(0.3);
});
