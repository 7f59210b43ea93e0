// Loading for a screen: asks again when what it depends on changes, drops answers that come too late, keeps the old
// figures on screen while the new ones are under way, and asks once more where the server is still making newer ones.
import { onScopeDispose, ref, shallowRef, watch } from "vue";
import { ApiProblem, around } from "@/api/client";
import type { Problem } from "@/api/types";

export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  const message = error instanceof Error ? error.message : String(error);
  const text = { zh: `页面出错：${message}。请刷新；仍然出错请把这句话告诉管理员。`, en: `The page failed: ${message}. Reload; if it stays, tell the administrator.` };
  return { type: "urn:panhuo:PAGE", title: "PAGE", status: 0, code: "PAGE", detail: text.zh, text };
}

/** After how long to ask again, in ms: a county is renewed in less. */
const kRenewal = 1000;

export function useLoad<T>(ask: (signal: AbortSignal) => Promise<T>, depends: () => unknown) {
  const data = shallowRef<T | null>(null);
  const problem = ref<Problem | null>(null);
  const busy = ref(false);
  let running: AbortController | null = null;
  let later: ReturnType<typeof setTimeout> | undefined;

  async function again(): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    clearTimeout(later);
    busy.value = true;
    const renewing = around.renewing;
    try {
      const answer = await ask(mine.signal);
      if (running !== mine) return;
      if (around.renewing !== renewing) later = setTimeout(() => void again(), kRenewal);
      data.value = answer;
      problem.value = null;
    } catch (error) {
      if (running === mine && !mine.signal.aborted) problem.value = problemOf(error);
    } finally {
      if (running === mine) busy.value = false;
    }
  }
  watch(() => JSON.stringify(depends()), () => void again(), { immediate: true });
  onScopeDispose(() => {
    clearTimeout(later);
    running?.abort();
  });
  return { data, problem, busy, again };
}

/** For a button: runs once at a time, keeps the problem. */
export function useDeed() {
  const problem = ref<Problem | null>(null);
  const busy = ref(false);
  async function run<T>(deed: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined;
    busy.value = true;
    problem.value = null;
    try {
      return await deed();
    } catch (error) {
      problem.value = problemOf(error);
      return undefined;
    } finally {
      busy.value = false;
    }
  }
  return { problem, busy, run };
}

/** An id that makes a writing command exactly-once even if the answer is lost and the button pressed again. */
export function commandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `web-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
