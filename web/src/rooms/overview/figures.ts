// Where a figure of a stock opens: the postings behind it, whose areas sum to it exactly.
import type { RouteLocationRaw } from "vue-router";
import type { useView } from "@/state/view";

export function figureLink(
  view: ReturnType<typeof useView>,
  stock: "unsupplied" | "idle",
  figure: string,
  more: Record<string, string> = {},
): RouteLocationRaw {
  return view.link("/items", { stock, figure, ...more });
}
