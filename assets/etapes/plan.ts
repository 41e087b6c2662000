// What a reader keeps of the guide: what is ticked, and a note a step. Nothing here knows the page or the device.

/** Task is a line of a checklist as the text has it: done is the editor's own tick, true of an example only. */
export interface Task { id: string; done: boolean; text?: string }

export interface Step { slug: string; title: string; tasks: Task[] }

export interface Count { done: number; total: number }

/** key is where the plan is kept; the number is the form's, to be changed with it. */
export const key = "balise.guide.1";

type Loose = Record<string, unknown>;

const object = (v: unknown): Loose => (typeof v === "object" && v !== null && !Array.isArray(v) ? (v as Loose) : {});

const parsed = (kept: string | null): Loose => {
  try {
    return object(JSON.parse(kept || "{}"));
  } catch {
    return {}; // whatever it was, it was not ours
  }
};

/**
 * Plan is what is kept. What it does not know, ids of lines that are no longer in the text, is kept with the rest and counts
 * for nothing: the line may come back.
 */
export class Plan {
  private ticks = new Map<string, boolean>();
  private notes = new Map<string, string>();
  private rest: Loose;

  constructor(kept: string | null) {
    const { faits, notes, ...rest } = parsed(kept);
    this.rest = rest;
    for (const [k, v] of Object.entries(object(faits))) if (typeof v === "boolean") this.ticks.set(k, v);
    for (const [k, v] of Object.entries(object(notes))) if (typeof v === "string") this.notes.set(k, v);
  }

  ticked(step: string, task: Task): boolean {
    const v = this.ticks.get(`${step}/${task.id}`);
    return v === undefined ? task.done : v;
  }

  tick(step: string, task: Task, done: boolean): void {
    if (done === task.done) this.ticks.delete(`${step}/${task.id}`);
    else this.ticks.set(`${step}/${task.id}`, done);
  }

  note(step: string): string {
    return this.notes.get(step) || "";
  }

  write(step: string, note: string): void {
    if (note.trim()) this.notes.set(step, note);
    else this.notes.delete(step);
  }

  /** untick forgets what is ticked of one step. */
  untick(step: string): void {
    for (const k of [...this.ticks.keys()]) if (k.startsWith(step + "/")) this.ticks.delete(k);
  }

  count(step: string, tasks: Task[]): Count {
    return { done: tasks.filter((t) => this.ticked(step, t)).length, total: tasks.length };
  }

  /** kept is what to keep; null when there is nothing, so that nothing is left on the device. */
  kept(): string | null {
    const from = <T>(m: Map<string, T>): Loose => {
      const out = Object.create(null) as Loose; // a step may be named as anything
      m.forEach((v, k) => (out[k] = v));
      return out;
    };
    if (!this.ticks.size && !this.notes.size && !Object.keys(this.rest).length) return null;
    return JSON.stringify({ ...this.rest, faits: from(this.ticks), notes: from(this.notes) });
  }
}

/** words says a count: "3 sur 7 faits". */
export const words = ({ done, total }: Count): string => `${done}\u00a0sur\u00a0${total} ${done < 2 ? "fait" : "faits"}`;

/** over tells that all is done. */
export const over = ({ done, total }: Count): boolean => total > 0 && done === total;

export const sum = (counts: Count[]): Count => counts.reduce((a, b) => ({ done: a.done + b.done, total: a.total + b.total }), { done: 0, total: 0 });

/** text is the plan for a letter or a file: plain lines, every word in them. */
export function text(site: string, day: string, steps: Step[], plan: Plan): string {
  const out = ["Mon plan – Le guide", site, "", `Le ${day} : ${words(sum(steps.map((s) => plan.count(s.slug, s.tasks))))}.`];
  steps.forEach((s) => {
    const c = plan.count(s.slug, s.tasks);
    out.push("", s.title + (c.total ? ` (${words(c)})` : ""));
    for (const t of s.tasks) out.push(`${plan.ticked(s.slug, t) ? "[x]" : "[ ]"} ${t.text || ""}`);
    const note = plan.note(s.slug).trim();
    if (note) out.push("Notes : " + note.replace(/\s*\n/g, "\n  "));
  });
  return out.join("\n") + "\n";
}
