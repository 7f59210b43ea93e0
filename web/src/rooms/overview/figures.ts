// Where a figure of a stock opens. The interface has no list of postings yet, so only what the ledger lists is a link:
// a link whose sum is not the figure would be worse than none.
import type { RouteLocationRaw } from "vue-router";
import type { useView } from "@/state/view";

export function figureLink(view: ReturnType<typeof useView>, stock: "unsupplied" | "idle", figure: string): RouteLocationRaw | undefined {
  if (stock === "idle" && figure === "balance") return view.link("/ledger", { status: "supplied.idle", kind: "supply" });
  return undefined;
}
