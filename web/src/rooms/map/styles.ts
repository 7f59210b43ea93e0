// How a plot, a supply and a remnant look. Colour is never alone: the legend names each, the card says it in words, and
// supplies are outlines while plots are areas. The hues are told apart with red-green blindness, and printed grey.
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import type { FeatureLike } from "ol/Feature";

export type Colouring = "status" | "route";
export interface LegendLine {
  code: string;
  fill: string;
  line: string;
}

/** The first line whose code the value begins with; what nobody named is grey. */
const statuses: LegendLine[] = [
  { code: "unsupplied.stage_unknown", fill: "#f3d9a4", line: "#8a5a00" },
  { code: "unsupplied.unexpropriated", fill: "#e9a13b", line: "#8a5a00" },
  { code: "unsupplied.expropriated", fill: "#f6c667", line: "#8a5a00" },
  { code: "unsupplied.ready", fill: "#fff1a8", line: "#7a6a00" },
  { code: "unsupplied.in_process", fill: "#bcd9f5", line: "#1d5fbf" },
  { code: "supplied.idle", fill: "#e9a49e", line: "#b3261e" },
  { code: "supplied", fill: "#b8dcc6", line: "#1f6f43" },
  { code: "withdrawn", fill: "#d9d2e6", line: "#5b4b80" },
  { code: "lapsed", fill: "#d9d2e6", line: "#5b4b80" },
  { code: "closed", fill: "#e6e9ed", line: "#57606a" },
];
const routes: LegendLine[] = [
  { code: "expropriate", fill: "#e9a13b", line: "#8a5a00" },
  { code: "prepare_site", fill: "#f6c667", line: "#8a5a00" },
  { code: "supply", fill: "#bcd9f5", line: "#1d5fbf" },
  { code: "allocate_manager", fill: "#9fc3c9", line: "#1f5f6b" },
  { code: "complete_papers", fill: "#d6c3e8", line: "#5b4b80" },
  { code: "reoffer", fill: "#e8b7d0", line: "#8a2f5f" },
  { code: "withdraw", fill: "#e9a49e", line: "#b3261e" },
  { code: "adjust", fill: "#f2d3cf", line: "#b3261e" },
  { code: "record_backfill", fill: "#b8dcc6", line: "#1f6f43" },
  { code: "idle_procedure", fill: "#c9b7a4", line: "#5f4526" },
  { code: "needs_facts", fill: "#fff1a8", line: "#7a6a00" },
];
const remnants: LegendLine[] = [
  { code: "usable", fill: "#1d5fbf", line: "#1d5fbf" },
  { code: "strip", fill: "#8a2f5f", line: "#8a2f5f" },
  { code: "green", fill: "#1f6f43", line: "#1f6f43" },
  { code: "corner", fill: "#8a5a00", line: "#8a5a00" },
  { code: "noise", fill: "#57606a", line: "#57606a" },
];
const other: LegendLine = { code: "", fill: "#eef0f3", line: "#57606a" };

export const legends = { status: statuses, route: routes, remnant: remnants };

export function lineOf(kind: keyof typeof legends, code: string): LegendLine {
  return legends[kind].find((line) => code === line.code || code.startsWith(`${line.code}.`)) ?? other;
}

const made = new Map<string, Style>();
function style(fill: string, line: string, width: number, dash: number[] = []): Style {
  const key = `${fill} ${line} ${width} ${dash.join()}`;
  let found = made.get(key);
  if (!found) {
    found = new Style({ fill: new Fill({ color: fill }), stroke: new Stroke({ color: line, width, lineDash: dash }) });
    made.set(key, found);
  }
  return found;
}

export interface Look {
  colouring: Colouring;
  layers: Record<string, boolean>;
  chosen: string;
  place: { division: string; zone: string };
  routeOf: ReadonlyMap<string, string>;
}

/** Whether a thing lies in the division, or its zone, that the switch stands on; a piece may lie in several. */
export function inPlace(properties: Record<string, unknown>, place: Look["place"]): boolean {
  const among = (field: string, wanted: string) => !wanted || String(properties[field] ?? "").split(";").includes(wanted);
  return among("division", place.division) && among("zone", place.zone);
}

export function styleOf(feature: FeatureLike, look: Look): Style | undefined {
  const properties = feature.getProperties() as Record<string, unknown>;
  const layer = String(properties["layer"]);
  if (!look.layers[layer] || !inPlace(properties, look.place)) return undefined;
  const id = String(properties["id"] ?? "");
  if (layer === "residual") {
    const { fill, line } = lineOf("remnant", String(properties["class"]));
    return style(`${fill}59`, line, 1.5);
  }
  const chosen = id !== "" && id === look.chosen;
  if (layer === "supplies") return style("#ffffff01", chosen ? "#b3261e" : properties["standing"] === false ? "#57606a" : "#174d9c", chosen ? 4 : 2, [8, 4]);
  const { fill, line } = look.colouring === "route" ? lineOf("route", look.routeOf.get(id) ?? "") : lineOf("status", String(properties["status"] ?? ""));
  return style(`${fill}d9`, chosen ? "#b3261e" : line, chosen ? 4 : 1);
}
