// What every screen obeys and the address bar holds: the day, the knowledge, the counting basis, the area unit, the
// language and the division. A link shows the same thing to a colleague. What is not in the address has its default.
import { computed, reactive } from "vue";
import { type LocationQueryRaw, type RouteLocationRaw, useRoute, useRouter } from "vue-router";
import { type AreaUnit, areaText } from "@/lib/area";

export type Counting = "official" | "signed";
export interface ViewState {
  as_of: string;
  known_at: string;
  counting: Counting;
  area: AreaUnit;
  lang: "zh" | "en";
  division: string;
}
const defaults: ViewState = { as_of: "", known_at: "", counting: "official", area: "ha", lang: "zh", division: "" };
const names = Object.keys(defaults) as (keyof ViewState)[];

function clean(state: Partial<ViewState>): LocationQueryRaw {
  const query: LocationQueryRaw = {};
  for (const name of names) if (state[name] && state[name] !== defaults[name]) query[name] = state[name];
  return query;
}

export function useView() {
  const route = useRoute();
  const router = useRouter();
  const read = (name: keyof ViewState) => {
    const value = route.query[name];
    return typeof value === "string" ? value : "";
  };
  const state = computed<ViewState>(() => ({
    as_of: read("as_of"),
    known_at: read("known_at"),
    counting: read("counting") === "signed" ? "signed" : "official",
    area: read("area") === "mu" ? "mu" : read("area") === "m2" ? "m2" : "ha",
    lang: read("lang") === "en" ? "en" : "zh",
    division: read("division"),
  }));

  return reactive({
    state,
    /** The parameters that figures obey; also the key by which a screen knows that it must ask again. */
    query: computed(() => ({
      as_of: state.value.as_of || undefined,
      known_at: state.value.known_at || undefined,
      counting: state.value.counting,
    })),
    /** The first six digits of the division switch and the zone behind the colon, if one is chosen. */
    place: computed(() => {
      const [division = "", zone = ""] = state.value.division.split(":");
      return { division, zone };
    }),
    set(change: Partial<ViewState>): void {
      const other = Object.fromEntries(Object.entries(route.query).filter(([name]) => !names.includes(name as never)));
      void router.replace({ path: route.path, query: { ...other, ...clean({ ...state.value, ...change }) } });
    },
    /** A place in the pages with the whole view kept. */
    link(path: string, query: Record<string, string | undefined> = {}): RouteLocationRaw {
      const more = Object.fromEntries(Object.entries(query).filter(([, value]) => value));
      return { path, query: { ...clean(state.value), ...more } };
    },
    area(m2: number | null | undefined): string {
      return m2 === null || m2 === undefined ? "–" : areaText(m2, state.value.area);
    },
  });
}
