// The form that filters: it takes the place of the builder's links, with the same labels and more of them. Each choice
// says how many entries it would keep; a choice that would keep none is there, and cannot be made.

import type { Data, Facet } from "./data";
import { add, all, el, empty, number, one } from "./dom";
import type { Found } from "./filter";
import type { State } from "./state";

export interface PanelHooks {
  pick(cle: string, id: string, on: boolean): void;
  text(q: string): void;
  near(name: string): void;
  locate(): void;
  suggest(start: string): Promise<string[]>;
  clear(): void;
}

/** shelves are the facets that open together. */
const shelves: { titre: string; cles: string[] }[] = [
  { titre: "Secteur", cles: ["secteurs"] }, { titre: "Où", cles: ["region", "province", "commune"] }, { titre: "Pour qui", cles: ["publics"] },
  { titre: "Nature", cles: ["natures"] }, { titre: "Accès", cles: ["acces"] }, { titre: "Statut des pairs", cles: ["statuts"] }, { titre: "État", cles: ["etat"] },
];

export class Panel {
  readonly form: HTMLFormElement;
  readonly status = el("p.compte", { role: "status" });
  readonly chips = el("ul.puces", { "aria-label": "Filtres choisis" });
  readonly note = el("p.note.proche", { hidden: true, role: "status" });
  private q = el("input", { type: "search", name: "q", id: "q_", autocomplete: "off", enterKeyHint: "search" });
  private pres = el("input", { type: "text", name: "pres", id: "pres_", autocomplete: "off", list: "lieux_", placeholder: "Namur" });
  private places = el("datalist", { id: "lieux_" });
  private boxes = new Map<string, { box: HTMLInputElement; count: HTMLElement; label: HTMLElement }>();
  private counters: { badge: HTMLElement; cles: string[] }[] = [];

  constructor(private data: Data, private hooks: PanelHooks) {
    const here = el("button.bouton.ici", { type: "button" }, "Ma position");
    here.addEventListener("click", () => hooks.locate());
    if (!("geolocation" in navigator)) here.hidden = true;
    const groups = shelves.map((s) => this.shelf(s.titre, s.cles)).filter((d): d is HTMLDetailsElement => d !== null);
    if (groups[0]) groups[0].open = true;
    const badge = el("b.choisis", { hidden: true });
    this.counters.push({ badge, cles: shelves.flatMap((s) => s.cles) });
    this.form = el("form.filtres", { role: "search", "aria-label": "Chercher dans la carte" },
      el("p.mot", {}, el("label", { for: "q_" }, "Chercher un mot"), this.q),
      el("div.facettes", {},
        el("details", { name: "outil" }, el("summary", {}, "Filtrer", badge), el("div.choix", {}, ...groups)),
        el("details", { name: "outil" }, el("summary", {}, "Près de chez moi"), el("p", {}, el("label", { for: "pres_" }, "Commune ou localité"), el("span.avec", {}, this.pres, here), this.places))), this.note);
    this.listen();
  }

  private listen(): void {
    this.form.addEventListener("submit", (ev) => ev.preventDefault());
    this.q.addEventListener("input", () => this.hooks.text(this.q.value));
    this.pres.addEventListener("input", () => {
      this.hooks.suggest(this.pres.value).then((names) => {
        if (names.includes(this.pres.value)) return;
        empty(this.places);
        add(this.places, ...names.map((n) => el("option", { value: n })));
      });
    });
    this.pres.addEventListener("change", () => this.hooks.near(this.pres.value));
    this.form.addEventListener("keydown", (ev) => {
      const open = ev.key === "Escape" && ev.target instanceof Element ? ev.target.closest("details[open]") : null;
      const summary = open && one("summary", open);
      if (open && summary) {
        open.removeAttribute("open");
        summary.focus();
        ev.stopPropagation();
      }
    });
  }

  private shelf(titre: string, cles: string[]): HTMLDetailsElement | null {
    const facets = cles.map((c) => this.data.facets.find((f) => f.cle === c)).filter((f): f is Facet => !!f && f.valeurs.length > 0);
    if (!facets.length) return null;
    const badge = el("b.choisis", { hidden: true });
    this.counters.push({ badge, cles });
    const lists = facets.map((f) => el("fieldset", {}, el("legend", { className: facets.length > 1 ? "" : "cachee" }, f.libelle), el("ul", {}, ...f.valeurs.map((v) => this.option(f, v.id)))));
    return el("details", {}, el("summary", {}, titre, badge), ...lists);
  }

  private option(f: Facet, id: string): HTMLLIElement {
    const v = f.valeurs.find((x) => x.id === id) || f.valeurs[0];
    const box = el("input", { type: "checkbox", name: f.cle, value: id });
    const count = el("span.n");
    const label = el("label", {}, box, v.lettre ? el("i", { className: `s${v.rang} ${v.forme}`, "aria-hidden": "true" }, v.lettre) : null, el("span", {}, v.libelle), " ", count);
    box.addEventListener("change", () => this.hooks.pick(f.cle, id, box.checked));
    this.boxes.set(f.cle + "=" + id, { box, count, label });
    return el("li", {}, label);
  }

  /** update shows a state: what is chosen, and what each choice would keep. */
  update(state: State, found: Found): void {
    this.data.facets.forEach((f, i) => f.valeurs.forEach((v, rank) => {
      const o = this.boxes.get(f.cle + "=" + v.id);
      if (!o) return;
      const n = found.counts[i][rank], on = (state.picked[f.cle] || []).includes(v.id);
      o.box.checked = on;
      o.box.disabled = n === 0 && !on;
      o.label.className = o.box.disabled ? "vide" : "";
      o.count.textContent = number(n);
    }));
    for (const c of this.counters) {
      const n = c.cles.reduce((sum, cle) => sum + (state.picked[cle] || []).length, 0);
      c.badge.hidden = n === 0;
      c.badge.textContent = String(n);
    }
    if (document.activeElement !== this.q) this.q.value = state.q;
    if (document.activeElement !== this.pres) this.pres.value = state.pres;
    this.chip(state);
  }

  private chip(state: State): void {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.puce : undefined;
    empty(this.chips);
    const put = (key: string, text: string, remove: () => void): void => {
      const b = el("button", { type: "button", "data-puce": key, "aria-label": `Retirer le filtre ${text}` }, text, el("span", { "aria-hidden": "true" }, "×"));
      b.addEventListener("click", () => {
        const at = all("button", this.chips).indexOf(b);
        remove();
        const left = all("button", this.chips);
        (left[Math.min(at, left.length - 1)] || this.q).focus();
      });
      add(this.chips, el("li", {}, b));
    };
    if (state.q.trim()) put("q", `« ${state.q.trim()} »`, () => this.hooks.text(""));
    if (state.pres) put("pres", `près de ${state.pres}`, () => this.hooks.near(""));
    for (const f of this.data.facets) {
      for (const id of state.picked[f.cle] || []) {
        const v = f.valeurs.find((x) => x.id === id);
        if (v) put(f.cle + "=" + id, v.libelle, () => this.hooks.pick(f.cle, id, false));
      }
    }
    this.chips.hidden = !this.chips.firstChild;
    if (this.chips.firstChild) {
      const b = el("button.tout-effacer", { type: "button" }, "Tout effacer");
      b.addEventListener("click", () => {
        this.hooks.clear();
        this.q.focus();
      });
      add(this.chips, el("li", {}, b));
    }
    const same = focused && all("button", this.chips).find((b) => b.dataset.puce === focused);
    if (same) same.focus();
  }

  /** say tells the visitor how many, and what was not understood. */
  say(text: string): void {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  /** explain is a line under the two fields. */
  explain(text: string): void {
    this.note.hidden = !text;
    this.note.textContent = text;
  }

  /** typed puts back what a suggestion or the device answered. */
  typed(pres: string): void {
    this.pres.value = pres;
  }
}
