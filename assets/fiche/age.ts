// How old a date is, in words. Dates are ISO 8601 civil dates, "2026-03-12": they name a day, not a moment, and no zone
// shifts them.

/** months counts the whole months from a date to another, as people do: from 31 January to 28 February is none. */
function months(from: string, to: string): number {
  const [a, b] = [from, to].map((d) => d.split("-").map(Number));
  return (b[0] - a[0]) * 12 + b[1] - a[1] - (b[2] < a[2] ? 1 : 0);
}

const day = (date: string): number => Date.parse(date) / 86_400_000; // read as midnight UTC: differences are whole

/** ago says how long ago a day was: "il y a 3 mois"; null when it has not come yet, or is no full date. */
export function ago(date: string, today: string): string | null {
  const days = day(today) - day(date);
  const m = months(date, today);
  if (!(days >= 0 && m >= 0)) return null;
  if (days === 0) return "aujourd’hui";
  if (days === 1) return "hier";
  if (m < 1) return `il y a ${days}\u00a0jours`;
  if (m < 12) return `il y a ${m}\u00a0mois`;
  return m < 24 ? "il y a un an" : `il y a ${Math.floor(m / 12)}\u00a0ans`;
}

/** stale tells that a verification is more than twelve months old, as the builder does (site.Stale). */
export function stale(date: string, today: string): boolean {
  const [y, m, d] = date.split("-").map(Number);
  const last = new Date(Date.UTC(y + 1, m, 0)).getUTCDate(); // of that month: 29 February becomes the 28th
  const end = `${y + 1}-${date.slice(5, 7)}-${String(Math.min(d, last)).padStart(2, "0")}`;
  return end < today;
}
