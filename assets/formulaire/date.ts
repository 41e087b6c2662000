// Dates as people write them. A year or a month alone is a date too (site.Date): "à partir de mars 2026".

import { fold } from "../carte/text";

export interface Day { year: number; month: number; day: number } // month or day is 0 when it is not given

export const months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

/** daysIn counts a month's days (Gregorian, as site.DaysIn). */
export const daysIn = (year: number, month: number): number => (month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);

const forms: [RegExp, (m: string[]) => string[]][] = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, (m) => [m[1], m[2], m[3]]],
  [/^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/, (m) => [m[3], m[2], m[1]]],
  [/^(?:le )?(\d{1,2})(?:er)? ([a-z]+) (\d{4})$/, (m) => [m[3], m[2], m[1]]],
  [/^(?:en )?([a-z]+) (\d{4})$/, (m) => [m[2], m[1], "0"]],
  [/^(\d{1,2})[/.\-](\d{4})$/, (m) => [m[2], m[1], "0"]],
  [/^(\d{4})-(\d{1,2})$/, (m) => [m[1], m[2], "0"]],
  [/^(?:en )?(\d{4})$/, (m) => [m[1], "0", "0"]],
];

/** read gives the date that a text says; null when it says none, "impossible" when there is no such day. */
export function read(text: string): Day | null | "impossible" {
  const typed = fold(text).trim().replace(/\s*([/.\-])\s*/g, "$1").replace(/\s+/g, " ");
  for (const [form, order] of forms) {
    const found = form.exec(typed);
    if (!found) continue;
    const [y, m, d] = order(found);
    const month = /\d/.test(m) ? Number(m) : months.findIndex((name) => fold(name) === m) + 1;
    if (!month && m !== "0") return null; // a word that is no month
    const date = { year: Number(y), month, day: Number(d) };
    const whole = found.length === 4; // the day is given: then it is one
    const sound = date.year > 0 && month <= 12 && (whole ? date.day >= 1 && date.day <= daysIn(date.year, month) && month >= 1 : true);
    return sound ? date : "impossible";
  }
  return null;
}

/** words writes a date in French: "14 février 2022", "1er mars 2022", "mars 2022", "2022". */
export function words({ year, month, day }: Day): string {
  if (!month) return String(year);
  return `${day ? (day === 1 ? "1er " : day + " ") : ""}${months[month - 1]} ${year}`;
}
