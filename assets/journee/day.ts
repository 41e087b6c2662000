// A day of training: what is chosen, how it is written in the address, the time it takes, and the hours it gives. All times
// are in minutes; hours of the day from midnight.

/** Module is one to choose from. min and max are the same when its length is exact. */
export interface Module { id: string; title: string; aim: string; min: number; max: number }

/** Plan is what one has chosen: modules by id, in order, and how long those that have no exact length are to take. start is
 * null when no hour is asked for. */
export interface Plan { modules: string[]; lengths: Record<string, number>; start: number | null; pause: number; lunch: number }

/** Span is a length of time, from min to max. */
export interface Span { min: number; max: number }

/** full is how much of modules fills a day. */
export const full = 360;

/** pauses and lunches are the lengths one may choose; the address takes no other. */
export const pauses = [0, 10, 15, 20, 30];
export const lunches = [0, 30, 45, 60, 90];

export const none = (): Plan => ({ modules: [], lengths: {}, start: null, pause: 15, lunch: 60 });

/** read reads the query of an address. unknown lists the modules that do not exist, wrong the other values that say nothing. */
export function read(query: string, known: Map<string, Module>): { plan: Plan; unknown: string[]; wrong: string[] } {
  const plan = none(), unknown: string[] = [], wrong: string[] = [];
  const list = (value: string): string[] => value.split(",").map((v) => v.trim()).filter(Boolean);
  new URLSearchParams(query).forEach((value, key) => {
    if (key === "modules") {
      for (const id of list(value)) {
        const into = known.has(id) ? plan.modules : unknown;
        if (!into.includes(id)) into.push(id);
      }
    } else if (key === "durees") {
      for (const said of list(value)) {
        const [id, n] = said.split(":"), m = known.get(id);
        if (m && /^\d{1,4}$/.test(n) && choices(m).includes(Number(n))) plan.lengths[id] = Number(n);
        else wrong.push(said);
      }
    } else if (key === "debut") {
      plan.start = clock(value);
      if (plan.start === null && value) wrong.push(value);
    } else if (key === "pause" || key === "repas") {
      const n = /^\d{1,3}$/.test(value) ? Number(value) : -1;
      if (!(key === "pause" ? pauses : lunches).includes(n)) wrong.push(value);
      else if (key === "pause") plan.pause = n;
      else plan.lunch = n;
    }
  });
  return { plan, unknown, wrong };
}

/** write gives the query of a plan, "" for an empty one: "?modules=a,b&debut=09:30". What is usual is not said. */
export function write(plan: Plan): string {
  const usual = none(), parts: string[] = [];
  const fixed = plan.modules.filter((id) => plan.lengths[id]);
  if (plan.modules.length) parts.push("modules=" + plan.modules.map(encodeURIComponent).join(","));
  if (fixed.length) parts.push("durees=" + fixed.map((id) => `${encodeURIComponent(id)}:${plan.lengths[id]}`).join(","));
  if (plan.start !== null) parts.push("debut=" + digits(plan.start));
  if (plan.pause !== usual.pause) parts.push("pause=" + plan.pause);
  if (plan.lunch !== usual.lunch) parts.push("repas=" + plan.lunch);
  return parts.length ? "?" + parts.join("&") : "";
}

/** choices are the lengths one may give a module that has none exact: its bounds, and every quarter of an hour between. */
export function choices(m: Span): number[] {
  if (m.min === m.max) return [];
  const out = [m.min];
  for (let n = Math.ceil((m.min + 1) / 15) * 15; n < m.max; n += 15) out.push(n);
  return [...out, m.max];
}

/** chosen are a plan's modules, in order, as long as they are to be. */
export function chosen(plan: Plan, known: Map<string, Module>): Module[] {
  return plan.modules.map((id) => {
    const m = known.get(id) as Module, n = plan.lengths[id];
    return n ? { ...m, min: n, max: n } : m;
  });
}

/** clock reads an hour: "09:30", "9h30", "9 h"; null for anything else. */
export function clock(text: string): number | null {
  const m = /^(\d{1,2})\s*[:hH.]\s*(\d{2})?$/.exec(text.trim());
  const at = m ? Number(m[1]) * 60 + Number(m[2] || 0) : NaN;
  return m && Number(m[1]) < 24 && Number(m[2] || 0) < 60 ? at : null;
}

const two = (n: number): string => (n < 10 ? "0" : "") + n;

/** digits writes an hour as addresses and fields do: "09:30". */
export const digits = (at: number): string => two(Math.floor(at / 60)) + ":" + two(at % 60);

/** hour writes an hour in French: "9 h 30". */
export const hour = (at: number): string => Math.floor(at / 60) + "\u00a0h" + (at % 60 ? "\u00a0" + two(at % 60) : "");

/** minutes writes a length of time in French: "45 min", "2 h 30". */
export const minutes = (n: number): string => (n < 60 ? n + "\u00a0min" : hour(n));

/** long writes how long a module takes: "2 h", "de 45 min à 2 h 30". */
export const long = (s: Span): string => (s.min === s.max ? minutes(s.min) : `de ${minutes(s.min)} à ${minutes(s.max)}`);

/** lasting writes a total: "2 h", "entre 45 min et 2 h 30". */
export const lasting = (s: Span): string => (s.min === s.max ? minutes(s.min) : `entre ${minutes(s.min)} et ${minutes(s.max)}`);

/** total adds up modules. */
export const total = (ms: Span[]): Span => ms.reduce((t, m) => ({ min: t.min + m.min, max: t.max + m.max }), { min: 0, max: 0 });

/** split puts modules into days, in order and none cut: it gives the index of the first of each day. */
export function split(lengths: number[]): number[] {
  const firsts: number[] = [];
  let used = 0;
  lengths.forEach((n, i) => {
    if (i === 0 || used + n > full) {
      firsts.push(i);
      used = 0;
    }
    used += n;
  });
  return firsts;
}

/** days counts the days that lengths take. A module longer than a day takes several. */
export function days(lengths: number[]): number {
  const firsts = split(lengths);
  return firsts.reduce((n, first, d) => n + Math.max(1, Math.ceil(sum(lengths.slice(first, firsts[d + 1])) / full)), 0);
}

const sum = (ns: number[]): number => ns.reduce((a, b) => a + b, 0);

const numbers = ["", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"];
const word = (n: number): string => numbers[n] || String(n);

/** advice says how many days modules take; "" for none. */
export function advice(ms: Span[]): string {
  if (!ms.length) return "";
  const least = days(ms.map((m) => m.min)), most = days(ms.map((m) => m.max));
  if (most === 1) return "Cela tient en une journée.";
  if (least === most) return `Il faut compter ${word(most)} journées.`;
  return `Il faut compter ${word(least)} à ${word(most)} journées, selon les durées choisies.`;
}

/** Slot is when a module takes place, and what follows it on the same day. */
export interface Slot { from: number; to: number; rest: "" | "pause" | "repas"; until: number }

/** timetable gives the hours of one day: a short pause between two modules, or the meal at the first of them from half past
 * eleven on, for a day begun before. It gives null when the day would not end before midnight. */
export function timetable(lengths: number[], plan: Plan): Slot[] | null {
  const slots: Slot[] = [], start = plan.start || 0;
  let at = start, eaten = start >= noon || plan.lunch === 0;
  lengths.forEach((n, i) => {
    const to = at + n, last = i === lengths.length - 1;
    const meal = !last && !eaten && to >= noon;
    const rest = last ? "" : meal ? "repas" : plan.pause ? "pause" : "";
    slots.push({ from: at, to, rest, until: to + (meal ? plan.lunch : rest ? plan.pause : 0) });
    eaten = eaten || meal;
    at = slots[i].until;
  });
  return at < 24 * 60 ? slots : null;
}

const noon = 11 * 60 + 30;

/** moved gives a list with one of its items one place earlier (-1) or later (1). */
export function moved(list: string[], id: string, by: -1 | 1): string[] {
  const out = list.slice(), i = out.indexOf(id), j = i + by;
  if (i < 0 || j < 0 || j >= out.length) return out;
  [out[i], out[j]] = [out[j], out[i]];
  return out;
}

/** letter writes a programme as the body of an e-mail. */
export function letter(days: Module[][], link: string, site: string, times: (Slot[] | null)[]): string {
  const lines: string[] = ["Bonjour,", "", `Voici le programme de formation composé sur le site « ${site} ».`];
  days.forEach((ms, d) => {
    lines.push("");
    if (days.length > 1) lines.push(`Journée ${d + 1} :`);
    ms.forEach((m, i) => {
      const slot = (times[d] || [])[i];
      lines.push(`- ${slot ? `${hour(slot.from)} à ${hour(slot.to)} : ` : ""}${m.title} (${long(m)})`);
    });
  });
  const all = total(([] as Module[]).concat(...days));
  lines.push("", `En tout : ${lasting(all)}, sans les pauses.`, `Le programme : ${link}`, "");
  return lines.join("\r\n");
}
