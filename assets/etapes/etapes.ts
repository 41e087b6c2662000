// The script of the guide: boxes one can tick, on a chapter and on the page of the plan; how far one is, on the trail. What is
// ticked stays on the device (store.ts). Without this script the lists are there to be read, printed and ticked by hand.

import { add, all, el, one } from "../carte/dom";
import { eraser } from "./erase";
import { Checklist, Counter, Promised } from "./lists";
import { over, sum, words } from "./plan";
import { Sheet } from "./sheet";
import { Store, watch } from "./store";

/** chapter makes the list of one chapter usable. */
function chapter(root: HTMLElement, store: Store): void {
  const place = one(".progres", root);
  if (!place) return;
  const counter = new Counter("p.fait-sur"), promised = new Promised();
  const tally = (aloud: boolean): void => {
    const count = store.read().count(list.step.slug, list.step.tasks);
    counter.set(words(count), aloud);
    promised.show(store, "vos coches");
    if (count.done) erase.hidden = false; // it stays while the page does: the focus may be on it
  };
  const list = new Checklist(root, "", store, () => tally(true));
  const show = (aloud: boolean): void => {
    list.show();
    tally(aloud);
  };
  const erase = eraser("Effacer mes coches", "Effacer vos coches de cette étape ? Celles des autres étapes restent.", () => {
    store.change((plan) => plan.untick(list.step.slug));
    show(true);
  });
  erase.hidden = true;
  place.insertBefore(promised.line, place.firstChild);
  place.insertBefore(counter.line, place.firstChild);
  add(place, erase);
  const last = list.last();
  if (last) last.after(place);
  watch(() => show(false));
  show(false);
}

/** trail tells, step by step, how far one is; nothing to who has not begun. */
function trail(steps: HTMLElement[], store: Store): void {
  const lines = steps.map((li) => {
    const tasks = (li.dataset.taches || "").split(" ").map((id) => ({ id: id.replace("+", ""), done: id.endsWith("+") }));
    const line = el("p.avance", { hidden: true });
    const link = one("a", li);
    if (link) link.after(line);
    return { li, line, slug: li.dataset.etape || "", tasks };
  });
  const total = el("p.fait-sur.total", { hidden: true });
  const way = one(".vers-plan");
  if (way) add(way, total);
  const show = (): void => {
    const plan = store.read();
    const counts = lines.map((l) => plan.count(l.slug, l.tasks)), all = sum(counts);
    lines.forEach(({ li, line }, i) => {
      line.hidden = all.done === 0;
      line.textContent = over(counts[i]) ? `✓ Étape terminée : ${words(counts[i])}` : words(counts[i]);
      li.classList.toggle("finie", over(counts[i]));
    });
    total.hidden = all.done === 0;
    total.textContent = `En tout : ${words(all)}.`;
  };
  watch(show);
  show();
}

const store = new Store();
const article = one(".chapitre[data-etape]"), plan = one(".mon-plan");
if (article) chapter(article, store);
if (plan) new Sheet(plan, store);
trail(all(".sentier [data-taches]"), store);
