// What an embedded page becomes when it is asked to: its list filtered, a card, the living map. All of it is the map
// page's own, without its form: what there is to see has been chosen by whoever embeds the page.

import { Card } from "../carte/card";
import { approximate, decode, hasPoint, labels, sectors, type Data, type Entry } from "../carte/data";
import { add, all, el, one, plural } from "../carte/dom";
import { find, type Hits } from "../carte/filter";
import type { Ground, Plan } from "../carte/map";
import { filtered, read, type State } from "../carte/state";
import { fold, words } from "../carte/text";

/** root is the site's: this script lies in its folder of assets. */
const root = new URL("../", import.meta.url).href;

/** most is how many entries a list shows; the site's own page has the rest. */
const most = 100;

async function json<T>(url: string): Promise<T> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json() as Promise<T>;
}

/** load fetches what the page says its list is made from. */
export async function load(main: HTMLElement, frame: HTMLElement | null): Promise<Living> {
  const at = (name: string): string => root + (main.dataset[name] || "").replace(/^\//, "");
  const [facets, raw] = await Promise.all([json<Data["facets"]>(root + "donnees/facettes.json"), json<Parameters<typeof decode>[1]>(at("donnees"))]);
  return new Living(decode(facets, raw), main, frame, main.dataset.fond ? at("fond") : "");
}

export class Living {
  private state: State;
  private entries: Entry[];
  private plan: Plan | null = null;
  private box: HTMLElement | null = null;
  private sheet: Card;

  constructor(private data: Data, private main: HTMLElement, private frame: HTMLElement | null, private ground: string) {
    this.state = read(this.address(location.pathname), root, data).state;
    this.entries = find(data, this.state, null).entries;
    this.sheet = new Card(data, root, { closed: () => this.plan && this.plan.choose(null), chosen: (e, from) => this.open(e, () => from, true) });
    add(main, this.sheet.box);
  }

  /** address is that of the list's own page: the two choose the same. */
  private address(path: string): URL {
    const base = new URL(root).pathname;
    return new URL(base + path.slice(base.length).replace(/^embed\/(carte\/)?/, "carte/") + location.search, root);
  }

  /** filter keeps what the address asks for, and says how many. */
  async filter(query: URLSearchParams): Promise<void> {
    const { state, unknown } = read(this.address(location.pathname), root, this.data);
    let hits: Hits = null;
    if (state.q.trim()) {
      const { Search } = await import("../carte/search");
      const named = (e: Entry): string => ["secteurs", "natures", "publics", "statuts", "province", "commune"].flatMap((cle) => labels(this.data, e, cle).map((v) => v.libelle)).join(" ");
      hits = new Search(this.data.entries.map((e) => ({ id: e.index, titre: e.titre, lieu: e.lieu, mots: named(e) })), words, fold).find(state.q);
    }
    this.state = state;
    this.entries = find(this.data, state, hits).entries;
    const ignored = unknown.filter((u) => !["fond", "encre", "accent", "urgence"].includes(u.split("=")[0]));
    const count = one(".compte", this.main);
    if (count) count.textContent = plural(this.entries.length, "initiative") + (ignored.length ? `. Ignoré dans l’adresse : ${ignored.slice(0, 3).join(", ")}.` : "");
    this.list();
    const names = this.data.facets.flatMap((f) => (query.get(f.cle) ? f.valeurs.filter((v) => (state.picked[f.cle] || []).includes(v.id)).map((v) => v.libelle) : []));
    const title = one("h1", this.main);
    if (title && names.length) title.textContent = `${names.join(", ")} – ${title.textContent}`;
    const rest = one<HTMLAnchorElement>(".reste a", this.main), back = one<HTMLAnchorElement>(".retour a");
    for (const a of [rest, back]) if (a) a.search = query.toString();
  }

  /** list hides what is not kept, and adds what the page did not hold. */
  private list(): void {
    const kept = new Set(this.entries.map((e) => e.id));
    const here = new Set<string>();
    for (const item of all("[data-initiative]", this.main)) {
      const id = item.dataset.initiative || "";
      item.hidden = !kept.has(id);
      here.add(id);
    }
    for (const g of all(".liste section", this.main)) {
      const n = all("[data-initiative]", g).filter((i) => !i.hidden).length;
      g.hidden = n === 0;
      const count = one("h3 .n", g);
      if (count) count.textContent = plural(n, "initiative");
    }
    for (const h of all(".liste .hors", this.main)) h.hidden = all(".liste .hors ~ section", this.main).every((s) => s.hidden);
    const more = this.entries.filter((e) => !here.has(e.id)).slice(0, Math.max(0, most - (this.entries.length - this.entries.filter((e) => !here.has(e.id)).length)));
    const section = one(".liste", this.main), rest = one(".reste", this.main);
    const items = more.map((e) => el("li", { "data-initiative": e.id }, el("a", { href: `${root}initiatives/${e.id}/` }, e.titre), el("p", {}, el("span", {}, e.lieu))));
    if (section && items.length) section.insertBefore(el("ul.cartes", {}, ...items), rest);
    if (rest) rest.hidden = this.entries.length <= most;
  }

  /** card opens one entry beside the rest. */
  card(slug: string): void {
    const e = this.data.byId.get(slug);
    if (e) this.open(e, null, false);
  }

  /** alone shows one entry and nothing else. */
  alone(slug: string): void {
    const e = this.data.byId.get(slug);
    if (!e) throw new Error("no such entry");
    this.sheet.show(e, null, false);
    const title = one("h1", this.main);
    if (title) title.textContent = e.titre;
    document.title = e.titre;
    for (const a of all<HTMLAnchorElement>(".retour p:first-child a")) a.href = `${root}initiatives/${e.id}/`;
  }

  private open(e: Entry, back: (() => HTMLElement | null) | null, focus: boolean): void {
    this.sheet.show(e, back, focus);
    if (!this.plan) return;
    this.plan.aim(e);
    this.plan.choose(e);
  }

  /** wake puts the living map in the drawing's place. As long as it was not asked for, nothing of it answers. */
  async wake(asked: boolean): Promise<void> {
    if (!this.plan) await this.draw();
    if (!this.box || !asked) return;
    this.box.inert = false;
    this.box.classList.remove("inerte");
    const first = one("button.pt[tabindex='0'], .outils button", this.box); // the button that was pressed goes away
    if (first) first.focus({ preventScroll: true });
  }

  private async draw(): Promise<void> {
    const frame = this.frame;
    if (!frame) return;
    const [{ Plan }, ground] = await Promise.all([import("../carte/map"), this.ground ? json<Ground>(this.ground) : null]);
    const box = el("div.plan-vif.inerte", { role: "group", "aria-label": "Carte des initiatives. Les flèches vont d’un point à l’autre." });
    box.inert = true;
    frame.insertBefore(box, one(".activer", frame));
    const home = (frame.dataset.cadre || "").split(",").map(Number) as [number, number, number, number];
    const plan = new Plan(box, ground, this.data, home, { approximate, hasPoint, sectors, el, plural }, {
      open: (entries, where, count, back) => (count > 1 ? this.sheet.list(where, entries, count, back) : this.open(entries[0], back, true)), look: () => undefined, moved: () => undefined,
    });
    plan.show(this.entries);
    if (this.state.vue) plan.setView(this.state.vue);
    else if (filtered(this.state)) plan.fit(this.entries);
    box.classList.add("prete");
    const svg = one("svg.carte", frame);
    if (svg) svg.setAttribute("class", "carte cachee");
    this.plan = plan;
    this.box = box;
    document.documentElement.dataset.carte = "prete";
  }
}
