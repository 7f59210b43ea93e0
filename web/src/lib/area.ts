// Areas in three units without a floating point between the book and the screen.
//
// The book counts in 1/10,000 m² ("units"). The interface gives m² with at most four decimals, which a double holds
// exactly enough to be read back as an integer; from there all is integer arithmetic, rounded half away from zero as
// the program rounds (src/base/area). 1 亩 = 10,000/15 m².
export type AreaUnit = "ha" | "mu" | "m2";

const PER_M2 = 10_000n;

/** 1/10,000 m² in one unit, as a fraction. */
const ratio: Record<AreaUnit, { num: bigint; den: bigint }> = {
  ha: { num: PER_M2 * 10_000n, den: 1n },
  mu: { num: PER_M2 * 10_000n, den: 15n },
  m2: { num: PER_M2, den: 1n },
};

/** Decimals on screen; m² shows what it has, four at most. */
const places: Record<AreaUnit, number> = { ha: 4, mu: 2, m2: 4 };

export function unitsOf(m2: number): bigint {
  return BigInt(Math.round(m2 * 10_000));
}

export function m2Of(units: bigint): number {
  return Number(units) / 10_000;
}

function roundHalfAway(num: bigint, den: bigint): bigint {
  const magnitude = num < 0n ? -num : num;
  const rounded = (2n * magnitude + den) / (2n * den);
  return num < 0n ? -rounded : rounded;
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ",");
}

export function areaText(m2: number, unit: AreaUnit): string {
  const { num, den } = ratio[unit];
  const decimals = places[unit];
  const scaled = roundHalfAway(unitsOf(m2) * den * 10n ** BigInt(decimals), num);
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, "0");
  const whole = grouped(digits.slice(0, digits.length - decimals));
  let fraction = digits.slice(digits.length - decimals);
  if (unit === "m2") fraction = fraction.replace(/0+$/, "");
  return (scaled < 0n ? "-" : "") + whole + (fraction ? `.${fraction}` : "");
}

/** What a person typed in a unit, as m²; nothing if it is no number of at most six decimals. */
export function areaFrom(text: string, unit: AreaUnit): number | null {
  const clean = text.trim().replace(/[,，\s]/g, "");
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(clean);
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const { num, den } = ratio[unit];
  const scale = 10n ** BigInt(fraction.length);
  const units = roundHalfAway(BigInt(whole + fraction) * num, den * scale);
  return m2Of(sign ? -units : units);
}

/** Σ in integers: the sum of what is shown is the sum of what is booked. */
export function sumM2(areas: Iterable<number | null | undefined>): number {
  let sum = 0n;
  for (const area of areas) if (area !== null && area !== undefined) sum += unitsOf(area);
  return m2Of(sum);
}

/** 0..1 as percent with two decimals, half away from zero; `share` comes from the program and is not recomputed. */
export function percentText(share: number): string {
  const scaled = roundHalfAway(BigInt(Math.round(share * 1e10)), 1_000_000n);
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(3, "0");
  return `${scaled < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)} %`;
}
