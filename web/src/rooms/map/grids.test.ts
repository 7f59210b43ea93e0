import { expect, test } from "vitest";
import { beltOf, lonLatOf, placed, projectionOf, tileGridOf } from "./grids";

test("the belts of CGCS2000, with and without the zone's number", () => {
  expect(beltOf("4545")).toEqual({ meridian: 108, falseEasting: 500_000 });
  expect(beltOf("4546")).toEqual({ meridian: 111, falseEasting: 500_000 });
  expect(beltOf("4525")).toEqual({ meridian: 111, falseEasting: 37_500_000 });
  expect(beltOf("4490")).toBeNull();
  expect(beltOf("4512")).toBeNull();
});

// Reference: PROJ 9.1.1, EPSG:4490 to EPSG:4546, for 36.69 N 110.94 E.
test("a place of the county in the belt's metres and back", () => {
  const [east = 0, north = 0] = placed("4546", [110.94, 36.69]);
  expect(Math.abs(east - 494_637.696444)).toBeLessThan(0.001);
  expect(Math.abs(north - 4_062_110.482775)).toBeLessThan(0.001);
  const [lon = 0, lat = 0] = lonLatOf("4546", [east, north]);
  expect(Math.abs(lon - 110.94)).toBeLessThan(1e-9);
  expect(Math.abs(lat - 36.69)).toBeLessThan(1e-9);
});

test("tiles of a belt begin at its own square's corner", () => {
  expect(projectionOf("4546").getUnits()).toBe("m");
  const extent = tileGridOf("4546").getTileCoordExtent([1, 1, 0]);
  expect(extent.map(Math.round)).toEqual([500_000, 0, 20_537_508, 20_037_508]);
});
