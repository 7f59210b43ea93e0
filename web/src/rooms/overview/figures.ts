// Where a figure of a stock opens: the ledger, filtered so that the sum of what it lists is the figure.
import type { RouteLocationRaw } from "vue-router";
import type { useView } from "@/state/view";

export function figureLink(
  view: ReturnType<typeof useView>,
  stock: "unsupplied" | "idle",
  figure: string,
  way?: string,
): RouteLocationRaw {
  return view.link("/items", { stock, figure, way });
}
