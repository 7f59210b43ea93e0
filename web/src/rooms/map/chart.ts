// The map itself: one OpenLayers map over our vector tiles, kept apart from the screen around it. Loaded with the room.
import type { FeatureLike } from "ol/Feature";
import Map from "ol/Map";
import View from "ol/View";
import Attribution from "ol/control/Attribution";
import ScaleLine from "ol/control/ScaleLine";
import Zoom from "ol/control/Zoom";
import { createEmpty, extend, isEmpty } from "ol/extent";
import { transformExtent } from "ol/proj";
import MVT from "ol/format/MVT";
import type LineString from "ol/geom/LineString";
import type Polygon from "ol/geom/Polygon";
import Draw from "ol/interaction/Draw";
import TileLayer from "ol/layer/Tile";
import VectorLayer from "ol/layer/Vector";
import VectorTileLayer from "ol/layer/VectorTile";
import VectorSource from "ol/source/Vector";
import VectorTileSource from "ol/source/VectorTile";
import XYZ from "ol/source/XYZ";
import type { MapInfo } from "@/api/types";
import { type Grid, lonLatOf, placed, projectionOf, tileGridOf } from "./grids";
import { type Measured, measured } from "./measure";
import { inPlace, type Look, styleOf } from "./styles";

export interface Thing {
  layer: string;
  id: string;
  name: string;
  area_m2: number;
  properties: Record<string, unknown>;
}
export interface Place {
  lon: number;
  lat: number;
  zoom: number;
}

function thingOf(feature: FeatureLike): Thing {
  const properties = feature.getProperties() as Record<string, unknown>;
  const { layer, id, name, area_m2, plots } = properties;
  return { layer: String(layer), id: String(id ?? plots ?? ""), name: String(name ?? ""), area_m2: Number(area_m2 ?? 0), properties };
}

/** Plots lie under supplies, supplies under what is left: the one that is drawn last is meant by a click. */
const above = ["residual", "supplies", "plots"];

export class Chart {
  private readonly map: Map;
  private readonly layer: VectorTileLayer;
  private readonly drawn = new VectorSource();
  private draw: Draw | null = null;

  constructor(
    target: HTMLElement,
    private readonly info: MapInfo,
    private readonly grid: Grid,
    private readonly look: () => Look,
    words: { zoomIn: string; zoomOut: string },
    events: { moved: (place: Place) => void; clicked: (things: Thing[]) => void; drawn: () => void },
  ) {
    const projection = projectionOf(grid);
    this.layer = new VectorTileLayer({ style: (feature) => styleOf(feature, this.look()), declutter: false });
    this.map = new Map({
      target,
      controls: [new Zoom({ zoomInTipLabel: words.zoomIn, zoomOutTipLabel: words.zoomOut }), new ScaleLine(), new Attribution({ collapsible: false })],
      layers: [...this.base(), this.layer, new VectorLayer({ source: this.drawn, style: { "stroke-color": "#b3261e", "stroke-width": 2, "stroke-line-dash": [6, 4], "fill-color": "#b3261e1a" } })],
      // The resolutions of the view are those of the tiles, so that one zoom is one zoom in both.
      view: new View({ projection, resolutions: tileGridOf(grid).getResolutions(), minZoom: 4, maxZoom: 21, constrainResolution: false }),
    });
    this.map.on("moveend", () => {
      const place = this.place();
      if (place) events.moved(place);
    });
    this.map.on("rendercomplete", events.drawn);
    this.map.on("singleclick", (event) => {
      if (!this.draw) events.clicked(this.thingsAt(event.pixel));
    });
  }

  private base(): TileLayer<XYZ>[] {
    const base = this.info.base_map;
    if (!base) return [];
    const grid = base.grid as Grid;
    const source = new XYZ({ url: base.url, projection: projectionOf(grid), tileGrid: tileGridOf(grid), attributions: base.credit ? [textOnly(base.credit)] : [] });
    return [new TileLayer({ source })];
  }

  /** Other tiles: another day, another knowledge. */
  ask(tileUrl: string): void {
    this.layer.setSource(new VectorTileSource({ format: new MVT(), projection: projectionOf(this.grid), tileGrid: tileGridOf(this.grid), url: tileUrl, wrapX: false }));
  }
  redraw(): void {
    this.layer.changed();
  }

  showAll(): void {
    const extent = this.info.extent;
    if (!extent) return;
    const box = transformExtent([extent.west!, extent.south!, extent.east!, extent.north!], "EPSG:4490", projectionOf(this.grid));
    this.map.getView().fit(box, { size: this.map.getSize(), padding: [30, 30, 30, 30], maxZoom: 18 });
  }
  /** Brings a thing that is in sight to the middle, near enough to see its outline. */
  show(thing: Thing): void {
    const view = this.map.getView();
    const parts = this.layer.getFeaturesInExtent(view.calculateExtent(this.map.getSize())).filter((part) => part.get("layer") === thing.layer && part.get("id") === thing.id);
    const box = createEmpty();
    for (const part of parts) extend(box, part.getGeometry()!.getExtent());
    if (!isEmpty(box)) view.fit(box, { size: this.map.getSize(), padding: [60, 60, 60, 60], maxZoom: 17 });
  }
  go({ lon, lat, zoom }: Place): void {
    this.map.getView().setCenter(placed(this.grid, [lon, lat]));
    this.map.getView().setZoom(zoom);
  }
  place(): Place | null {
    const centre = this.map.getView().getCenter();
    const zoom = this.map.getView().getZoom();
    if (!centre || zoom === undefined) return null;
    const [lon = 0, lat = 0] = lonLatOf(this.grid, centre);
    return { lon, lat, zoom };
  }

  private thingsAt(pixel: number[]): Thing[] {
    const found = this.map.getFeaturesAtPixel(pixel, { hitTolerance: 2 }).map(thingOf);
    return distinct(found).sort((a, b) => above.indexOf(a.layer) - above.indexOf(b.layer));
  }
  /** What the screen shows now, for those who do not use a mouse; plots and supplies only, by id. */
  inSight(): Thing[] {
    const view = this.map.getView();
    const look = this.look();
    const features = this.layer.getFeaturesInExtent(view.calculateExtent(this.map.getSize()));
    const shown = features.filter((feature) => look.layers[String(feature.get("layer"))] && inPlace(feature.getProperties(), look.place));
    return distinct(shown.map(thingOf)).filter((thing) => thing.layer !== "residual").sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** What is seen, in degrees: west, south, east, north. */
  box(): number[] | null {
    const size = this.map.getSize();
    return size ? transformExtent(this.map.getView().calculateExtent(size), projectionOf(this.grid), "EPSG:4490", 8) : null;
  }

  /** Draws a line or an outline and says how long or large it is in the belt's plane; a double click ends it. */
  measure(kind: Measured["kind"], belt: Grid, told: (what: Measured) => void): void {
    this.endMeasure();
    this.draw = new Draw({ source: this.drawn, type: kind === "length" ? "LineString" : "Polygon" });
    this.draw.on("drawstart", () => this.drawn.clear());
    this.draw.on("drawend", ({ feature }) => {
      const geometry = feature.getGeometry() as LineString | Polygon;
      const points = kind === "length" ? (geometry as LineString).getCoordinates() : (geometry as Polygon).getCoordinates()[0]!.slice(0, -1);
      told(measured(kind, points.map((place) => placed(belt, lonLatOf(this.grid, place)))));
    });
    this.map.addInteraction(this.draw);
  }
  endMeasure(): void {
    if (this.draw) this.map.removeInteraction(this.draw);
    this.draw = null;
    this.drawn.clear();
  }

  close(): void {
    this.map.setTarget(undefined);
  }
}

/** A thing on several tiles is one thing. */
function distinct(things: Thing[]): Thing[] {
  const seen = new Set<string>();
  return things.filter(({ layer, id, area_m2 }) => {
    const key = `${layer} ${id} ${layer === "residual" ? area_m2 : ""}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** OpenLayers reads a credit as HTML; ours is text. */
function textOnly(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
