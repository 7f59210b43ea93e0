import { expect, it } from "vitest";
import { ageOf, isOld, sizeText } from "./backup";

const now = Date.parse("2024-06-30T12:00:00Z");

it("an age is said in the unit one thinks in, and never below zero", () => {
  expect(ageOf("2024-06-30T11:00:01Z", now)).toEqual({ unit: "minutes", n: 59 });
  expect(ageOf("2024-06-30T11:00:00Z", now)).toEqual({ unit: "hours", n: 1 });
  expect(ageOf("2024-06-28T12:00:00Z", now)).toEqual({ unit: "days", n: 2 });
  expect(ageOf("2024-07-01T12:00:00Z", now)).toEqual({ unit: "minutes", n: 0 });
});

it("none is too old, and so are two missed turns or a week without a schedule", () => {
  expect(isOld(null, 24, now)).toBe(true);
  expect(isOld("2024-06-28T12:00:00Z", 24, now)).toBe(false);
  expect(isOld("2024-06-28T11:59:59Z", 24, now)).toBe(true);
  expect(isOld("2024-06-23T12:00:00Z", null, now)).toBe(false);
  expect(isOld("2024-06-23T11:59:59Z", null, now)).toBe(true);
});

it("a size is a number one can compare", () => {
  expect(sizeText(401)).toBe("1 kB");
  expect(sizeText(999_999)).toBe("1000 kB");
  expect(sizeText(12_340_000)).toBe("12.3 MB");
});
