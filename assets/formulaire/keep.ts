// The draft, as the visitor sees it: what is kept, where, and how to keep nothing. Devices are often shared: whoever comes
// next must not find these answers, unless the visitor knows it and wants it.

import { add, el } from "../carte/dom";
import { Drawer, keyOf, pack, unpack, type Draft } from "./draft";
import type { Answers, Question } from "./question";

const kept = "Vos réponses restent sur cet appareil, et nulle part ailleurs. Vous pouvez fermer la page et revenir.";
const shared = "Cet appareil sert aussi à d’autres personnes\u00a0? Cochez cette case, ou effacez vos réponses avant de partir.";
const notKept = "Vos réponses ne sont gardées nulle part\u00a0: ne fermez pas cette page avant d’avoir fini.";

/** dated writes the day and the hour of a moment, by this device's clock. */
function dated(when: number): string {
  const d = new Date(when);
  try {
    return d.toLocaleDateString("fr-BE", { day: "numeric", month: "long", year: "numeric" });
  } catch {
    return `${d.getDate()}/${d.getMonth() + 1}/${d.getFullYear()}`;
  }
}

export class Keep {
  readonly box = el("div.garde");
  private drawer: Drawer;
  private refusal: Drawer; // for as long as this tab is open: the next person starts afresh
  private off = el("input", { type: "checkbox", id: "ne-pas-garder_" });
  private off_ = el("label.case", { for: "ne-pas-garder_" }, this.off, " Ne pas garder mes réponses sur cet appareil");
  private words = el("p");
  private why = el("p.note", {}, shared);
  private said = el("p", { role: "status", hidden: true });
  private erase: HTMLElement;

  constructor(private questions: Question[], private answers: () => Answers, erase: () => void) {
    this.erase = el("p", { hidden: true }, eraser(erase));
    this.drawer = new Drawer(() => localStorage, keyOf(location.pathname));
    this.refusal = new Drawer(() => sessionStorage, "balise:ne-pas-garder");
    this.off.checked = this.refusal.get() === "oui";
    this.off.addEventListener("change", () => {
      this.refusal.put(this.off.checked ? "oui" : "");
      this.save();
    });
    add(this.box, this.said, this.words, this.off_, this.why, this.erase);
    this.show();
  }

  /** found gives the draft of an earlier visit. */
  found(): Draft | null {
    return this.off.checked ? null : unpack(this.drawer.get(), this.questions);
  }

  /** back says that the draft is in the fields again. */
  back(draft: Draft): void {
    const lost = draft.lost ? ` ${draft.lost < 2 ? "Une réponse n’a plus sa place" : `${draft.lost} réponses n’ont plus leur place`} dans le questionnaire.` : "";
    this.say(`Votre brouillon du ${dated(draft.when)} est revenu.${draft.changed ? " Les questions ont changé depuis\u00a0: relisez vos réponses." : ""}${lost}`);
  }

  say(message: string): void {
    this.said.hidden = !message;
    this.said.textContent = message;
  }

  /** erasable offers to erase, when there is something to. */
  erasable(some: boolean): void {
    this.erase.hidden = !some;
  }

  /** save keeps the answers as they are now, or takes away what was kept. */
  save(): void {
    this.drawer.put(this.off.checked ? "" : pack(this.questions, this.answers(), Date.now()));
    this.show();
  }

  private show(): void {
    const on = this.drawer.ok && !this.off.checked;
    this.words.textContent = on ? kept : notKept;
    this.off_.hidden = this.why.hidden = !this.drawer.ok;
    this.why.hidden = !on;
  }
}

/** eraser makes a button that takes all answers away, once it is sure that one wants it. */
export function eraser(erase: () => void): HTMLElement {
  const button = el("button.bouton.second", { type: "button" }, "Effacer mes réponses");
  button.addEventListener("click", () => {
    if (confirm("Effacer toutes vos réponses\u00a0? On ne pourra pas les retrouver.")) erase();
  });
  return button;
}
