// Where things stand on the page, as the address bar names them (#article-…): one rule for those who link and those
// who are linked to. A link may be given to a colleague; it opens what is closed and clears a search that hides it.
import { type InjectionKey, type Ref, inject, ref } from "vue";

export const articleAnchor = (id: string): string => `article-${id}`;
export const parameterAnchor = (id: string): string => `parameter-${id}`;
export const tableAnchor = (book: string, id: string, from: string): string => `table-${book}-${id}-${from}`;
/** `row` as an article names what rests on it: "TABLE/ROW". */
export function rowAnchor(book: string, row: string, from: string): string {
  const slash = row.indexOf("/");
  return `${tableAnchor(book, row.slice(0, slash), from)}${row.slice(slash)}`;
}

/** The anchor that was gone to last, and how to go to one. */
export interface Place {
  at: Ref<string>;
  go: (anchor: string) => void;
}
export const placeKey: InjectionKey<Place> = Symbol("place");
export function usePlace(): Place {
  return inject(placeKey, { at: ref(""), go: () => {} });
}
