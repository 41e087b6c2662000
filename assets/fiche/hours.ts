// Whether a place is open, from the hours the builder holds certain (site.Hours). Where this can't be certain either, on a
// public holiday that no rule names for instance, nothing is said: silence sends nobody to a closed door.
//
// All is reckoned on the clocks of Belgium, whatever the device's zone: a day and minutes of it, so that the two days a year
// that are shorter or longer need no care. Days are counted from 1 January 1970.

/** Rule is site.HoursRule; see there. */
export interface Rule {
  dates?: [number, number][];
  days?: number[];
  nth?: [number, number][];
  ph?: boolean;
  times?: [number, number][];
}

/** Moment is a day in Belgium, as a date and counted, and the minutes of it that have gone. */
export interface Moment {
  date: string;
  day: number;
  minute: number;
}

const msOfDay = 86_400_000;
const dayMinutes = 1440;

/** clock reads the clocks of Belgium; null where the browser does not know them. */
export function clock(now: Date): Moment | null {
  try {
    const parts: Record<string, number> = {};
    const format = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Brussels", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", hour12: false });
    for (const p of format.formatToParts(now)) parts[p.type] = Number(p.value);
    const day = Date.UTC(parts.year, parts.month - 1, parts.day) / msOfDay;
    const minute = (parts.hour % 24) * 60 + parts.minute; // some browsers write midnight 24:00
    return isNaN(day + minute) ? null : { date: iso(day), day, minute };
  } catch {
    return null;
  }
}

const iso = (day: number): string => new Date(day * msOfDay).toISOString().slice(0, 10);

/** easter gives the day of Easter Sunday (Gauss's rule, as Meeus writes it for the Gregorian calendar). */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1) / msOfDay;
}

/**
 * holiday tells what a day is in Belgium: "ph", a public holiday by law; "doubt", a day on which some close and some don't:
 * Easter and Whit Sunday, and the feast of the French Community, whose services are closed; "" any other.
 */
export function holiday(day: number): "ph" | "doubt" | "" {
  const [year, ...rest] = iso(day).split("-");
  const fixed = rest.join("");
  const moved = day - easter(Number(year));
  if (["0101", "0501", "0721", "0815", "1101", "1111", "1225"].includes(fixed) || [1, 39, 50].includes(moved)) return "ph";
  return fixed === "0927" || moved === 0 || moved === 49 ? "doubt" : "";
}

/** matches tells whether a rule is for a day: "ph" when it is because the day is a public holiday, "day" otherwise. */
function matches(r: Rule, day: number, kind: string): "ph" | "day" | "" {
  const d = new Date(day * msOfDay);
  const month = d.getUTCMonth();
  const date = d.getUTCDate();
  const at = (month + 1) * 100 + date;
  if (r.dates && !r.dates.some(([from, to]) => (from <= to ? from <= at && at <= to : from <= at || at <= to))) return "";
  if (r.ph && kind === "ph") return "ph";
  if (!r.days && !r.nth) return r.ph ? "" : "day";
  const week = (d.getUTCDay() + 6) % 7;
  const left = new Date(Date.UTC(d.getUTCFullYear(), month + 1, 0)).getUTCDate() - date;
  const nth = (n: number): boolean => (n < 0 ? left < 7 : Math.ceil(date / 7) === n);
  return (r.days || []).includes(week) || (r.nth || []).some(([w, n]) => w === week && nth(n)) ? "day" : "";
}

/** ruleOf gives the rule of a day, the last one that is for it; null when the day has none, undefined when it is not certain. */
function ruleOf(rules: Rule[], day: number): Rule | null | undefined {
  const kind = holiday(day);
  if (kind === "doubt") return undefined;
  for (const r of rules.slice().reverse()) {
    const why = matches(r, day, kind);
    if (why) return kind && why !== "ph" ? undefined : r;
  }
  return kind ? undefined : null;
}

const timesOf = (r: Rule | null): [number, number][] => (r && r.times) || [];

/** Span is a time of opening, in minutes from midnight of the day it is asked about. */
type Span = [number, number];

/**
 * spansOf gives the times of opening that touch a day, those come over from the night before included; undefined when they
 * are not certain: a night that another rule of the next day may cut short ends nobody knows when.
 */
function spansOf(rules: Rule[], day: number): Span[] | undefined {
  const today = ruleOf(rules, day);
  const before = ruleOf(rules, day - 1);
  if (today === undefined || before === undefined && rules.some((r) => timesOf(r).some((t) => t[1] > dayMinutes))) return undefined;
  const night = timesOf(before || null).filter((t) => t[1] > dayMinutes).map(([from, to]): Span => [from - dayMinutes, to - dayMinutes]);
  if (night.length && today && today !== before) return undefined;
  return night.concat(timesOf(today));
}

const horizon = 60; // days: what opens later is better read in the hours themselves

/** spoken says whether a place is open at a moment and until when, or when it opens; null when it is not certain. */
export function spoken(rules: Rule[], now: Moment): { open: boolean; words: string } | null {
  const spans = spansOf(rules, now.day);
  if (!spans) return null;
  const open = spans.find(([from, to]) => from <= now.minute && now.minute < to);
  if (open) return { open: true, words: "Ouvert maintenant" + closing(rules, now, open[1]) };
  return { open: false, words: "Fermé maintenant" + opening(rules, now, spans) };
}

/** closing follows times that touch, over midnight too, to the end; what is farther than a day has no end worth saying. */
function closing(rules: Rule[], now: Moment, end: number): string {
  for (let again = true; again && end <= now.minute + dayMinutes; ) {
    again = false;
    for (const shift of [0, 1]) {
      const spans = spansOf(rules, now.day + shift);
      if (!spans && shift * dayMinutes <= end) return "";
      for (const [from, to] of spans || []) {
        const next = to + shift * dayMinutes;
        if (from + shift * dayMinutes <= end && next > end) {
          end = next;
          again = true;
        }
      }
    }
  }
  return end > now.minute + dayMinutes ? "" : `. Ferme à ${time(end)}`;
}

function opening(rules: Rule[], now: Moment, today: Span[]): string {
  for (let n = 0; n <= horizon; n++) {
    const spans = n ? spansOf(rules, now.day + n) : today;
    if (!spans) return ""; // it may open that day
    const next = spans.find(([from]) => from > (n ? -1 : now.minute)); // in order
    if (next) return `. Ouvre ${when(now.day, n)}à ${time(next[0])}`;
  }
  return "";
}

const weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const monthNames = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

/** when names a day that comes n days after another. */
function when(day: number, n: number): string {
  if (n === 0) return "";
  if (n === 1) return "demain ";
  const d = new Date((day + n) * msOfDay);
  const name = weekdays[(d.getUTCDay() + 6) % 7];
  if (n < 7) return name + " ";
  const date = d.getUTCDate();
  return `${name} ${date === 1 ? "1er" : date}\u00a0${monthNames[d.getUTCMonth()]} `;
}

/** time says minutes as the page does: "17 h", "9 h 30". */
function time(minutes: number): string {
  const m = minutes % dayMinutes;
  if (m === 0) return "minuit";
  return `${Math.floor(m / 60)}\u00a0h` + (m % 60 ? `\u00a0${String(m % 60).padStart(2, "0")}` : "");
}
