// Distances and areas drawn on the map, measured in the plane of a 3 degree belt, as surveys and papers measure them
// (the belt's scale differs from the ground's by less than 1/2500 within 1.5° of its meridian).
import type { Coordinate } from "ol/coordinate";

export interface Measured {
  kind: "length" | "area";
  metres: number;
  m2: number;
}

const steps = (line: readonly Coordinate[]) => line.slice(1).map((to, i) => Math.hypot(to[0]! - line[i]![0]!, to[1]! - line[i]![1]!));

/** `line` in the belt's metres. */
export function lengthOf(line: readonly Coordinate[]): number {
  return steps(line).reduce((sum, step) => sum + step, 0);
}

/** By the shoelace formula, about the first point so that no digits are lost to large coordinates. */
export function areaOf(ring: readonly Coordinate[]): number {
  const [x0 = 0, y0 = 0] = ring[0] ?? [];
  let twice = 0;
  for (let i = 0; i < ring.length; ++i) {
    const a = ring[i]!;
    const b = ring[(i + 1) % ring.length]!;
    twice += (a[0]! - x0) * (b[1]! - y0) - (b[0]! - x0) * (a[1]! - y0);
  }
  return Math.abs(twice) / 2;
}

export function measured(kind: Measured["kind"], points: readonly Coordinate[]): Measured {
  return { kind, metres: kind === "length" ? lengthOf(points) : lengthOf([...points, points[0]!]), m2: kind === "length" ? 0 : areaOf(points) };
}
