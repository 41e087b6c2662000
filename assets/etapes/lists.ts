// The boxes of a page: those of one chapter, or those of every step on the page of the plan.

import { all, el, later } from "../carte/dom";
import { type Step, type Task } from "./plan";
import type { Store } from "./store";

/** spoken is how long the boxes have to rest before the count is said: who ticks five lines hears one count. */
const spoken = 1000;

/** Checklist is one step's boxes, made usable. */
export class Checklist {
  readonly step: Step;
  private boxes: { box: HTMLInputElement; task: Task }[];

  constructor(root: HTMLElement, title: string, private store: Store, ticked: () => void) {
    this.boxes = all<HTMLInputElement>(".task > input, .task > p > input", root).map((box) => ({
      box,
      task: { id: box.id.slice(box.id.lastIndexOf("tache_")), done: box.defaultChecked, text: label(box) },
    }));
    const slug = root.dataset.etape || "";
    this.step = { slug, title, tasks: this.boxes.map((b) => b.task) };
    for (const { box, task } of this.boxes) {
      box.disabled = false;
      box.autocomplete = "off"; // a browser that fills forms again would know better than the plan
      box.addEventListener("change", () => {
        store.change((plan) => plan.tick(slug, task, box.checked));
        ticked();
      });
    }
    root.classList.add("a-cocher");
  }

  /** last is the list that the last box is in, whole. */
  last(): Element | null {
    const b = this.boxes[this.boxes.length - 1];
    let list: Element | null = null;
    for (let e: Element | null = b ? b.box : null; e && !e.classList.contains("prose"); e = e.parentElement) if (/^[UO]L$/.test(e.tagName)) list = e;
    return list;
  }

  show(): void {
    const plan = this.store.read();
    for (const { box, task } of this.boxes) box.checked = plan.ticked(this.step.slug, task);
  }

  /** left hides what is done, or shows it again; it tells whether something is left to do. */
  left(only: boolean): boolean {
    let some = false;
    for (const { box } of this.boxes) {
      const line = box.closest(".task") as HTMLElement;
      line.hidden = only && all<HTMLInputElement>("input", line).every((b) => b.checked); // those of a list under it too
      some = some || !box.checked;
    }
    return some;
  }
}

const label = (box: HTMLInputElement): string => {
  const l = box.labels && box.labels[0];
  return ((l && l.textContent) || "").trim();
};

/** Counter is a line that shows a count at once, and says it once the boxes rest. */
export class Counter {
  readonly line: HTMLElement;
  private said = el("span.cachee-a-l-oeil", { role: "status" });
  private say = later(() => (this.said.textContent = this.shown.textContent), spoken);
  private shown = el("span");

  constructor(tag: "p.fait-sur" | "p.fait-sur.total") {
    this.line = el(tag, {}, this.shown, this.said);
  }

  /** set changes the line; aloud, it is said too. */
  set(text: string, aloud: boolean): void {
    if (this.shown.textContent === text) return;
    this.shown.textContent = text;
    if (aloud) this.say();
  }
}

/** Promised is the sentence that says where the ticks are; it changes when the device refuses them. */
export class Promised {
  readonly line = el("p.note", {}, "");

  show(store: Store, what: string): void {
    this.line.classList.toggle("annonce", store.refused);
    const text = store.refused
      ? `Votre navigateur ne permet pas de garder ${what} : elles disparaîtront quand vous quitterez cette page.`
      : `${what.charAt(0).toUpperCase() + what.slice(1)} restent sur cet appareil, dans ce navigateur. Rien n’est envoyé.`;
    if (this.line.textContent !== text) this.line.textContent = text;
  }
}
