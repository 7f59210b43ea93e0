import type { ImportedFile, Problem } from "@/api/types";
import type { Work } from "@/lib/work";
import type { Said } from "./mapping";

/** One file on its way into the book. */
export interface Job {
  number: number;
  file: File;
  kind: string;
  asOf: string;
  approval: string;
  /** What somebody said of its sheets: it stands before what their headings mean. */
  said: Said[];
  state: "checking" | "checked" | "taking" | "taken" | "refused";
  /** How far the server is with it. */
  work: Work | null;
  report: ImportedFile | null;
  problem: Problem | null;
}

/** What a file can be called when it is not recognised; "official" is never detected. */
export const kinds = [
  "approval", "plot", "portion", "supply", "link", "offer", "decision", "progress", "expropriation", "site_readiness",
  "idle", "stocklist", "withdrawal", "baseline", "task_split", "county_ledger", "reserve", "official",
];
