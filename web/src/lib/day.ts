// Days are ISO texts; these count between them without a time zone.
const perDay = 86_400_000;

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Days from `a` to `b`, negative when `b` lies before `a`. */
export function daysBetween(a: string, b: string): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / perDay);
}

/** "2026-11-24T19:50:21.469328Z" → "2026-11-25 03:50" in the book's zone (Asia/Shanghai has had no summer time since 1991). */
export function instantText(instant: string): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant;
  return new Date(time + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
}
