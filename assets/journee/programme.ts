// What is chosen, as a programme: in order, by day, with hours when they can be told, to be printed, sent and shared.

import { add, el, empty, one } from "../carte/dom";
import { choices, clock, digits, hour, lasting, letter, long, lunches, minutes, moved, pauses, split, timetable, total, write, type Module, type Plan, type Slot } from "./day";

type Change = (change: (p: Plan) => void) => void;

export class Programme {
  readonly section = el("section.programme", { id: "programme_", tabIndex: -1, hidden: true, "aria-labelledby": "programme-titre_" });
  private list = el("div", {});
  private note = el("p.note", { hidden: true });
  private said = el("p.dit", { role: "status" });
  private link = el("input", { type: "text", readOnly: true, id: "lien_" });
  private mail = el("a.bouton", {}, "Envoyer par courriel");
  private foot = el("p.source", {});
  private whole = el("p.total", {});

  constructor(private known: Map<string, Module>, private root: HTMLElement, private plan: Plan, private change: Change) {
    add(this.section, el("h2", { id: "programme-titre_" }, "Votre programme"), this.list, this.whole, this.note, this.hours(), this.share(), this.said, this.foot);
    this.link.addEventListener("focus", () => this.link.select());
  }

  /** hours are the fields that give the programme its hours. */
  private hours(): HTMLElement {
    const start = el("input", { type: "time", id: "debut_", value: this.plan.start === null ? "" : digits(this.plan.start) });
    start.addEventListener("change", () => this.change((p) => (p.start = clock(start.value))));
    const field = (id: string, label: string, input: HTMLElement): HTMLElement => el("div", {}, el("label", { for: id }, label), input);
    const select = (id: string, key: "pause" | "lunch", lengths: number[]): HTMLSelectElement => {
      const s = el("select", { id }, ...lengths.map((n) => el("option", { value: String(n), selected: n === this.plan[key] }, n ? minutes(n) : "Aucune")));
      s.addEventListener("change", () => this.change((p) => (p[key] = Number(s.value))));
      return s;
    };
    const form = el("form.horaire", {}, el("fieldset", {}, el("legend", {}, "Donner des heures (si vous voulez)"),
      el("div", {}, field("debut_", "Début", start), field("pause_", "Pause entre deux modules", select("pause_", "pause", pauses)),
        field("repas_", "Pause de midi", select("repas_", "lunch", lunches)))));
    form.addEventListener("submit", (ev) => ev.preventDefault());
    return form;
  }

  /** share is what one does with a programme. */
  private share(): HTMLElement {
    const button = (name: string, act: () => void): HTMLElement => {
      const b = el("button.bouton", { type: "button" }, name);
      b.addEventListener("click", act);
      return b;
    };
    return el("div.partage", {}, el("label", { for: "lien_" }, "Le lien de ce programme"), this.link,
      el("p.boutons", {}, button("Copier le lien", () => void this.copy()), button("Imprimer le programme", () => window.print()), this.mail,
        button("Tout enlever", () => {
          this.change((p) => (p.modules = []));
          const first = one<HTMLInputElement>("[data-module] input", this.root);
          if (first) first.focus();
        })));
  }

  /** copy falls back on the selection where the browser keeps the clipboard from pages (an address without https). */
  private async copy(): Promise<void> {
    let done = false;
    try {
      await navigator.clipboard.writeText(this.link.value);
      done = true;
    } catch {
      this.link.focus();
      this.link.select();
      done = document.execCommand("copy");
    }
    this.said.textContent = done ? "Le lien est copié." : "La copie n’a pas marché. Le lien est sélectionné : faites Ctrl + C, ou Cmd + C.";
  }

  /** show shows what is chosen, and keeps the focus on the button that was used. */
  show(chosen: Module[]): void {
    const used = document.activeElement instanceof HTMLElement && this.list.contains(document.activeElement) ? document.activeElement.dataset.cle : undefined;
    const firsts = split(chosen.map((m) => m.max));
    const days = firsts.map((f, d) => chosen.slice(f, firsts[d + 1]));
    const exact = chosen.every((m) => m.min === m.max);
    const times = days.map((ms) => (exact && this.plan.start !== null ? timetable(ms.map((m) => m.max), this.plan) : null));
    this.section.hidden = !chosen.length;
    empty(this.list);
    days.forEach((ms, d) => this.day(ms, d, days.length, firsts[d], chosen.length, times[d]));
    this.tell(chosen, days.length, times);
    this.said.textContent = "";
    this.link.value = location.href.split(/[?#]/)[0] + write(this.plan);
    this.whole.textContent = `En tout : ${lasting(total(chosen))}, sans les pauses.`;
    const { site = "", base = "", courriel = "" } = this.root.dataset;
    this.foot.textContent = `${site}${base ? `, ${base}/` : ""}. Ce programme : ${this.link.value}`;
    const subject = `Programme de formation : ${chosen.length} module${chosen.length > 1 ? "s" : ""}`;
    this.mail.href = `mailto:${courriel}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(letter(days, this.link.value, site, times))}`;
    if (used) this.refocus(used);
  }

  private day(ms: Module[], d: number, of: number, first: number, n: number, times: Slot[] | null): void {
    if (of > 1) add(this.list, el("h3", {}, `Journée ${d + 1} : ${lasting(total(ms))}`));
    const items = ms.map((m, i) => {
      const slot = times && times[i], at = first + i;
      return el("li", {},
        el("p.nom", {}, slot ? el("span.heures", {}, `${hour(slot.from)} – ${hour(slot.to)}`) : null, m.title),
        el("p.temps", {}, long(m)), m.aim ? el("p.but", {}, m.aim) : null, this.length(m),
        el("p.deplacer", {}, this.step(m, -1, at === 0), this.step(m, 1, at === n - 1), this.remove(m)),
        slot && slot.rest && slot.until > slot.to ? el("p.pause", {}, `${slot.rest === "repas" ? "Pause de midi" : "Pause"} : ${hour(slot.to)} – ${hour(slot.until)}`) : null);
    });
    add(this.list, el("ol", { start: first + 1 }, ...items));
  }

  /** step is the button that moves a module: "Monter", "Descendre". */
  private step(m: Module, by: -1 | 1, off: boolean): HTMLElement {
    const name = by < 0 ? "Monter" : "Descendre";
    const b = el("button", { type: "button", disabled: off, "aria-label": `${name} : ${m.title}`, "data-cle": `${name} ${m.id}` }, name);
    b.addEventListener("click", () => {
      this.change((p) => (p.modules = moved(p.modules, m.id, by)));
      const at = this.plan.modules.indexOf(m.id) + 1;
      this.said.textContent = `« ${m.title} » est maintenant en place ${at} sur ${this.plan.modules.length}.`;
    });
    return b;
  }

  /** length is where one chooses how long a module is to take, when that is not settled. */
  private length(m: Module): HTMLElement | null {
    const bounds = this.known.get(m.id) as Module, lengths = choices(bounds);
    if (!lengths.length) return null;
    const option = (n: number, words: string): HTMLElement => el("option", { value: String(n), selected: n === (this.plan.lengths[m.id] || 0) }, words);
    const s = el("select", { id: "duree_" + m.id, "aria-label": `Durée souhaitée : ${m.title}`, "data-cle": `Duree ${m.id}` }, option(0, "À décider"), ...lengths.map((n) => option(n, minutes(n))));
    s.addEventListener("change", () => this.change((p) => {
      if (Number(s.value)) p.lengths[m.id] = Number(s.value);
      else delete p.lengths[m.id];
    }));
    return el("p.regler", {}, el("label", { for: s.id }, "Durée souhaitée"), " ", s);
  }

  private remove(m: Module): HTMLElement {
    const b = el("button", { type: "button", "aria-label": `Retirer : ${m.title}` }, "Retirer");
    b.addEventListener("click", () => {
      this.change((p) => (p.modules = p.modules.filter((id) => id !== m.id)));
      const box = one<HTMLInputElement>("#choix_" + m.id, this.root);
      if (!this.section.hidden) this.section.focus();
      else if (box) box.focus();
    });
    return b;
  }

  /** refocus gives the focus back to a button of the same name, or to the other one of its module when it has no more use. */
  private refocus(used: string): void {
    const [name, id] = used.split(" ");
    for (const n of [name, name === "Monter" ? "Descendre" : "Monter"]) {
      const b = one<HTMLButtonElement | HTMLSelectElement>(`[data-cle="${n} ${id}"]`, this.list);
      if (b && !b.disabled) return b.focus();
    }
  }

  /** tell says how the days were made, and why there are no hours when some were asked for. */
  private tell(chosen: Module[], days: number, times: (Slot[] | null)[]): void {
    const open = chosen.filter((m) => m.min < m.max), said: string[] = [];
    if (days > 1) said.push(open.length ? "Les journées sont faites au plus long : elles suffiront dans tous les cas." : "Un module n’est pas coupé en deux : celui qui ne tient plus passe au jour suivant.");
    if (this.plan.start !== null && open.length) said.push(`Les heures ne peuvent pas être données : choisissez d’abord la durée de « ${open[0].title} ».`);
    else if (this.plan.start !== null && times.some((t) => !t)) said.push("La journée finirait après minuit : choisissez un début plus tôt.");
    else if (this.plan.start !== null && days > 1) said.push("Chaque journée commence à la même heure.");
    this.note.textContent = said.join(" ");
    this.note.hidden = !said.length;
  }
}
