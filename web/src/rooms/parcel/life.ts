// The life line of land, 批-征-储-供-交-建-验: for each stage the first day on which the book says that it was reached,
// and the entry that says so. A stage of which nothing is said has no day: silence is not a no.
import type { Posting, Version } from "@/api/types";

export const stages = ["approved", "expropriated", "reserved", "supplied", "delivered", "started", "accepted"] as const;
export type StageName = (typeof stages)[number];
export interface Stage {
  name: StageName;
  on: string | null;
  entry: string;
}

interface Said {
  name: StageName;
  on: unknown;
  entry: string;
}

/** What the ledger moved there. */
function posted({ on, from, to, entry }: Posting): Said[] {
  const reached: [StageName, boolean][] = [
    ["approved", from.account === "approved"],
    ["expropriated", /^unsupplied\.(expropriated|ready|in_process)$/.test(to.account) && from.account !== "approved"],
    ["supplied", to.account.startsWith("supplied.") && !from.account.startsWith("supplied.")],
    ["delivered", to.account === "supplied.delivered"],
    ["started", to.account === "supplied.started"],
    ["accepted", to.account === "supplied.finished"],
  ];
  return reached.filter(([, is]) => is).map(([name]) => ({ name, on, entry }));
}

/** What the records say of days that move no area. */
function recorded({ kind, record = {}, entry }: Version): Said[] {
  const says = (name: StageName, on: unknown): Said => ({ name, on, entry });
  switch (kind) {
    case "approval":
      return [says("approved", record.approved_on)];
    case "expropriation":
      return [says("expropriated", record.on)];
    case "reserve":
      return [says("reserved", record.in_reserve_on)];
    case "supply":
      return [says("supplied", record.signed_on), says("delivered", record.actual_delivery), says("started", record.actual_start), says("accepted", record.actual_finish)];
    case "progress": {
      const names: Record<string, StageName> = { delivered: "delivered", delivery: "delivered", started: "started", finished: "accepted", accepted: "accepted" };
      const name = names[String(record.event)];
      return name ? [says(name, record.on)] : [];
    }
    default:
      return [];
  }
}

export function lifeLine(postings: readonly Posting[], history: readonly Version[]): Stage[] {
  const holds = new Map<string, Version>();
  for (const version of history) {
    if (version.state !== "approved") continue;
    if (version.change === "retract") holds.delete(`${version.kind}\n${version.key}`);
    else holds.set(`${version.kind}\n${version.key}`, version);
  }
  const all = [...postings.flatMap(posted), ...[...holds.values()].flatMap(recorded)].filter((said): said is Said & { on: string } => typeof said.on === "string" && said.on !== "");
  return stages.map((name) => {
    const first = all.filter((said) => said.name === name).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0];
    return { name, on: first?.on ?? null, entry: first?.entry ?? "" };
  });
}
