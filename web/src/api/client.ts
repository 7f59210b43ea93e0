// The one place that talks to the server: typed by the interface's own description, errors as ApiProblem.
import type { paths } from "./schema";
import type { Problem } from "./types";

type Method = "get" | "post" | "put" | "delete";
type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends { [K in M]: object } ? P : never;
}[keyof paths];
type Operation<P extends keyof paths, M extends Method> = paths[P] extends { [K in M]: infer O } ? O : never;
type Query<O> = O extends { parameters: { query?: infer Q } } ? Q : undefined;
type PathWords<O> = O extends { parameters: { path: infer W } } ? W : undefined;
type Body<O> = O extends { requestBody: { content: { "application/json": infer B } } } ? B : undefined;
type JsonOf<R> = R extends { content: { "application/json": infer J } } ? J : never;
type Answer<O> = O extends { responses: infer R }
  ? R extends { 200: infer A; 201: infer B }
    ? JsonOf<A> | JsonOf<B>
    : R extends { 200: infer A }
      ? JsonOf<A>
      : R extends { 201: infer B }
        ? JsonOf<B>
        : undefined
  : never;

interface Ask<O> {
  query?: Query<O>;
  path?: PathWords<O>;
  body?: Body<O>;
  signal?: AbortSignal;
}

export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/**
 * What happens around every call: the token for writing, a session that has ended, and how many answers said that
 * somebody wrote since and newer figures are being made.
 */
export const around = { csrf: "", renewing: 0, onLoggedOut: () => {} };

export function address(path: string, query: object = {}, words: object = {}): string {
  let out = path;
  for (const [name, value] of Object.entries(words)) out = out.replace(`{${name}}`, encodeURIComponent(String(value)));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${out}?${text}` : out;
}

const unreachable: Problem = {
  type: "urn:panhuo:UNREACHABLE",
  title: "UNREACHABLE",
  status: 0,
  code: "UNREACHABLE",
  detail: "连不上服务程序。请确认运行 panhuo serve 的电脑开着、网络通着，然后刷新。",
  text: {
    zh: "连不上服务程序。请确认运行 panhuo serve 的电脑开着、网络通着，然后刷新。",
    en: "The server does not answer. See that the computer running panhuo serve is on and reachable, then reload.",
  },
};

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    const text = { zh: `服务程序答复 ${response.status}，没有说明。`, en: `The server answered ${response.status} without saying why.` };
    return { type: "urn:panhuo:UNEXPLAINED", title: "UNEXPLAINED", status: response.status, code: "UNEXPLAINED", detail: text.zh, text };
  }
}

const MOST_TRIES = 30;

function pause(seconds: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const left = () => { clearTimeout(timer); reject(new DOMException("left", "AbortError")); };
    const timer = setTimeout(() => { signal?.removeEventListener("abort", left); resolve(); }, seconds * 1000);
    signal?.addEventListener("abort", left, { once: true });
  });
}

/** A server that is busy for a moment (a book being opened after somebody wrote) says when to come again: what only reads does. */
async function patient(url: string, init: RequestInit): Promise<Response> {
  for (let tries = 1; ; ++tries) {
    const response = await fetch(url, init);
    const wait = Number(response.headers.get("Retry-After"));
    if (init.method !== "GET" || response.status !== 503 || !(wait > 0) || tries === MOST_TRIES) return response;
    await pause(wait, init.signal);
  }
}

export async function send(method: string, url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (method !== "GET" && around.csrf) headers.set("X-CSRF-Token", around.csrf);
  let response: Response;
  try {
    response = await patient(url, { ...init, method, headers, credentials: "same-origin" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiProblem(unreachable);
  }
  if (response.headers.has("Panhuo-Renewing")) ++around.renewing;
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (response.status === 401 && !url.startsWith("/api/v1/session")) around.onLoggedOut();
  throw new ApiProblem(problem);
}

async function call<P extends keyof paths, M extends Method>(
  method: M,
  path: P,
  ask: Ask<Operation<P, M>>,
): Promise<Answer<Operation<P, M>>> {
  const init: RequestInit = { signal: ask.signal };
  if (ask.body !== undefined) {
    init.body = JSON.stringify(ask.body);
    init.headers = { "Content-Type": "application/json" };
  }
  const url = address(path, (ask.query ?? {}) as object, (ask.path ?? {}) as object);
  const response = await send(method.toUpperCase(), url, init);
  if (response.status === 204) return undefined as Answer<Operation<P, M>>;
  return (await response.json()) as Answer<Operation<P, M>>;
}

export const api = {
  get: <P extends PathsWith<"get">>(path: P, ask: Ask<Operation<P, "get">> = {}) => call("get", path, ask),
  post: <P extends PathsWith<"post">>(path: P, ask: Ask<Operation<P, "post">> = {}) => call("post", path, ask),
  put: <P extends PathsWith<"put">>(path: P, ask: Ask<Operation<P, "put">> = {}) => call("put", path, ask),
  delete: <P extends PathsWith<"delete">>(path: P, ask: Ask<Operation<P, "delete">> = {}) => call("delete", path, ask),
};
