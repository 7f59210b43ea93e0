import { afterEach, expect, test, vi } from "vitest";
import { follow, isOver, readWork, share, type Work } from "./work";

const work = (change: Partial<Work>): Work => ({
  id: "w1", kind: "import", name: "a.csv", state: "running", step: "reading", done: 0, total: null, begun_at: "", ended_at: null, result: null, problem: null, ...change,
});

class Events extends EventTarget {
  static CLOSED = 2;
  static last: Events;
  readyState = 1;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    super();
    Events.last = this;
  }
  close() { this.readyState = Events.CLOSED; }
  say(data: string) { this.dispatchEvent(new MessageEvent("work", { data })); }
}
afterEach(() => vi.unstubAllGlobals());

test("events are told in their order until the work is over", async () => {
  vi.stubGlobal("EventSource", Events);
  const told: string[] = [];
  const end = follow("w 1", ({ state, done }) => told.push(`${state} ${done}`));
  expect(Events.last.url).toBe("/api/v1/work/w%201/events");
  Events.last.say(JSON.stringify(work({ done: 10 })));
  Events.last.say("not a work");
  Events.last.say(JSON.stringify(work({ done: 20, state: "done" })));
  expect((await end).done).toBe(20);
  expect(told).toEqual(["running 10", "done 20"]);
  expect(Events.last.readyState).toBe(Events.CLOSED);
});

test("a stream that cannot be had is replaced by asking", async () => {
  vi.stubGlobal("EventSource", Events);
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(work({ state: "failed" }))));
  const end = follow("w1", () => {});
  Events.last.readyState = Events.CLOSED;
  Events.last.onerror?.();
  expect(isOver(await end)).toBe(true);
});

test("how far it is", () => {
  expect(share(work({ done: 1, total: 4 }))).toBe(0.25);
  expect(share(work({ done: 1 }))).toBeNull();
  expect(readWork("{}")).toBeNull();
});
