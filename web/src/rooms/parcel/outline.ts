// Outlines as the book holds them (WKT, metres of a belt) for a small drawing: rings scaled into a square, north up.
export interface Outline {
  /** A path of SVG in a square of `side`, to be filled by the even-odd rule. */
  path: string;
  /** Metres across and along. */
  width_m: number;
  height_m: number;
  rings: number;
  points: number;
  /** The middle of the box, in the coordinates of the WKT. */
  middle: [number, number];
}

const number = "-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?";
const ringPattern = new RegExp(`\\(\\s*(${number}\\s+${number}(?:\\s+${number})?(?:\\s*,\\s*${number}\\s+${number}(?:\\s+${number})?)*)\\s*\\)`, "g");

/** Nothing for what is no polygon. */
export function outlineOf(wkt: string, side: number): Outline | null {
  if (!/^\s*(MULTI)?POLYGON/i.test(wkt)) return null;
  const rings = [...wkt.matchAll(ringPattern)].map(([, ring]) => ring!.split(",").map((place) => place.trim().split(/\s+/).map(Number) as [number, number]));
  const points = rings.flat();
  if (points.length < 3) return null;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [west, east, south, north] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b)), ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  const scale = (side - 4) / Math.max(east - west, north - south, 1e-9);
  const left = (side - (east - west) * scale) / 2;
  const top = (side - (north - south) * scale) / 2;
  const at = ([x, y]: [number, number]) => `${(left + (x - west) * scale).toFixed(1)} ${(top + (north - y) * scale).toFixed(1)}`;
  return {
    path: rings.map((ring) => `M${ring.map(at).join("L")}Z`).join(""),
    width_m: east - west,
    height_m: north - south,
    rings: rings.length,
    points: points.length,
    middle: [(west + east) / 2, (south + north) / 2],
  };
}
