// What GET /due lists (the document of `panhuo watch --json`).
import type { Finding, Text } from "@/api/types";

export interface DueParcel {
  id: string;
  kind: "plot" | "portion" | "supply";
  name: string;
  division: string;
  zone: string;
  township: string;
  approval: string;
  area_m2: number | null;
  status: string;
  unit: string;
  holder: string;
}
export type DueState = "overdue" | "passed" | "urgent" | "soon" | "ahead" | "undated";
export interface DueItem extends DueParcel {
  what: string;
  title: Text;
  due: string | null;
  days: number | null;
  first_warning: string | null;
  second_warning: string | null;
  state: DueState;
  missing: string[];
  finding: Finding;
}
export interface DueGate extends DueParcel {
  route: string;
  gates: { gate: string; state: "met" | "open" | "unknown"; finding: Finding }[];
}

/** Most pressing first, as the server sorts them. */
export const dueStates: DueState[] = ["overdue", "passed", "urgent", "soon", "ahead", "undated"];
export const dueTone: Record<DueState, string> = { overdue: "bad", passed: "risk", urgent: "risk", soon: "", ahead: "", undated: "" };

/** Of the division the switch stands on, or of its zone; a unit or a name; a state. */
export function matching<T extends DueParcel & { state?: DueState }>(items: T[], place: { division: string; zone: string }, words: string, state: string): T[] {
  const wanted = words.trim();
  return items.filter(
    (item) =>
      (!place.division || item.division === place.division) &&
      (!place.zone || item.zone === place.zone) &&
      (!state || item.state === state) &&
      (!wanted || `${item.unit} ${item.name} ${item.id} ${item.approval} ${item.township}`.includes(wanted)),
  );
}
