import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";
import { around } from "@/api/client";
import { useSession } from "@/state/session";
import { setLang } from "@/i18n";

declare module "vue-router" {
  interface RouteMeta {
    /** Rights of which one is enough to see the room; none: everybody who is in. */
    needs?: string[];
    /** Pages before the rooms: shown without rail and top bar. */
    gate?: "setup" | "out" | "password";
    /** Shows sums of whole divisions: not for those who see one township or zone only. */
    whole?: boolean;
    /** In the rail, with its message key. */
    rail?: string;
  }
}

const rooms: RouteRecordRaw[] = [
  { path: "/overview", meta: { rail: "overview", needs: ["read"], whole: true }, component: () => import("@/rooms/overview/OverviewRoom.vue") },
  { path: "/approvals", meta: { rail: "approvals", needs: ["read"], whole: true }, component: () => import("@/rooms/approvals/ApprovalsRoom.vue") },
  { path: "/ledger", meta: { rail: "ledger", needs: ["read"] }, component: () => import("@/rooms/ledger/LedgerRoom.vue") },
  { path: "/due", meta: { rail: "due", needs: ["read"] }, component: () => import("@/rooms/due/DueRoom.vue") },
  { path: "/map", meta: { rail: "map", needs: ["read"], whole: true }, component: () => import("@/rooms/map/MapRoom.vue") },
  { path: "/items", meta: { needs: ["read"], whole: true }, component: () => import("@/rooms/items/ItemsRoom.vue") },
  { path: "/parcel", meta: { needs: ["read"] }, component: () => import("@/rooms/parcel/ParcelRoom.vue") },
  { path: "/review", meta: { rail: "review", needs: ["settle"] }, component: () => import("@/rooms/review/ReviewRoom.vue") },
  { path: "/import", meta: { rail: "import", needs: ["import"] }, component: () => import("@/rooms/import/ImportRoom.vue") },
  { path: "/rulebook", meta: { rail: "rulebook", needs: ["rulebook"] }, component: () => import("@/rooms/rulebook/RulebookRoom.vue") },
  {
    path: "/system",
    meta: { rail: "system", needs: ["system_read", "people_read", "people_manage", "roles_grant", "audit_read", "verify"] },
    component: () => import("@/rooms/system/SystemRoom.vue"),
  },
];

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: "/setup", meta: { gate: "setup" }, component: () => import("@/rooms/gate/SetUpRoom.vue") },
    { path: "/login", meta: { gate: "out" }, component: () => import("@/rooms/gate/LogInRoom.vue") },
    { path: "/password", meta: { gate: "password" }, component: () => import("@/rooms/gate/PasswordRoom.vue") },
    ...rooms,
    { path: "/:rest(.*)*", component: () => import("@/rooms/gate/NowhereRoom.vue") },
  ],
});

/** The rooms that work for this person, in the order of the rail. */
export function openRooms(): { path: string; rail: string }[] {
  const session = useSession();
  return rooms.flatMap(({ path, meta }) =>
    meta?.rail && (!meta.whole || session.seesAll) && (meta.needs ?? []).some((right) => session.may(right)) ? [{ path, rail: meta.rail }] : [],
  );
}

router.beforeEach(async (to) => {
  setLang(to.query.lang === "en" ? "en" : "zh");
  const session = useSession();
  if (!session.session) await session.load();
  const lang = to.query.lang === "en" ? { lang: "en" } : {};
  const gate = session.state === "setup" ? "setup" : session.state === "out" ? "out" : session.mustChange ? "password" : null;
  if (gate) {
    if (to.meta.gate === gate) return true;
    const path = gate === "setup" ? "/setup" : gate === "out" ? "/login" : "/password";
    const back = to.meta.gate || to.path === "/" ? {} : { back: to.fullPath };
    return { path, query: { ...lang, ...back } };
  }
  // A password may be changed at any time; the other gates are behind whoever is in.
  if (to.path === "/" || to.meta.gate === "setup" || to.meta.gate === "out") {
    const back = typeof to.query.back === "string" && to.query.back.startsWith("/") && !to.query.back.startsWith("//") ? to.query.back : "";
    return back || { path: openRooms()[0]?.path ?? "/nothing", query: lang };
  }
  return true;
});

around.onLoggedOut = () => {
  useSession().forget();
  const now = router.currentRoute.value;
  if (!now.meta.gate) void router.push({ path: "/login", query: { back: now.fullPath } });
};
