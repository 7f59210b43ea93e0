// Who is asking, and what the rights table lets them do.
import { defineStore } from "pinia";
import { computed, ref } from "vue";
import { api, around } from "@/api/client";
import type { Session } from "@/api/types";

export const useSession = defineStore("session", () => {
  const session = ref<Session | null>(null);

  function take(next: Session): void {
    session.value = next;
    around.csrf = next.csrf ?? "";
  }
  async function load(): Promise<void> {
    take(await api.get("/api/v1/session"));
  }
  async function logIn(login: string, password: string): Promise<void> {
    take(await api.post("/api/v1/session", { body: { login, password } }));
  }
  async function setUp(body: { code: string; login: string; name: string; password: string }): Promise<void> {
    take(await api.post("/api/v1/setup", { body }));
  }
  async function logOut(): Promise<void> {
    await api.delete("/api/v1/session");
    forget();
  }
  function forget(): void {
    if (session.value) take({ ...session.value, state: "out", person: undefined, rights: undefined, csrf: "" });
  }

  return {
    session,
    state: computed(() => session.value?.state ?? "out"),
    person: computed(() => session.value?.person),
    mustChange: computed(() => session.value?.person?.must_change === true),
    today: computed(() => session.value?.today ?? ""),
    seesAll: computed(() => session.value?.person?.roles.some((role) => role !== "township" && role !== "zone") === true),
    may: (action: string) => session.value?.rights?.[action] !== undefined,
    proposes: (action: string) => session.value?.rights?.[action] === "proposes",
    load,
    logIn,
    setUp,
    logOut,
    forget,
  };
});
