// The script of a page that asks questions: it says what to correct, keeps a draft on this device, and makes of the answers what
// the visitor sends. It sends nothing, and asks nothing of the network by itself.

import { add, all, el, empty, later, one } from "../carte/dom";
import { Field } from "./field";
import { Keep } from "./keep";
import type { Answers, Question } from "./question";
import { Ways, type Paper } from "./ways";

const offline = "La vérification n’a pas pu être chargée. Vérifiez votre connexion, puis réessayez\u00a0: vos réponses sont toujours là.";

const patience = 400; // milliseconds without a keystroke before the draft is written

/** Trade is what differs from one page that asks to another. */
export interface Trade {
  paper: Paper;
  finish: string; // what the last button says
  judge(q: Question, answer: string[], all: () => Answers): string; // what to change in an answer; "" when it will do
  left?(field: Field): void; // one goes on to another question
  changed?(answers: Answers): void;
  before?(answers: Answers): Promise<unknown>; // what has to be known before answers are judged
  most?(fields: Field[]): Field[]; // those that progress counts
}

export class Questionnaire {
  private fields: Field[];
  private summary = el("div.resume-erreurs", { tabIndex: -1, hidden: true, role: "group", "aria-labelledby": "erreurs_" });
  private progress = el("progress", { "aria-hidden": "true" });
  private count = el("span");
  private keep: Keep;
  private ways: Ways;
  private pressed = false; // a finger or a button is down: nothing may move under it
  private waiting: Field[] = []; // left while it was
  private dirty = false; // the draft is behind; another tab may hold a newer one, so nothing else is written
  private failed = el("span", { role: "status" });
  private later: () => void;

  constructor(private root: HTMLElement, private trade: Trade) {
    const first = one(".question, .partie", root) as HTMLElement;
    this.fields = all(".question", root).map((box, i) => new Field(box, i + 1, (q, answer) => trade.judge(q, answer, () => this.answers())));
    const questions = this.fields.map((f) => f.question), erase = (): void => this.erase();
    this.keep = new Keep(questions, () => this.answers(), erase);
    this.ways = new Ways(trade.paper, questions, erase);
    this.later = later(() => this.save(), patience);
    (one(".discret", root) as HTMLElement).appendChild(this.keep.box);
    first.before(this.summary);
    const finish = el("button.bouton", { type: "button" }, trade.finish);
    finish.addEventListener("click", () => {
      this.failed.textContent = "";
      if (trade.before) void trade.before(this.answers()).then(() => this.finish(), () => (this.failed.textContent = offline));
      else this.finish();
    });
    add(root, el("p.avancement", {}, this.count, this.progress), el("p.finir", {}, finish, " ", this.failed), this.ways.section);
    root.after(this.ways.sheet);
    this.listen();
    const draft = this.keep.found();
    if (draft) {
      for (const f of this.fields) f.fill(draft.answers.get(f.question.id) || []);
      this.keep.back(draft);
    }
    this.show();
    document.documentElement.dataset.questionnaire = "pret";
  }

  /** answered tells that there is something in a question's box. */
  answered(box: HTMLElement): boolean {
    return this.fields.some((f) => f.box === box && f.answer().length > 0);
  }

  private answers(): Answers {
    return new Map(this.fields.map((f) => [f.question.id, f.answer()] as [string, string[]]).filter(([, answer]) => answer.length));
  }

  private listen(): void {
    const of = (ev: Event): Field | undefined => this.fields.find((f) => f.box.contains(ev.target as Node));
    for (const name of ["input", "change"]) {
      this.root.addEventListener(name, (ev) => {
        const field = of(ev);
        if (!field) return;
        field.changed();
        this.show();
        this.dirty = true;
        this.later();
      });
    }
    this.root.addEventListener("focusout", (ev) => {
      const field = of(ev);
      if (!field || field.box.contains((ev as FocusEvent).relatedTarget as Node | null)) return;
      this.waiting.push(field);
      if (!this.pressed) this.judge();
    });
    // A message that comes between the press and the release would push away what is pressed.
    document.addEventListener("mousedown", () => (this.pressed = true), true);
    document.addEventListener("mouseup", () => {
      this.pressed = false;
      setTimeout(() => this.judge());
    }, true);
    window.addEventListener("beforeprint", () => this.ways.print(this.answers()));
    // The page may never be heard of again: phones end it without a word.
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.save());
    window.addEventListener("pagehide", () => this.save());
  }

  private save(): void {
    if (this.dirty) this.keep.save();
    this.dirty = false;
  }

  /** judge checks the questions that were left. */
  private judge(): void {
    for (const field of this.waiting.splice(0)) {
      if (this.trade.left) this.trade.left(field);
      field.left();
    }
  }

  /** show says how far one is. Answers that were ready and have changed are to be checked again. */
  private show(): void {
    const answers = this.answers();
    const counted = this.trade.most ? this.trade.most(this.fields) : this.fields;
    const done = counted.filter((f) => answers.has(f.question.id)).length;
    this.count.textContent = `${done}\u00a0${done < 2 ? "réponse" : "réponses"} sur ${counted.length}${this.trade.most ? " obligatoires" : ""}`;
    this.progress.max = counted.length;
    this.progress.value = done;
    if (this.trade.changed) this.trade.changed(answers);
    this.keep.erasable(answers.size > 0);
    this.ways.hide();
    this.ways.print(answers);
  }

  private finish(): void {
    const wrong = this.fields.map((field) => ({ field, message: field.check() })).filter((w) => w.message);
    empty(this.summary);
    this.summary.hidden = !wrong.length;
    if (!wrong.length) return this.ways.show(this.answers());
    this.ways.hide();
    const links = wrong.map(({ field, message }) => {
      const label = field.question.label;
      const link = el("a", { href: "#" + field.id }, `${label}${/[?!.:]$/.test(label) ? "" : "\u00a0:"} ${message}`);
      link.addEventListener("click", (ev) => {
        ev.preventDefault();
        field.focus();
      });
      return el("li", {}, link);
    });
    add(this.summary, el("h3", { id: "erreurs_" }, wrong.length < 2 ? "Une réponse est à corriger" : `${wrong.length} réponses sont à corriger`), el("ul", {}, ...links));
    this.summary.focus();
  }

  private erase(): void {
    for (const f of this.fields) f.fill([]);
    this.summary.hidden = true;
    this.dirty = true;
    this.save();
    this.show();
    this.keep.say("Vos réponses sont effacées, sur cette page et sur cet appareil.");
    (one("#questions_") as HTMLElement).focus();
  }
}
