// A server that is busy for a moment is asked again by what only reads, and by nothing else.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { send } from "./client";

let server: Server;
let url = "";
let asked: string[] = [];
let busy = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.method ?? "");
    if (busy > 0) {
      --busy;
      response.writeHead(503, { "Retry-After": "0.02", "Content-Type": "application/problem+json" });
      response.end(JSON.stringify({ type: "urn:panhuo:VIEW_PREPARING", title: "VIEW_PREPARING", status: 503, code: "VIEW_PREPARING", detail: "", text: { zh: "", en: "" } }));
      return;
    }
    response.end("here");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => { server.close(); });

const ask = async (method: string, times: number, init: RequestInit = {}) => {
  asked = [];
  busy = times;
  return (await send(method, url, init)).text();
};

it("asks again when the server says when", async () => {
  expect(await ask("GET", 3)).toBe("here");
  expect(asked).toEqual(["GET", "GET", "GET", "GET"]);
});

it("never says anything twice", async () => {
  await expect(ask("POST", 1)).rejects.toMatchObject({ problem: { code: "VIEW_PREPARING" } });
  expect(asked).toEqual(["POST"]);
});

it("gives up in the end, and at once when the page is left", async () => {
  await expect(ask("GET", 100)).rejects.toMatchObject({ problem: { code: "VIEW_PREPARING" } });
  expect(asked.length).toBe(30);
  const left = new AbortController();
  setTimeout(() => { left.abort(); }, 30);
  await expect(ask("GET", 1000, { signal: left.signal })).rejects.toMatchObject({ name: "AbortError" });
  expect(asked.length).toBeLessThan(10);
  busy = 0;
});
