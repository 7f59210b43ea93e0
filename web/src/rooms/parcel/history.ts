// What a version of a record changed against the one before it.
import type { Version } from "@/api/types";

export interface Change {
  field: string;
  before: string;
  after: string;
}

export function shownValue(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

export function changesBetween(before: Record<string, unknown> = {}, after: Record<string, unknown> = {}): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map((field) => ({ field, before: shownValue(before[field]), after: shownValue(after[field]) }))
    .filter((change) => change.before !== change.after);
}

/** The version that was in force when this one was said: the last one before it that was not turned down. */
export function versionBefore(history: Version[], version: Version): Version | undefined {
  const at = history.indexOf(version);
  return history
    .slice(0, at)
    .reverse()
    .find((each) => each.kind === version.kind && each.key === version.key && each.state === "approved");
}
