// The page of the plan: every step's list, a note a step, and what takes the plan elsewhere.

import { add, all, el, later, one } from "../carte/dom";
import { eraser } from "./erase";
import { Checklist, Counter, Promised } from "./lists";
import { over, sum, text, words } from "./plan";
import { type Store, watch } from "./store";

/** pause is how long typing rests before the note is kept, in milliseconds. */
const pause = 400;

/** Note is what one writes of a step: a field on the screen, a text on paper. */
class Note {
  private field: HTMLTextAreaElement;
  private paper = el("div.note-ecrite");
  private lines: HTMLElement | null;

  constructor(section: HTMLElement, private slug: string, title: string, private store: Store, private kept: () => void) {
    const id = slug + "_note";
    this.field = el("textarea.code", { id, rows: 2, autocomplete: "off" });
    this.lines = one(".a-la-main", section);
    add(section, el("div.note-libre", {}, el("label", { for: id }, "Notes", el("span.cachee-a-l-oeil", {}, ` : ${title}`)), this.field, this.paper));
    const soon = later(() => this.keep(), pause);
    this.field.addEventListener("input", () => {
      this.draw();
      soon();
    });
    this.field.addEventListener("change", () => this.keep());
    addEventListener("pagehide", () => this.keep());
  }

  private keep(): void {
    if (this.store.read().note(this.slug) === this.field.value) return;
    this.store.change((plan) => plan.write(this.slug, this.field.value));
    this.kept();
  }

  show(): void {
    const note = this.store.read().note(this.slug);
    if (document.activeElement !== this.field || !note) this.field.value = note;
    this.draw();
  }

  private draw(): void {
    this.paper.textContent = this.field.value;
    if (this.lines) this.lines.hidden = this.field.value.trim() !== ""; // to write on by hand
    this.field.rows = Math.min(12, Math.max(2, this.field.value.split("\n").length + 1));
  }
}

class Section {
  readonly list: Checklist;
  private note: Note;
  private count = el("p.fait-sur");

  constructor(private root: HTMLElement, store: Store, changed: () => void) {
    const title = one("h2", root) as HTMLElement;
    const step = one("b", title), name = one("a", title);
    this.list = new Checklist(root, `Étape ${step ? step.textContent : ""}. ${name ? name.textContent : ""}`, store, changed);
    this.note = new Note(root, this.list.step.slug, name ? name.textContent || "" : "", store, changed);
    title.after(this.count);
  }

  show(store: Store): void {
    this.list.show();
    this.note.show();
    this.tally(store);
  }

  tally(store: Store): void {
    const c = store.read().count(this.list.step.slug, this.list.step.tasks);
    this.count.classList.toggle("rien", !c.done);
    this.count.textContent = c.total ? (over(c) ? `✓ Étape terminée : ${words(c)}` : words(c)) : "";
    this.root.classList.toggle("finie", over(c));
  }

  /** filter keeps what is left to do; a step without a list stays for its note. */
  filter(only: boolean): void {
    const some = this.list.left(only);
    this.root.classList.toggle("tout-fait", only && !some && this.list.step.tasks.length > 0);
  }
}

export class Sheet {
  private sections: Section[];
  private total = new Counter("p.fait-sur.total");
  private promised = new Promised();
  private said = el("p.note", { role: "status" });
  private only = el("input", { type: "checkbox", id: "reste_", autocomplete: "off" });

  constructor(private root: HTMLElement, private store: Store) {
    this.sections = all("[data-etape]", root).map((s) => new Section(s, store, () => this.tally(true)));
    this.only.addEventListener("change", () => this.filter());
    const plain = one(".sans-script", root);
    if (plain) plain.hidden = true;
    const head = one(".ouverture", root) as HTMLElement;
    head.after(el("div.plan-outils", {}, this.total.line, this.promised.line, el("p.reste", {}, this.only, el("label", { for: "reste_" }, "Montrer seulement ce qui reste à faire")), this.ways(), this.said));
    add(root, eraser("Tout effacer", "Effacer toutes vos coches et toutes vos notes ? Elles ne pourront pas être retrouvées.", () => this.erase()));
    watch(() => this.show());
    this.show();
  }

  private ways(): HTMLElement {
    const button = (label: string, act: () => void, main = ""): HTMLElement => {
      const b = el(main ? "button.bouton" : "button.bouton.sobre", { type: "button" }, label);
      b.addEventListener("click", act);
      return b;
    };
    return el("p.boutons", {}, button("Imprimer mon plan", () => print(), "main"), button("Enregistrer un fichier texte", () => this.save()), button("Copier", () => void this.copy()));
  }

  private show(): void {
    this.sections.forEach((s) => s.show(this.store));
    this.filter();
    this.tally(false);
  }

  private tally(aloud: boolean): void {
    this.sections.forEach((s) => s.tally(this.store));
    const plan = this.store.read();
    const all = sum(this.sections.map(({ list: { step } }) => plan.count(step.slug, step.tasks)));
    this.total.line.classList.toggle("rien", !all.done); // nothing done yet is not worth printing
    this.total.set(words(all), aloud);
    this.promised.show(this.store, "vos coches et vos notes");
    this.said.textContent = "";
  }

  private filter(): void {
    this.sections.forEach((s) => s.filter(this.only.checked));
  }

  private erase(): void {
    this.store.erase();
    this.only.checked = false;
    this.show();
    this.said.textContent = "C’est effacé.";
  }

  private text(): string {
    const day = new Date().toLocaleDateString("fr-BE", { day: "numeric", month: "long", year: "numeric" });
    return text(this.root.dataset.site || "", day, this.sections.map((s) => s.list.step), this.store.read());
  }

  /** save gives a file that the oldest editors of Windows read: its mark of UTF-8, its ends of lines. */
  private save(): void {
    const file = new Blob(["\ufeff" + this.text().replace(/\n/g, "\r\n")], { type: "text/plain;charset=utf-8" });
    const link = el("a", { href: URL.createObjectURL(file), download: "mon-plan.txt", hidden: true });
    add(document.body, link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000); // the browser may still be asking where to put it
    this.said.textContent = "Le fichier « mon-plan.txt » est prêt.";
  }

  /** copy falls back on a selection where the browser keeps the clipboard from pages (an address without https). */
  private async copy(): Promise<void> {
    const whole = this.text();
    let done = false;
    try {
      await navigator.clipboard.writeText(whole);
      done = true;
    } catch {
      const field = el("textarea", { value: whole, "aria-hidden": "true" });
      field.className = "cachee-a-l-oeil";
      add(document.body, field);
      const from = document.activeElement as HTMLElement | null;
      field.select();
      done = document.execCommand("copy");
      field.remove();
      if (from) from.focus();
    }
    this.said.textContent = done ? "C’est copié. Collez-le où vous voulez." : "La copie n’a pas marché. Prenez plutôt le fichier texte.";
  }
}
