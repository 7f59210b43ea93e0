import { describe, expect, it } from "vitest";
import { areaFrom, areaText, percentText, sumM2, unitsOf } from "./area";

describe("area", () => {
  it("shows hectares with four decimals, half away from zero", () => {
    expect(areaText(1169617.5, "ha")).toBe("116.9618");
    expect(areaText(152753, "ha")).toBe("15.2753");
    expect(areaText(-0.5, "ha")).toBe("-0.0001");
    expect(areaText(0.4999, "ha")).toBe("0.0000");
    expect(areaText(5394336.05, "ha")).toBe("539.4336");
  });
  it("shows mu as 10,000/15 m²", () => {
    expect(areaText(10000, "mu")).toBe("15.00");
    expect(areaText(6550.8125, "mu")).toBe("9.83");
    expect(areaText(66550.2813, "mu")).toBe("99.83");
    expect(areaText(3.3333, "mu")).toBe("0.00");
    expect(areaText(3.3334, "mu")).toBe("0.01");
    expect(areaText(315100, "mu")).toBe("472.65");
  });
  it("shows m² as booked", () => {
    expect(areaText(58.66, "m2")).toBe("58.66");
    expect(areaText(1169617.5, "m2")).toBe("1,169,617.5");
    expect(areaText(0.0001, "m2")).toBe("0.0001");
    expect(areaText(-1234567, "m2")).toBe("-1,234,567");
  });
  it("holds what a province holds", () => {
    expect(areaText(156_700_000_000.1234, "m2")).toBe("156,700,000,000.1234");
    expect(areaText(156_700_000_000, "mu")).toBe("235,050,000.00");
  });
  it("reads what was typed, and gives it back", () => {
    expect(areaFrom("1.2", "ha")).toBe(12000);
    expect(areaFrom("15", "mu")).toBe(10000);
    expect(areaFrom("1", "mu")).toBe(666.6667);
    expect(areaFrom(" 1,234.5 ", "m2")).toBe(1234.5);
    expect(areaFrom("一亩", "mu")).toBeNull();
    expect(areaFrom("", "mu")).toBeNull();
    expect(areaFrom("1.2345678", "ha")).toBeNull();
    for (let units = 1n; units < 10n ** 15n; units = units * 7n + 3n) {
      const m2 = Number(units) / 10_000;
      expect(areaFrom(areaText(m2, "m2"), "m2")).toBe(m2);
    }
  });
  it("sums in integers", () => {
    expect(sumM2([0.1, 0.2, null, 0.3, undefined])).toBe(0.6);
    expect(unitsOf(0.1 + 0.2)).toBe(3000n);
  });
  it("shows shares", () => {
    expect(percentText(0.5224032643150431)).toBe("52.24 %");
    expect(percentText(1.9214)).toBe("192.14 %");
    expect(percentText(-0.00005)).toBe("-0.01 %");
    expect(percentText(0)).toBe("0.00 %");
  });
});
