// The lines that the division switch offers, as the last status told them. The first is the default and has the empty key.
import { defineStore } from "pinia";
import { computed, ref } from "vue";
import type { Status } from "@/api/types";
import { useSession } from "./session";

interface Line {
  key: string;
  name: string;
  zone: boolean;
}

export const useDivisions = defineStore("divisions", () => {
  const told = ref<Line[]>([]);
  const session = useSession();
  return {
    lines: computed<Line[]>(() => (told.value.length ? told.value : [{ key: "", name: session.session?.store?.name ?? "", zone: false }])),
    learn(status: Status): void {
      // Bands of years come last; they are no places to switch to.
      told.value = status.divisions.filter(({ kind }) => kind !== "vintage").map(({ division, name, kind }, at) => ({
        key: at === 0 ? "" : kind === "zone" ? `${division}:${name}` : division,
        name,
        zone: kind === "zone",
      }));
    },
    pick(status: Status, key: string): Status["divisions"][number] | undefined {
      const at = told.value.findIndex((line) => line.key === key);
      return status.divisions[at < 0 ? 0 : at];
    },
  };
});
