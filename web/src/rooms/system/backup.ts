// How old a backup is, in words' terms, and when that is too old.
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Without a schedule: a week of work lost is more than an office can enter again. */
const OLD_DAYS = 7;

export interface Age {
  unit: "minutes" | "hours" | "days";
  n: number;
}

/** Whole minutes below an hour, hours below two days, days from there; never below zero. */
export function ageOf(instant: string, now: number): Age {
  const gone = Math.max(0, now - Date.parse(instant));
  if (gone < HOUR) return { unit: "minutes", n: Math.floor(gone / 60_000) };
  if (gone < 2 * DAY) return { unit: "hours", n: Math.floor(gone / HOUR) };
  return { unit: "days", n: Math.floor(gone / DAY) };
}

/** None at all, two of the schedule's turns missed, or a week without a schedule. */
export function isOld(last: string | null, everyHours: number | null, now: number): boolean {
  if (!last) return true;
  return now - Date.parse(last) > (everyHours ? 2 * everyHours * HOUR : OLD_DAYS * DAY);
}

export function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
