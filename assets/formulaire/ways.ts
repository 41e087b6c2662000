// The ways out, once the answers are right. None of them sends anything: they prepare what the visitor sends.

import { add, el, empty } from "../carte/dom";
import { eraser } from "./keep";
import type { Answers, Question } from "./question";
import { mailto, most, told } from "./text";

/** Product is what is made of the answers. file is text as the file holds it. */
export interface Product { text: string; file: string; name: string; type: string; subject: string }

/** Paper is what the page says of the form: where answers go, what becomes of them, and in what words. */
export interface Paper {
  title: string;
  to: string;
  subject: string; // of a message, on paper
  ready: string; // title of the end
  whole: string; // what the text is
  save: string; // what the file's link says
  kept: string; // what the file is for
  sheet: string; // what is printed
  brief: boolean; // of what has no answer, the sheet says nothing; the file comes before the text
  make(questions: Question[], answers: Answers): Product;
}

// nowhere is where links that are not shown yet lead: what reads pages asks every link for an address.
const nowhere = "#pret_";

const way = (control: HTMLElement, ...notes: (Node | string)[]): HTMLElement => el("li", {}, control, el("p.note", {}, ...notes));

export class Ways {
  readonly section: HTMLElement;
  readonly sheet = el("section.feuille");
  private heading = el("h2", { id: "pret_", tabIndex: -1 });
  private mail = el("a.bouton", { href: nowhere }, "Préparer le courriel");
  private mailNote = el("p.note");
  private save = el("a.bouton.second", { href: nowhere });
  private text = el("textarea.code", { readOnly: true, rows: 12, id: "texte_", spellcheck: false });
  private whole: HTMLDetailsElement;
  private said = el("span", { role: "status" });
  private made: Product | null = null;

  constructor(private paper: Paper, private questions: Question[], erase: () => void) {
    const copy = el("button.bouton.second", { type: "button" }, "Copier le texte");
    copy.addEventListener("click", () => void this.copy());
    const print = el("button.bouton.second", { type: "button" }, "Imprimer");
    print.addEventListener("click", () => window.print());
    const { to, kept, sheet } = paper;
    this.heading.textContent = paper.ready;
    this.save.textContent = paper.save;
    this.whole = el("details", {}, el("summary", {}, "Relire le texte"), el("label", { for: "texte_" }, paper.whole), this.text);
    const paste = way(copy, to ? `Pour le coller dans un message à ${to}. ` : "Pour le coller dans un message. ", this.said), file = way(this.save, kept);
    const list = el("ul.sorties", {}, to && el("li", {}, this.mail, this.mailNote), ...(paper.brief ? [file, paste] : [paste, file]), this.share(), way(print, sheet));
    this.section = el("section.pret", { "aria-labelledby": "pret_", hidden: true }, this.heading,
      el("p", {}, `Rien n’est encore parti\u00a0: c’est à vous de les envoyer${to && ` à ${to}`}.`), list, this.whole,
      el("p", {}, "C’est envoyé\u00a0? Effacez vos réponses de cet appareil si vous n’en avez plus besoin."), el("p", {}, eraser(erase)));
  }

  /** hide forgets what was prepared: the answers are others, or none. */
  hide(): void {
    this.section.hidden = true;
    this.text.value = "";
    if (this.save.href.startsWith("blob:")) URL.revokeObjectURL(this.save.href);
    this.save.href = this.mail.href = nowhere;
  }

  /** show prepares everything for the answers, and goes there. */
  show(answers: Answers): void {
    this.hide();
    const { to } = this.paper;
    const made = (this.made = this.paper.make(this.questions, answers)), { text, subject } = made;
    this.text.value = text;
    this.said.textContent = "";
    this.save.href = URL.createObjectURL(new Blob([made.file], { type: made.type }));
    this.save.download = made.name;
    const whole = mailto(to, subject, text), fits = whole.length <= most;
    this.mail.href = fits ? whole : mailto(to, subject);
    this.mail.textContent = fits ? "Préparer le courriel" : "Préparer un courriel vide";
    this.mailNote.textContent = fits ? "Votre programme de courriel s’ouvre, avec vos réponses. Relisez, puis envoyez. Rien ne s’ouvre\u00a0? Copiez le texte."
      : "Vos réponses sont longues\u00a0: un programme de courriel pourrait en couper la fin. Copiez le texte et collez-le dans ce message, ou joignez-y le fichier texte.";
    this.section.hidden = false;
    this.heading.focus();
  }

  /** print writes the sheet that is printed in the page's place; without any answer, the page itself is. */
  print(answers: Answers): void {
    const { title, to, subject, brief } = this.paper;
    if (answers.size) document.documentElement.dataset.feuille = "";
    else delete document.documentElement.dataset.feuille;
    empty(this.sheet);
    const lines = this.questions.map((q) => {
      const answer = answers.get(q.id);
      return (answer || !brief) && el("div", {}, el("dt", {}, `${q.no}. ${q.label}`), ...(answer ? told(q, answer).map((l) => el("dd", {}, l)) : [el("dd.sans", {}, "Sans réponse")]));
    });
    add(this.sheet, el("h2", {}, title), to && el("p", {}, `À envoyer à ${to}${subject && ` (objet\u00a0: ${subject})`}`), el("dl", {}, ...lines));
  }

  /** share offers what a phone has to hand things over: its messages, its notes. Where there is nothing, nothing is offered. */
  private share(): HTMLElement | null {
    if (typeof navigator.share !== "function") return null;
    const button = el("button.bouton.second", { type: "button" }, "Partager");
    button.addEventListener("click", () => {
      if (this.made) navigator.share({ title: this.made.subject, text: this.made.text }).catch(() => undefined); // one has changed one's mind
    });
    return way(button, "Avec une autre application de cet appareil.");
  }

  /** copy falls back on the selection where the browser keeps the clipboard from pages (an address without https). */
  private async copy(): Promise<void> {
    let done = false;
    try {
      await navigator.clipboard.writeText(this.text.value);
      done = true;
    } catch {
      this.whole.open = true;
      this.text.select();
      done = document.execCommand("copy");
    }
    this.said.textContent = done ? "C’est copié." : "La copie n’a pas marché. Le texte est choisi ci-dessous\u00a0: faites Ctrl + C, ou Cmd + C.";
  }
}
