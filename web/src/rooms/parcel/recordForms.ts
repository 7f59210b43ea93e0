// The records an officer says by hand about one thing, with the fields a form shows first (src/land/fields.hpp).
export const recordForms: Record<string, string[]> = {
  progress: ["supply", "event", "on", "area_m2", "recorded_on", "work", "built_m2", "should_build_m2", "invested_yuan", "total_investment_yuan", "paper", "note"],
  link: ["supply", "plot", "area_m2", "note"],
  portion: ["plot", "number", "area_m2", "cause", "route", "responsible_unit", "responsible_person", "supporting_units", "intended_mode", "intended_use", "planned", "progress_text", "updated_on", "note"],
  expropriation: ["plot", "area_m2", "on", "village", "households", "payable_yuan", "paid_yuan", "paper", "note"],
  site_readiness: ["plot", "area_m2", "on", "works", "ready", "paper", "note"],
  offer: ["number", "plot", "area_m2", "from", "valid_until", "failed_on", "note"],
  withdrawal: ["number", "kind", "plot", "area_m2", "papers", "filed_on", "accepted_on", "reply_on", "marked_on", "note"],
  decision: ["number", "type", "supply", "plot", "area_m2", "on", "counted_on", "agreed_start", "document", "note"],
};

/** Closed lists of fields; shown as codes with their words where there are any. */
export const closedLists: Record<string, string[]> = {
  event: ["permit", "visit", "payment", "delivery", "no_delivery", "start", "no_start", "stop", "resume", "finish"],
  work: ["foundation_third", "pit_done", "all_piles", "support_piles", "clearing", "none"],
  mode: ["allocated", "agreement", "tender", "auction", "listing", "lease", "equity", "authorised"],
  intended_mode: ["allocated", "agreement", "tender", "auction", "listing", "lease", "equity", "authorised"],
};

export const isAreaField = (name: string) => name.endsWith("_m2");
export const isDayField = (name: string) => /(_on|_date|^on$|^planned$|^from$|_until$|^agreed_|^actual_|^idle_since$|^in_force_from$|^frozen_at$)/.test(name);
export const isFlag = (value: unknown) => typeof value === "boolean";

/** What a field's text becomes in the record; null takes the field away. */
export function valueOf(name: string, text: string, was: unknown): unknown {
  const clean = text.trim();
  if (clean === "") return was === undefined ? undefined : null;
  if (isAreaField(name) || name.endsWith("_yuan") || (typeof was === "number" && name !== "ordinal")) return Number(clean);
  if (isFlag(was) || name === "ready") return clean === "true";
  return clean;
}
