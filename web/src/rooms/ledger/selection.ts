// Chosen rows with their sum. A portion lies inside its plot: with both chosen its area is added once.
import { computed, reactive, shallowReactive } from "vue";
import type { Parcel } from "@/api/types";
import { sumM2 } from "@/lib/area";

export function useSelection() {
  const chosen = shallowReactive(new Map<string, Parcel>());
  const plots = computed(() => new Set([...chosen.values()].filter((row) => row.kind === "plot").map((row) => row.id)));
  const added = computed(() => [...chosen.values()].filter((row) => row.kind !== "portion" || !plots.value.has(plotOf(row.id))));
  return reactive({
    chosen,
    rows: computed(() => [...chosen.values()]),
    area_m2: computed(() => sumM2(added.value.map((row) => row.area_m2))),
    unsupplied_m2: computed(() => sumM2(added.value.map((row) => row.unsupplied_m2))),
    set(row: Parcel, on: boolean): void {
      if (on) chosen.set(row.id, row);
      else chosen.delete(row.id);
    },
    clear: () => chosen.clear(),
  });
}

/** "…#b2#1" → "…#b2". */
export function plotOf(portion: string): string {
  const at = portion.lastIndexOf("#");
  return at < 0 ? portion : portion.slice(0, at);
}
