// The script of the map's pages. The page is whole without it; it gives filters that answer at once, a search, distances,
// and a map that moves. What the visitor chose is one state, written in the address; the form, the list, the card and the
// map show it.

import { Card } from "./card";
import { approximate, decode, hasPoint, labels, sectors, type Data, type Entry, type Facet } from "./data";
import { add, all, el, empty, later, one, plural } from "./dom";
import { find, without, type Hits } from "./filter";
import { List } from "./list";
import type { Ground, Plan, Provinces } from "./map";
import { distance, Gazetteer, type Point } from "./near";
import { Panel } from "./panel";
import type { Document, Search } from "./search";
import { filtered, none, read, write, type State } from "./state";
import { fold, words } from "./text";
import { Tiles } from "./tiles";

/** root is the site's: this script lies in its folder of assets. */
const root = new URL("../", import.meta.url).href;

async function json<T>(url: string): Promise<T> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json() as Promise<T>;
}

// What the page has begun to load, read before the page's address changes.
const preloaded = (name: string): string => (one<HTMLLinkElement>("link." + name) || { href: "" }).href;
const dataAddress = preloaded("carte-donnees"), groundAddress = preloaded("carte-fond");

class Page {
  private state: State;
  private start: string; // the address of what the builder's page shows
  private unknown: string[];
  private hits: Hits = null;
  private search: Promise<Search> | null = null;
  private places: Promise<Gazetteer> | null = null;
  private outlines: Promise<Provinces | null> | null = null;
  private from: Point | null = null;
  private plan: Plan | null = null;
  private found: Entry[] = [];
  private onlyView = false; // the list shows what the map does
  private list: List;
  private panel: Panel;
  private card: Card;
  private sort = el("select", { id: "tri_" }, ...[["", "Par lieu"], ["nom", "Par nom"], ["distance", "Du plus près au plus loin"], ["verification", "Les plus récemment vérifiées"]].map(([value, text]) => el("option", { value }, text)));
  private inView = el("input", { type: "checkbox", id: "zone_" });
  private empty = el("div.rien", { hidden: true });
  private title = { heading: "", page: document.title };

  /** whole gives the data when the map is cut into tiles: it is too large to be loaded before it is asked for. */
  constructor(private data: Data, private section: HTMLElement, private total: number, private tiles: Tiles | null, private whole: (() => Promise<Data>) | null) {
    for (const a of all("a[href]")) { // the page's address will change: what its links lead to must not
      const to = a.getAttribute("href") || "";
      if (!to.startsWith("#")) a.setAttribute("href", new URL(to, document.baseURI).href);
    }
    const { state, unknown } = read(new URL(location.href), root, data);
    this.state = state;
    this.unknown = unknown;
    const own = read(new URL(location.pathname, location.href), root, data).state;
    this.start = write(own, data);
    this.list = new List(section, data, root, { look: (e) => this.look(e, "list"), show: (e, b) => this.show(e, b) });
    this.panel = new Panel(data, {
      pick: (cle, id, on) => this.pick(cle, id, on), text: (q) => this.text(q), near: (name) => void this.near(name), locate: () => this.locate(),
      suggest: async (start) => (await this.gazetteer()).suggest(start, 8).map((p) => p.nom), clear: () => this.clear(),
    });
    this.card = new Card(data, root, { closed: () => this.closed(), chosen: (e, b) => this.show(e, b) });
    this.furnish();
  }

  /** furnish puts the form, the count and the list's tools in the page. */
  private furnish(): void {
    const nav = one("nav.facettes"), atlas = one(".atlas"), heading = one("h1");
    if (nav) nav.replaceWith(this.panel.form);
    else if (atlas) atlas.insertBefore(this.panel.form, atlas.firstChild);
    const phrase = one(".ouverture .chapo");
    if (phrase) phrase.replaceWith(this.panel.status);
    add(this.panel.form, this.panel.chips);
    const title = one("h2", this.section), frame = one(".cadre");
    if (title) {
      const head = el("div.tete-liste", {}, el("p", {}, el("label.ordre", { for: "tri_" }, "Ordre de la liste"), this.sort));
      title.replaceWith(head, this.empty);
      head.insertBefore(title, head.firstChild);
    }
    if (frame) frame.after(el("p.zone-affichee", {}, el("label", {}, this.inView, "Ne lister que la zone affichée")));
    this.section.insertBefore(this.card.box, this.section.firstChild);
    this.sort.addEventListener("change", () => this.change({ ...this.state, tri: this.sort.value as State["tri"] }));
    this.inView.addEventListener("change", () => {
      this.onlyView = this.inView.checked;
      this.render();
    });
    if (heading) this.title.heading = heading.textContent || "";
    this.panel.form.addEventListener("focusin", () => void this.need());
    this.panel.form.addEventListener("click", () => void this.need()); // a tap does not focus everywhere
    this.sort.addEventListener("focus", () => void this.need());
    this.inView.addEventListener("focus", () => void this.need());
    addEventListener("popstate", () => this.back());
    addEventListener("beforeprint", () => this.print());
    document.addEventListener("keydown", (ev) => {
      if (ev.key === "Escape" && this.card.open) this.card.close(true);
    });
  }

  /** begin shows the state of the address, then wakes the map. */
  async begin(): Promise<void> {
    if (this.state.q) await this.ask();
    if (this.state.pres) await this.place();
    this.render();
    if (this.state.i) this.openCard(this.data.byId.get(this.state.i) as Entry, null, false);
    await this.wake();
  }

  /** wake replaces the drawing by the living map, once there is time for it. */
  private async wake(): Promise<void> {
    const box = one(".cadre");
    const svg = box && one("svg.carte", box);
    if (!box) { // the site wants the list alone
      document.documentElement.dataset.carte = "prete";
      return;
    }
    const [{ Plan }, ground] = await Promise.all([import("./map"), groundAddress ? json<Ground>(groundAddress) : null]);
    const live = el("div.plan-vif", { role: "group", "aria-label": "Carte des initiatives. Les flèches vont d’un point à l’autre." });
    add(box, live);
    if (ground) box.after(el("p.sources", {}, "Fond de carte : " + ground.credits.join(" · ")));
    const home = (box.dataset.cadre || "").split(",").map(Number) as [number, number, number, number];
    const plan = new Plan(live, ground, this.data, home, { approximate, hasPoint, sectors, el, plural }, {
      open: (entries, where, count, back) => this.opened(entries, where, count, back), look: (e) => this.look(e, "map"),
      moved: (vue, byHand) => {
        if (byHand) this.change({ ...this.state, vue }, "replace", this.onlyView);
        else if (this.onlyView) this.render();
      },
    });
    if (this.tiles) plan.showTiles(this.tiles);
    else plan.show(this.found);
    if (this.state.vue) plan.setView(this.state.vue);
    else if (this.from) plan.near(this.from.lat, this.from.lon, 10);
    else if (filtered(this.state)) plan.fit(this.found);
    this.plan = plan;
    const e = this.data.byId.get(this.state.i);
    if (e) {
      if (!this.state.vue) plan.aim(e);
      plan.choose(e);
      void this.cover(e);
    }
    requestAnimationFrame(() => {
      live.classList.add("prete");
      if (svg) svg.setAttribute("class", "carte cachee");
      document.documentElement.dataset.carte = "prete";
    });
    const rue = one("script.carte-rue");
    if (rue) import("./street").then((m) => m.offer(rue, plan, box, root, { el }, () => this.state.vue)).catch(() => undefined); // the map is whole without
  }

  /** need loads the whole data of a map cut into tiles, the first time something is asked of it. */
  private async need(): Promise<void> {
    const load = this.whole;
    if (!load) return;
    this.whole = null;
    this.panel.say("Chargement des initiatives…");
    try {
      const { entries, byId } = await load();
      this.data.entries = entries;
      this.data.byId = byId;
      this.tiles = null;
      this.list.adopt();
      this.render();
    } catch {
      this.whole = load;
      this.panel.say("Les initiatives n’ont pas pu être chargées. Vérifiez votre connexion, puis réessayez.");
    }
  }

  /** change takes a new state: the address follows, then all that shows it. */
  private change(state: State, how: "push" | "replace" = "push", render = true): void {
    const facets = this.state.picked !== state.picked || this.state.q !== state.q;
    this.state = state;
    const address = root + write(state, this.data);
    if (address !== location.href) history[how === "push" ? "pushState" : "replaceState"](null, "", address);
    if (facets) this.unknown = [];
    if (render) this.render();
    if (facets && this.plan) {
      if (filtered(state)) this.plan.fit(this.found);
      else if (!state.vue) this.plan.reset();
    }
  }

  /** back follows the browser's history. */
  private async back(): Promise<void> {
    if (asked()) await this.need(); // a link within the page comes here too
    const { state, unknown } = read(new URL(location.href), root, this.data);
    const was = this.state;
    this.state = state;
    this.unknown = unknown;
    if (state.q) await this.ask();
    else this.hits = null;
    if (state.pres !== was.pres) await this.place();
    this.render();
    const e = this.data.byId.get(state.i);
    if (e) this.openCard(e, null, false);
    else this.card.close(false);
    if (!this.plan) return;
    this.plan.choose(e || null);
    void this.cover(e || null);
    if (state.vue) this.plan.setView(state.vue);
    else if (filtered(state)) this.plan.fit(this.found);
    else this.plan.reset();
  }

  private pick(cle: string, id: string, on: boolean): void {
    const had = this.state.picked[cle] || [];
    this.change({ ...this.state, picked: { ...this.state.picked, [cle]: on ? [...had, id] : had.filter((x) => x !== id) } });
  }

  private clear(): void {
    this.from = this.hits = null;
    this.panel.explain("");
    this.change(none());
  }

  private typed = later(() => this.change({ ...this.state }, "replace"), 120);

  private text(q: string): void {
    this.state = { ...this.state, q };
    void this.ask().then(() => (q ? this.typed() : this.change({ ...this.state })));
  }

  /** ask loads the search when it is first needed, and asks it. */
  private async ask(): Promise<void> {
    const q = this.state.q;
    if (!q.trim()) {
      this.hits = null;
      return;
    }
    this.search = this.search || import("./search").then((m) => new m.Search(this.data.entries.map((e) => this.document(e)), words, fold));
    const hits = (await this.search).find(q);
    if (q === this.state.q) this.hits = hits;
  }

  /** document is the text an entry is found by: what the data and the page know of it. */
  private document(e: Entry): Document {
    const named = ["secteurs", "natures", "publics", "statuts", "province", "commune"].flatMap((cle) => labels(this.data, e, cle).map((v) => v.libelle));
    return { id: e.index, titre: e.titre, lieu: e.lieu, mots: [...named, this.list.text(e.id)].join(" ") };
  }

  private gazetteer(): Promise<Gazetteer> {
    this.places = this.places || json<{ noms: string[]; lon: number[]; lat: number[] }>(root + "donnees/lieux.json").then((raw) => new Gazetteer(raw));
    return this.places;
  }

  private async near(name: string): Promise<void> {
    this.state = { ...this.state, pres: name.trim() };
    await this.place();
    this.change({ ...this.state });
    if (this.from && this.plan) this.plan.near(this.from.lat, this.from.lon, 10);
  }

  /** place finds the commune one starts from. */
  private async place(): Promise<void> {
    this.from = null;
    this.panel.explain("");
    if (!this.state.pres) return;
    try {
      const found = (await this.gazetteer()).find(this.state.pres);
      if (found) {
        this.from = found;
        this.state = { ...this.state, pres: found.nom };
        this.panel.typed(found.nom);
      } else this.panel.explain(`« ${this.state.pres} » n’est pas un lieu connu. Essayez le nom d’une commune proche.`);
    } catch {
      this.panel.explain("La liste des communes n’a pas pu être chargée. Vérifiez votre connexion, puis réessayez.");
    }
    if (!this.from) this.state = { ...this.state, pres: "" };
  }

  /** locate asks the device; the answer stays in this page, the address included. */
  private locate(): void {
    this.panel.explain("Recherche de votre position…");
    navigator.geolocation.getCurrentPosition((p) => {
      this.from = { lat: p.coords.latitude, lon: p.coords.longitude };
      this.state = { ...this.state, pres: "" };
      this.panel.typed("");
      this.panel.explain("Votre position reste dans cette page : elle n’est ni envoyée, ni gardée, ni écrite dans l’adresse.");
      this.change({ ...this.state });
      if (this.plan) this.plan.near(this.from.lat, this.from.lon, 10);
    }, () => this.panel.explain("Votre appareil n’a pas donné sa position. Écrivez plutôt le nom de votre commune."), { maximumAge: 600000, timeout: 15000 });
  }

  private render(): void {
    if (this.whole) {
      this.count(this.total);
      return;
    }
    const found = find(this.data, this.state, this.hits);
    this.found = found.entries;
    const shown = this.onlyView && this.plan ? found.entries.filter((e) => (this.plan as Plan).contains(e)) : found.entries;
    this.panel.update(this.state, found);
    const untouched = write({ ...this.state, i: "", vue: null }, this.data) === this.start && !this.onlyView && !this.from;
    if (untouched) this.list.pristine();
    else this.list.update({ entries: this.ordered(shown), grouped: !this.state.tri && !this.from && !this.hits, from: this.from });
    this.sort.value = this.state.tri || (this.from ? "distance" : "");
    this.count(shown.length);
    this.explainEmpty(shown.length, found.entries.length);
    this.retitle(untouched);
    this.list.mark(this.data.byId.get(this.state.i) || null, "choisie");
    if (this.plan) this.plan.show(found.entries);
  }

  private ordered(entries: Entry[]): Entry[] {
    const by = this.state.tri || (this.from ? "distance" : this.hits ? "score" : "");
    const from = this.from, hits = this.hits;
    const far = (e: Entry): number => (from && hasPoint(e) ? distance(from, e) : Infinity);
    const compare: Record<string, (a: Entry, b: Entry) => number> = {
      distance: (a, b) => far(a) - far(b) || 0, score: (a, b) => ((hits && hits.get(b.index)) || 0) - ((hits && hits.get(a.index)) || 0), verification: (a, b) => (a.verifie < b.verifie ? 1 : a.verifie > b.verifie ? -1 : 0),
    };
    return compare[by] ? [...entries].sort((a, b) => compare[by](a, b) || a.index - b.index) : entries;
  }

  private count(n: number): void {
    const total = this.total;
    const of = n === total ? "" : ` sur ${total}`;
    const ignored = this.unknown.length ? ` Ignoré dans l’adresse : ${this.unknown.slice(0, 3).join(", ")}.` : "";
    this.panel.say((n ? plural(n, "initiative") : "Aucune initiative") + of + (this.onlyView ? " dans la zone affichée" : "") + (ignored ? "." + ignored : ""));
  }

  /** explainEmpty says which choice to let go of when nothing is left. */
  private explainEmpty(n: number, all: number): void {
    empty(this.empty);
    this.empty.hidden = n > 0;
    if (n > 0) return;
    if (all > 0) {
      add(this.empty, el("p", {}, "Aucune initiative dans la zone affichée. Décochez la case, ou déplacez la carte."));
      return;
    }
    add(this.empty, el("p", {}, "Aucune initiative ne réunit tous ces choix. Pour en retrouver, retirez-en un :"));
    const ways = [...this.data.facets.filter((f) => (this.state.picked[f.cle] || []).length).map((f) => ({ cle: f.cle, nom: f.libelle })), ...(this.hits ? [{ cle: "q", nom: `« ${this.state.q.trim()} »` }] : [])]
      .map((w) => ({ ...w, n: find(this.data, without(this.state, w.cle), w.cle === "q" ? null : this.hits).entries.length })).sort((a, b) => b.n - a.n);
    const items = ways.map((w) => {
      const b = el("button", { type: "button" }, `Retirer ${w.nom}`, " ", el("span.n", {}, plural(w.n, "initiative")));
      b.addEventListener("click", () => (w.cle === "q" ? this.text("") : this.change(without(this.state, w.cle))));
      return el("li", {}, b);
    });
    add(this.empty, el("ul", {}, ...items));
  }

  /** retitle keeps the page's title true when its own filter no longer holds. */
  private retitle(untouched: boolean): void {
    const heading = one("h1");
    if (heading && heading.dataset.carte) heading.textContent = untouched || this.start === "carte/" ? this.title.heading : heading.dataset.carte;
  }

  private look(e: Entry | null, from: "list" | "map"): void {
    if (from === "list" && this.plan) this.plan.look(e);
    if (from === "map") this.list.mark(e, "vise");
  }

  /** show is asked for by the list, or by the list of one place. */
  private show(e: Entry, from: HTMLElement): void {
    if (this.plan) this.plan.aim(e);
    this.openCard(e, () => (document.contains(from) && from.offsetParent ? from : this.plan && this.plan.buttonOf(e)), true);
    this.change({ ...this.state, i: e.id }, "push", false);
  }

  private opened(entries: Entry[], where: string, count: number, back: () => HTMLElement | null): void {
    if (count > 1) {
      this.card.list(where, entries, count, back);
      return;
    }
    this.openCard(entries[0], back, true);
    this.change({ ...this.state, i: entries[0].id }, "push", false);
  }

  private openCard(e: Entry, back: (() => HTMLElement | null) | null, focus: boolean): void {
    this.card.show(e, back, focus);
    this.list.mark(e, "choisie");
    if (this.plan) this.plan.choose(e);
    void this.cover(e);
  }

  /** cover shows on the map where the open entry acts; without the outlines, its card still says it in words. */
  private async cover(e: Entry | null): Promise<void> {
    if (!this.plan) return;
    this.plan.cover([], null);
    if (!e || !e.zone.length) return;
    this.outlines = this.outlines || json<Provinces>(root + "donnees/provinces.json").catch(() => null);
    const outlines = await this.outlines;
    if (this.card.entry === e) this.plan.cover(e.zone, outlines);
  }

  private closed(): void {
    if (this.plan) this.plan.choose(null);
    void this.cover(null);
    this.list.mark(null, "choisie");
    this.change({ ...this.state, i: "" }, "push", false);
  }

  /** print gives the marks in view a number, and their entries the same. */
  private print(): void {
    if (!this.plan) return;
    const numbers = this.plan.number();
    for (const item of all("[data-initiative]", this.section)) {
      const e = this.data.byId.get(item.dataset.initiative || "");
      const n = e && numbers.get(e);
      if (n) item.dataset.numero = String(n);
      else delete item.dataset.numero;
    }
  }
}

/** sorry tells that the data did not come: the page stays as the builder made it. */
function sorry(task: () => void): void {
  const atlas = one(".atlas");
  if (!atlas) return;
  const again = el("button.bouton", { type: "button" }, "Réessayer");
  const box = el("p.panne", { role: "status" }, "Les données de la carte n’ont pas pu être chargées : les filtres rapides manquent. La liste, elle, est complète. ", again);
  again.addEventListener("click", () => {
    box.remove();
    task();
  });
  atlas.insertBefore(box, atlas.firstChild);
}

/** idle waits until the page is painted and quiet. */
const idle = (): Promise<void> => new Promise((done) => {
  const go = (): void => {
    if ("requestIdleCallback" in window) window.requestIdleCallback(() => done(), { timeout: 500 });
    else setTimeout(done, 50);
  };
  requestAnimationFrame(() => requestAnimationFrame(go));
});

/** asked tells that the address wants more than the whole map: one cut into tiles then needs its whole data. */
const asked = (): boolean => location.search !== "" || !/\/carte\/(page\/\d+\/)?$/.test(location.pathname);

async function start(): Promise<void> {
  const section = one(".liste"), script = one("script.carte-facettes");
  if (!section || !script) return;
  let page: Page;
  try {
    const facets = JSON.parse(script.textContent || "[]") as Facet[];
    const load = async (): Promise<Data> => decode(facets, await json(dataAddress || root + "donnees/carte.json"));
    const zooms = (script.dataset.tuiles || "").split(",").map(Number);
    const cut = zooms.length === 2 && !asked();
    const tiles = cut ? new Tiles(root + "donnees/tuiles/", zooms[0], zooms[1], facets.length, facets.findIndex((f) => f.cle === "secteurs"), json) : null;
    const data = cut ? { facets, entries: [], byId: new Map<string, Entry>() } : await load();
    page = new Page(data, section, cut ? Number(section.dataset.total) : data.entries.length, tiles, cut ? load : null);
  } catch {
    sorry(start);
    return;
  }
  await idle();
  page.begin().catch(() => sorry(() => location.reload()));
}

void start();
