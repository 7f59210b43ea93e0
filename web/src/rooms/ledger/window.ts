// Rows of a long list, fetched page by page as they come into sight and kept for as long as the question is the same.
import { reactive, ref, shallowReactive, watch } from "vue";
import { api } from "@/api/client";
import type { Parcel, ParcelList, Problem } from "@/api/types";
import { problemOf } from "@/lib/load";

function ask(query: Record<string, string | number | undefined>, signal: AbortSignal) {
  return api.get("/api/v1/parcels", { query: query as never, signal });
}
const pageSize = 200;

export function useWindow(query: () => Record<string, string | undefined>) {
  const rows = shallowReactive(new Map<number, Parcel>());
  const sums = reactive({ total: 0, area_m2: 0, unsupplied_m2: 0 });
  const problem = ref<Problem | null>(null);
  const known = ref(false);
  let asked = new Set<number>();
  let generation = 0;
  let sight = { from: 0, to: 0 };
  let running = new AbortController();

  async function page(at: number): Promise<void> {
    if (asked.has(at)) return;
    asked.add(at);
    const mine = generation;
    try {
      const answer: ParcelList = await ask({ ...query(), offset: at * pageSize, limit: pageSize }, running.signal);
      if (mine !== generation) return;
      Object.assign(sums, { total: answer.total, area_m2: answer.area_m2, unsupplied_m2: answer.unsupplied_m2 });
      answer.parcels.forEach((row, index) => rows.set(at * pageSize + index, row));
      known.value = true;
      problem.value = null;
    } catch (error) {
      if (mine !== generation) return;
      asked.delete(at);
      problem.value = problemOf(error);
    }
  }
  /** Makes sure that the rows from..to are here or under way. */
  async function show(from: number, to: number): Promise<void> {
    sight = { from, to };
    const last = Math.floor(Math.max(from, to) / pageSize);
    const pages: Promise<void>[] = [];
    for (let at = Math.floor(from / pageSize); at <= last; ++at) pages.push(page(at));
    await Promise.all(pages);
  }
  async function again(): Promise<void> {
    generation += 1;
    running.abort();
    running = new AbortController();
    asked = new Set();
    rows.clear();
    await show(sight.from, sight.to);
  }
  watch(() => JSON.stringify(query()), () => {
    known.value = false;
    void again();
  }, { immediate: true });

  return reactive({ rows, sums, problem, known, show, again });
}
