// Views of the ledger that a person keeps under a name: filters, order and grouping. They are a convenience of this
// browser, kept for each login apart; what is read back is checked, since anybody at the machine can write there.
import { filterNames } from "./filters";

export interface SavedView {
  name: string;
  query: Record<string, string>;
}

const kept: readonly string[] = [...filterNames, "sort", "group"];
export const MOST = 30;
export const LONGEST = 40;

export function queryOf(all: Record<string, unknown>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of kept) {
    const value = all[name];
    if (typeof value === "string" && value && value.length <= 200) out[name] = value;
  }
  return out;
}

export function readViews(text: string | null): SavedView[] {
  let list: unknown;
  try {
    list = JSON.parse(text ?? "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(list)) return [];
  const good = list.filter((each): each is SavedView => typeof each?.name === "string" && each.name !== "" && each.name.length <= LONGEST && typeof each.query === "object" && each.query !== null);
  return good.slice(0, MOST).map(({ name, query }) => ({ name, query: queryOf(query) }));
}

/** A name used before takes the new view; beyond the limit the oldest goes. */
export function withView(views: SavedView[], name: string, query: Record<string, unknown>): SavedView[] {
  const clean = name.trim().slice(0, LONGEST);
  if (!clean) return views;
  return [...views.filter((each) => each.name !== clean), { name: clean, query: queryOf(query) }].slice(-MOST);
}

export const storageKey = (login: string) => `panhuo.ledger.views.${login}`;
