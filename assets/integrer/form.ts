// The form: it changes the choice, and tells.

import { add, el, empty } from "../carte/dom";
import { fold } from "../carte/text";
import type { Choice, Colours, What } from "./choice";

/** offered are the colours one starts from: the site's own. */
const offered: Colours = { fond: "#fbf7ed", encre: "#16332a", accent: "#0f5a40" };

/** plain makes what one types and what French typography writes the same. */
const plain = (name: string): string => fold(name).replace(/\s+/g, " ").trim();

const field = (label: string, id: string, ...inside: (Node | null)[]): HTMLElement => el("div", {}, el("label.champ", { for: id }, label), ...inside);

export class Form {
  readonly form = el("form", { "aria-label": "Ce que vous voulez montrer" });
  private names: Map<string, { title: string; id: string }> | null = null; // initiatives, by their plain name
  private name = el("input", { type: "text", id: "nom_", autocomplete: "off", list: "noms_" });
  private suggestions = el("datalist", { id: "noms_" });
  private one: HTMLElement;
  private lists: HTMLElement[];

  constructor(private choice: Choice, numbers: boolean, private data: string, private changed: () => void) {
    const territory = this.select("territoire_", "Tout le pays", [["Région ou pays", "region"], ["Province", "province"], ["Commune", "commune"]], (v) => (choice.territory = v));
    const sector = this.select("secteur_", "Tous les secteurs", [["Secteur", "secteurs"]], (v) => (choice.sector = v));
    this.one = field("Quelle initiative ?", "nom_", this.name, this.suggestions);
    this.one.hidden = true;
    this.lists = [field("Territoire", "territoire_", territory), field("Secteur", "secteur_", sector)];
    add(this.form, this.whats(), ...this.lists, this.one, field("Hauteur du cadre, en pixels", "hauteur_", this.height()), this.colours(), numbers ? this.numbers() : null);
    this.form.addEventListener("submit", (ev) => ev.preventDefault());
    this.name.addEventListener("input", () => this.typed());
  }

  private select(id: string, none: string, groups: [string, string][], set: (value: string) => void): HTMLSelectElement {
    const options = (cle: string): HTMLElement[] => this.choice.values(cle).map((v) => el("option", { value: v.id }, v.libelle));
    const filled = groups.filter(([, cle]) => this.choice.values(cle).length);
    const inside = filled.flatMap(([label, cle]) => (filled.length > 1 ? [el("optgroup", { label }, ...options(cle))] : options(cle)));
    const s = el("select", { id }, el("option", { value: "" }, none), ...inside);
    s.addEventListener("change", () => {
      set(s.value);
      this.changed();
    });
    return s;
  }

  private whats(): HTMLElement {
    const words: [What, string][] = [["tout", "La carte et la liste"], ["carte", "La carte seule"], ["liste", "La liste seule"], ["fiche", "Une seule initiative"]];
    const radios = words.map(([value, label]) => {
      const input = el("input", { type: "radio", name: "quoi", value, checked: value === "tout" });
      input.addEventListener("change", () => {
        this.choice.what = value;
        this.one.hidden = value !== "fiche";
        for (const l of this.lists) l.hidden = value === "fiche";
        if (value === "fiche") void this.load();
        this.changed();
      });
      return el("label.case", {}, input, label);
    });
    return el("fieldset", {}, el("legend", {}, "Montrer"), el("div", {}, ...radios));
  }

  private height(): HTMLElement {
    const input = el("input", { type: "number", id: "hauteur_", min: "300", max: "2000", step: "10", value: String(this.choice.height) });
    input.addEventListener("change", () => {
      this.choice.height = Math.min(2000, Math.max(300, Math.round(Number(input.value)) || 600));
      input.value = String(this.choice.height);
      this.changed();
    });
    return input;
  }

  private colours(): HTMLElement {
    const words: [keyof Colours, string][] = [["fond", "Fond"], ["encre", "Texte"], ["accent", "Liens"]];
    const wells = el("div", { hidden: true });
    const inputs = words.map(([name, label]) => {
      const input = el("input", { type: "color", value: offered[name], name });
      input.addEventListener("input", () => update());
      add(wells, el("label.case", {}, input, label));
      return input;
    });
    const own = el("input", { type: "checkbox", name: "couleurs" });
    const update = (): void => {
      const [fond, encre, accent] = inputs.map((i) => i.value);
      this.choice.colours = own.checked ? { fond, encre, accent } : null;
      wells.hidden = !own.checked;
      this.changed();
    };
    own.addEventListener("change", update);
    return el("fieldset", {}, el("legend", {}, "Couleurs"), el("label.case", {}, own, "Prendre les couleurs de mon site"), wells);
  }

  private numbers(): HTMLElement {
    const input = el("input", { type: "checkbox", checked: true, name: "urgence" });
    input.addEventListener("change", () => {
      this.choice.numbers = input.checked;
      this.changed();
    });
    return el("fieldset", {}, el("legend", {}, "Numéros d’urgence"), el("label.case", {}, input, "Les garder : la personne qui lit en a peut-être besoin"));
  }

  /** load fetches the names of initiatives, once they are asked for. */
  private async load(): Promise<void> {
    if (this.names) return;
    this.names = new Map();
    try {
      const raw = (await (await fetch(this.data)).json()) as { id?: string[]; titre?: string[]; features?: { id: string; properties: { titre: string } }[] };
      const pairs = raw.features ? raw.features.map((f) => [f.properties.titre, f.id]) : (raw.id || []).map((id, i) => [(raw.titre || [])[i], id]);
      for (const [name, id] of pairs) {
        const title = this.names.has(plain(name)) ? `${name} (${id})` : name;
        this.names.set(plain(title), { title, id });
      }
      this.typed();
    } catch {
      this.names = null; // asked again with the next choice
    }
  }

  /** typed suggests names, and takes the one that is whole. */
  private typed(): void {
    const start = plain(this.name.value), names = this.names ? [...this.names] : [];
    const whole = this.names && this.names.get(start);
    empty(this.suggestions);
    if (!whole) add(this.suggestions, ...names.filter(([name]) => name.includes(start)).slice(0, 30).map(([, e]) => el("option", { value: e.title })));
    const id = whole ? whole.id : "";
    if (id === this.choice.id) return;
    this.choice.id = id;
    this.changed();
  }
}
