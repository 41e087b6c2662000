// The draft: answers kept on this device, and nowhere else, from one visit to the next. Nothing here fails: where a browser
// keeps nothing, nothing is kept.

import type { Answers, Question } from "./question";

/** keyOf names the draft of a form by its address. */
export const keyOf = (path: string): string => "balise:formulaire:" + path.replace(/index\.html$/, "");

/** digest tells whether a form still asks the same: FNV-1a over what it asks and how, in hexadecimal. */
export function digest(questions: Question[]): string {
  let h = 0x811c9dc5;
  for (const c of questions.map((q) => `${q.id} ${q.kind}`).join("\n")) h = Math.imul(h ^ (c.codePointAt(0) as number), 0x01000193);
  return (h >>> 0).toString(16);
}

interface Kept { v: 1; q: string; le: number; r: Record<string, string[]> }

/** pack writes a draft, dated in milliseconds since 1970; "" when there is nothing to keep. */
export function pack(questions: Question[], answers: Answers, now: number): string {
  const r: Record<string, string[]> = {};
  answers.forEach((answer, id) => (r[id] = answer));
  const kept: Kept = { v: 1, q: digest(questions), le: now, r };
  return answers.size ? JSON.stringify(kept) : "";
}

export interface Draft {
  answers: Answers;
  when: number; // milliseconds since 1970
  changed: boolean; // the form has changed since
  lost: number; // answers that no question takes any more
}

/** unpack reads a draft for the questions of today; null when there is none that can be read. */
export function unpack(text: string | null, questions: Question[]): Draft | null {
  let kept: Partial<Kept> | null;
  try {
    kept = JSON.parse(text || "null") as Partial<Kept> | null;
  } catch {
    return null;
  }
  if (!kept || kept.v !== 1 || typeof kept.le !== "number" || !kept.r || typeof kept.r !== "object") return null;
  const answers: Answers = new Map();
  let total = 0;
  for (const [id, answer] of Object.entries(kept.r)) {
    if (!Array.isArray(answer) || !answer.length) continue;
    total++;
    const question = questions.find((q) => q.id === id);
    const still = question ? fitting(question, answer.map(String)) : [];
    if (still.length) answers.set(id, still);
  }
  return answers.size || total ? { answers, when: kept.le, changed: kept.q !== digest(questions), lost: total - answers.size } : null;
}

/** fitting keeps of an answer what the question can still show. */
function fitting(q: Question, answer: string[]): string[] {
  if (!q.options.length) return answer.slice(0, 1);
  const offered = answer.filter((a) => q.options.includes(a));
  return q.kind === "choix-multiple" ? offered : offered.slice(0, 1);
}

type Box = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Drawer is one place in a browser's storage. Browsers refuse it in many ways: by its absence, when read, when full. */
export class Drawer {
  ok: boolean; // it takes what is put there

  constructor(private box: () => Box, private key: string) {
    try {
      box().setItem(key + ":essai", "1");
      box().removeItem(key + ":essai");
      this.ok = true;
    } catch {
      this.ok = false;
    }
  }

  get(): string | null {
    try {
      return this.box().getItem(this.key);
    } catch {
      return null;
    }
  }

  /** put keeps a text; none takes away what is there. */
  put(text: string): void {
    try {
      if (text) this.box().setItem(this.key, text);
      else this.box().removeItem(this.key);
    } catch {
      this.ok = false;
    }
  }
}
