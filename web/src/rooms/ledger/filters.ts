// What the list can be narrowed by, as the interface names it.
export const filterNames = ["kind", "status", "route", "cause", "judgement", "severity", "township", "zone", "unit", "approval", "q"] as const;

/** Closed lists, offered as choices; the others come from groups and from the search box. */
export const choices: Record<string, { group: "kind" | "account" | "route" | "cause" | "judgement" | "severity"; codes: string[] }> = {
  kind: { group: "kind", codes: ["plot", "portion", "supply"] },
  status: {
    group: "account",
    codes: [
      "unsupplied", "unsupplied.stage_unknown", "unsupplied.unexpropriated", "unsupplied.expropriated", "unsupplied.ready", "unsupplied.in_process", "recovered",
      "supplied", "supplied.unreported", "supplied.undelivered", "supplied.delivered", "supplied.started", "supplied.stalled", "supplied.finished", "supplied.idle", "closed",
    ],
  },
  route: {
    group: "route",
    codes: ["expropriate", "prepare_site", "supply", "allocate_manager", "complete_papers", "reoffer", "withdraw", "adjust", "record_backfill", "idle_procedure", "needs_facts"],
  },
  cause: {
    group: "cause",
    codes: [
      "compensation_unpaid", "demolition_unfinished", "site_not_ready", "gate_open", "project_not_landed", "plan_changed", "in_procedure", "failed_sale", "used_without_supply",
      "taken_along", "corner", "collective_use", "dispute", "mortgaged_reserve", "not_recorded", "other", "unknown",
    ],
  },
  judgement: {
    group: "judgement",
    codes: ["start_unknown", "start_overdue", "idle_by_law", "idle_may", "idle_recognised", "finish_overdue", "lapse_due", "withdrawable", "gate_open", "gate_closed", "facts_missing", "not_due"],
  },
  severity: { group: "severity", codes: ["error", "warning", "info"] },
};
