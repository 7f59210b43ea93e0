// The two grids that the server cuts tiles in (src/geo/tile_grid.hpp), as OpenLayers knows them. CGCS2000 degrees are
// drawn natively; to the web's square they are WGS 84, from which they differ by less than the map shows.
import { addCoordinateTransforms, addProjection, fromLonLat, get, Projection, toLonLat } from "ol/proj";
import TileGrid from "ol/tilegrid/TileGrid";

export type Grid = "4490" | "3857";
const TILE = 256;
const MAX_ZOOM = 22;

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

export function projectionOf(grid: Grid): Projection {
  return grid === "4490" ? degrees : get("EPSG:3857")!;
}

export function tileGridOf(grid: Grid): TileGrid {
  const world = grid === "4490" ? 360 : 2 * Math.PI * 6378137;
  const resolutions = Array.from({ length: MAX_ZOOM + 1 }, (_, zoom) => world / TILE / 2 ** zoom);
  // In degrees the tiles begin at the pole; at zoom 0 one tile is half empty, so the map begins with zoom 1.
  const origin = grid === "4490" ? [-180, 90] : [-world / 2, world / 2];
  return new TileGrid({ origin, resolutions, tileSize: TILE, minZoom: grid === "4490" ? 1 : 0 });
}

/** Degrees ↔ the map's own coordinates. */
export const placed = (grid: Grid, lonLat: number[]) => (grid === "4490" ? lonLat : fromLonLat(lonLat));
export const lonLatOf = (grid: Grid, place: number[]) => (grid === "4490" ? place : toLonLat(place));
