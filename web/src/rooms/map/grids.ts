// The grids that the server cuts tiles in (src/geo/tile_grid.hpp, tile_belt.hpp), as OpenLayers knows them. CGCS2000
// degrees and the metres of a 3 degree belt are drawn natively; to the web's square degrees are WGS 84, from which they
// differ by less than the map shows.
import { addCoordinateTransforms, addProjection, fromLonLat, get, Projection, toLonLat } from "ol/proj";
import TileGrid from "ol/tilegrid/TileGrid";
import proj4 from "proj4";

/** An EPSG code: "4490", "3857", or a 3 degree belt of CGCS2000, with ("4513" to "4533") or without the zone's number before the easting. */
export type Grid = string;
const TILE = 256;
const MAX_ZOOM = 22;
const SQUARE = 2 * Math.PI * 6378137;
const FIRST_ZONE = 25;

const degrees = new Projection({
  code: "EPSG:4490",
  units: "degrees",
  extent: [-180, -90, 180, 90],
  worldExtent: [-180, -90, 180, 90],
  global: true,
  metersPerUnit: (Math.PI * 6378137) / 180,
});
addProjection(degrees);
const same = (place: number[]) => place;
addCoordinateTransforms("EPSG:4490", "EPSG:4326", same, same);
addCoordinateTransforms("EPSG:4490", "EPSG:3857", (place) => fromLonLat(place), (place) => toLonLat(place));

export interface Belt {
  meridian: number;
  falseEasting: number;
}
export function beltOf(grid: Grid): Belt | null {
  const code = Number(grid);
  if (!Number.isInteger(code) || code < 4513 || code > 4554) return null;
  const zone = FIRST_ZONE + ((code - 4513) % 21);
  return { meridian: 3 * zone, falseEasting: 500_000 + (code < 4534 ? zone * 1_000_000 : 0) };
}

/** Degrees ↔ the belt's metres, by the formula that the server uses, too. */
const converters = new Map<Grid, proj4.Converter>();
function converterOf(grid: Grid): proj4.Converter {
  let found = converters.get(grid);
  if (!found) {
    const { meridian, falseEasting } = beltOf(grid)!;
    found = proj4("+proj=longlat +ellps=GRS80 +no_defs", `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${falseEasting} +y_0=0 +ellps=GRS80 +units=m +no_defs`);
    converters.set(grid, found);
  }
  return found;
}

export function projectionOf(grid: Grid): Projection {
  if (grid === "4490") return degrees;
  const belt = beltOf(grid);
  if (!belt) return get("EPSG:3857")!;
  const known = get(`EPSG:${grid}`);
  if (known) return known;
  // What a county can be drawn in: 20° to each side of the meridian, from the equator to 58° north.
  const made = new Projection({ code: `EPSG:${grid}`, units: "m", extent: [belt.falseEasting - 2_000_000, 0, belt.falseEasting + 2_000_000, 6_500_000] });
  addProjection(made);
  const there = (place: number[]) => converterOf(grid).forward(place.slice(0, 2));
  const back = (place: number[]) => converterOf(grid).inverse(place.slice(0, 2));
  addCoordinateTransforms("EPSG:4490", made, there, back);
  addCoordinateTransforms("EPSG:4326", made, there, back);
  addCoordinateTransforms("EPSG:3857", made, (place) => there(toLonLat(place)), (place) => fromLonLat(back(place)));
  return made;
}

export function tileGridOf(grid: Grid): TileGrid {
  const world = grid === "4490" ? 360 : SQUARE;
  const resolutions = Array.from({ length: MAX_ZOOM + 1 }, (_, zoom) => world / TILE / 2 ** zoom);
  // In degrees the tiles begin at the pole; at zoom 0 one tile is half empty, so the map begins with zoom 1.
  const origin = grid === "4490" ? [-180, 90] : [(beltOf(grid)?.falseEasting ?? 0) - world / 2, world / 2];
  return new TileGrid({ origin, resolutions, tileSize: TILE, minZoom: grid === "4490" ? 1 : 0 });
}

/** Degrees ↔ the map's own coordinates. */
export function placed(grid: Grid, lonLat: number[]): number[] {
  if (grid === "4490") return lonLat;
  return beltOf(grid) ? converterOf(grid).forward(lonLat.slice(0, 2)) : fromLonLat(lonLat);
}
export function lonLatOf(grid: Grid, place: number[]): number[] {
  if (grid === "4490") return place;
  return beltOf(grid) ? converterOf(grid).inverse(place.slice(0, 2)) : toLonLat(place);
}
