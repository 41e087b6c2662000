// One question on the page: its controls, and what is said of the answer.

import { add, all, el, one } from "../carte/dom";
import type { Kind, Question } from "./question";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Judge says what to change in an answer; "" when it will do. */
export type Judge = (q: Question, answer: string[]) => string;

export class Field {
  readonly question: Question;
  readonly id: string; // of the control, or of the first
  private controls: Control[];
  private said: HTMLElement | null = null; // the problem, while there is one
  private clear: HTMLElement | null = null; // undoes a choice, which the control itself cannot
  private touched = false;

  constructor(readonly box: HTMLElement, no: number, private judge: Judge) {
    this.controls = all<Control>("input, textarea, select", box);
    this.id = this.controls[0].id;
    const label = one(".libelle", box);
    const { question, type, obligatoire } = box.dataset as { question: string; type: Kind; obligatoire?: string };
    this.question = { no, id: question, kind: type, label: (label && label.textContent) || "", required: obligatoire === "oui", options: this.choices().map((c) => c.value) };
    if (this.controls[0].type === "radio" && !this.question.required) this.undoable();
  }

  private choices(): HTMLInputElement[] {
    return this.controls.filter((c): c is HTMLInputElement => c.type === "radio" || c.type === "checkbox");
  }

  /** undoable adds what takes the choice back. */
  private undoable(): void {
    const clear = (this.clear = el("button.retirer", { type: "button", hidden: true }, "Retirer ma réponse"));
    clear.addEventListener("click", () => {
      this.fill([]);
      this.controls[0].focus(); // the button goes away
      this.controls[0].dispatchEvent(new Event("change", { bubbles: true }));
    });
    add(this.box, clear);
  }

  answer(): string[] {
    const choices = this.choices();
    if (choices.length) return choices.filter((c) => c.checked).map((c) => c.value);
    return this.text.trim() ? [this.text] : [];
  }

  fill(answer: string[]): void {
    for (const c of this.choices()) c.checked = answer.includes(c.value);
    if (!this.question.options.length) this.text = answer[0] || "";
    this.changed(false);
  }

  /** text is what is written, where it is. */
  get text(): string {
    return this.controls[0].value;
  }

  set text(text: string) {
    const control = this.controls[0];
    control.value = text;
    if (control instanceof HTMLSelectElement && control.selectedIndex < 0) control.selectedIndex = 0;
  }

  /** changed is called when the answer is another. What was wrong is judged again at once; what is not yet, on leaving. */
  changed(touched = true): void {
    this.touched = touched;
    if (this.clear) this.clear.hidden = !this.answer().length;
    if (this.said) this.say(touched ? this.judge(this.question, this.answer()) : "");
  }

  /** left is called when one goes on: nothing is said of what one has only passed through. */
  left(): void {
    if (this.touched) this.check();
  }

  /** check says what is wrong with the answer; "" when nothing is. */
  check(): string {
    const message = this.judge(this.question, this.answer());
    this.say(message);
    return message;
  }

  private say(message: string): void {
    const id = this.id + "erreur_";
    if (message && !this.said) {
      this.said = el("p.erreur", { id });
      const before = this.choices().length ? (this.controls[0].parentElement as HTMLElement) : this.controls[0];
      before.before(this.said);
    }
    if (!message && this.said) {
      this.said.remove();
      this.said = null;
    }
    if (this.said && this.said.textContent !== message) this.said.textContent = message;
    this.box.classList.toggle("a-corriger", !!message);
    const told = this.choices().length ? this.box : this.controls[0];
    const aid = one(".aide", this.box);
    const described = [aid && aid.id, message && id].filter(Boolean).join(" ");
    if (described) told.setAttribute("aria-describedby", described);
    else told.removeAttribute("aria-describedby");
    if (told === this.box) return; // a group is neither valid nor invalid: its description says it
    if (message) told.setAttribute("aria-invalid", "true");
    else told.removeAttribute("aria-invalid");
  }

  focus(): void {
    for (let e = this.box.parentElement; e; e = e.parentElement) if (e instanceof HTMLDetailsElement) e.open = true;
    this.controls[0].focus();
    this.box.scrollIntoView(); // the question too, not its control only
  }
}
