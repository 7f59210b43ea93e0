// Long work that the server does by itself: followed by server-sent events, so that a page shows how far it is, may be
// left, and finds it again. A server that does not work so answers at once instead; both are taken.
import { send } from "@/api/client";
import type { ImportedFile, Text } from "@/api/types";

export interface Work {
  id: string;
  kind: string;
  name: string;
  state: "waiting" | "running" | "done" | "failed";
  step: string;
  done: number;
  total: number | null;
  begun_at: string;
  ended_at: string | null;
  result: ImportedFile | null;
  problem: { code: string; text: Text } | null;
}

export const isOver = ({ state }: Work) => state === "done" || state === "failed";
/** How far a step is, 0 to 1; nothing where nobody knows how much there is. */
export const share = ({ done, total }: Work) => (total ? Math.min(1, done / total) : null);

/** The JSON of an event, if it is a work. */
export function readWork(data: string): Work | null {
  try {
    const work = JSON.parse(data) as Work;
    return typeof work?.id === "string" && typeof work.state === "string" ? work : null;
  } catch {
    return null;
  }
}

const kAgain = 1000;
async function ask(id: string): Promise<Work> {
  return (await (await send("GET", `/api/v1/work/${encodeURIComponent(id)}`)).json()) as Work;
}

/** Tells of every change until the work is over; an event stream that cannot be had is replaced by asking. */
export async function follow(id: string, told: (work: Work) => void): Promise<Work> {
  let last: Work | null = null;
  await new Promise<void>((over) => {
    const events = new EventSource(`/api/v1/work/${encodeURIComponent(id)}/events`);
    const end = () => {
      events.close();
      over();
    };
    events.addEventListener("work", (event) => {
      const work = readWork((event as MessageEvent<string>).data);
      if (!work) return;
      last = work;
      told(work);
      if (isOver(work)) end();
    });
    events.onerror = () => {
      if (events.readyState === EventSource.CLOSED) end();
    };
  });
  let work = last ?? (await ask(id));
  while (!isOver(work)) {
    await new Promise((later) => setTimeout(later, kAgain));
    work = await ask(id);
    told(work);
  }
  return work;
}

/** Work of mine that the server knows, begun last first; nothing from a server that keeps none. */
export async function knownWork(): Promise<Work[]> {
  try {
    const answer = (await (await send("GET", "/api/v1/work")).json()) as { work?: Work[] };
    return answer.work ?? [];
  } catch {
    return [];
  }
}
