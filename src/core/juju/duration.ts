/** A length of time, as written and in seconds. */
export interface Duration {
  readonly text: string;
  readonly seconds: number;
}

const units = { d: 86_400, h: 3600, m: 60, s: 1 } as const;

/** Whole numbers, each with its unit, the larger units first. */
const form = /^(?=\d)(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?$/;

/**
 * Reads a length of time: `90s`, `2h`, `1d12h`. Undefined for anything else, for less than a second, and for more than
 * `most`.
 *
 * @param most - seconds
 */
export function readDuration(text: string, most: number): Duration | undefined {
  const [, d = 0, h = 0, m = 0, s = 0] = form.exec(text.trim()) ?? [];
  const seconds =
    Number(d) * units.d + Number(h) * units.h + Number(m) * units.m + Number(s) * units.s;
  return seconds > 0 && seconds <= most ? { text: text.trim(), seconds } : undefined;
}
