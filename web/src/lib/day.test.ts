import { expect, it } from "vitest";
import { daysBetween, instantText, isDay } from "./day";

it("knows days", () => {
  expect(isDay("2024-02-29")).toBe(true);
  expect(isDay("2023-02-29")).toBe(false);
  expect(isDay("2024-6-3")).toBe(false);
  expect(daysBetween("2024-06-30", "2024-08-31")).toBe(62);
  expect(daysBetween("2024-08-31", "2024-06-30")).toBe(-62);
});

it("shows instants in the book's zone", () => {
  expect(instantText("2026-11-24T19:50:21.469328Z")).toBe("2026-11-25 03:50");
});
