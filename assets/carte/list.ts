// The list beside the map. As long as nothing is chosen it is the builder's own; then entries that are left out are
// hidden, in the builder's groups while these hold every entry kept, else in one list of our own, ordered as asked.

import { hasPoint, labels, sectors, type Data, type Entry } from "./data";
import { add, all, el, empty, number, one, plural } from "./dom";
import { inWords, type Point } from "./near";

/** perPage is how many entries are shown at once; the builder's pages hold as many. */
const perPage = 300;

export interface ListHooks {
  look(e: Entry | null): void; // the pointer or the focus is on an entry
  show(e: Entry, from: HTMLElement): void; // it is to be shown on the map
}

export interface Order {
  entries: Entry[];
  grouped: boolean; // the builder's order by place will do
  from: Point | null; // distances are told from there
}

export class List {
  private items = new Map<number, HTMLElement>();
  private home: { item: HTMLElement; list: Element; index: number }[] = []; // where the builder put them
  private groups: HTMLElement[];
  private own = el("ul.cartes");
  private more = el("p.suite-liste");
  private pager = one("nav.pages");
  private shown = perPage;
  private last: Order | null = null;
  private flat = false;

  constructor(private section: HTMLElement, private data: Data, private root: string, private hooks: ListHooks) {
    this.groups = all("section", section).filter((s) => one(".cartes", s));
    this.adopt();
    add(section, this.own, this.more);
    this.own.hidden = this.more.hidden = true;
    section.addEventListener("mouseover", (ev) => hooks.look(this.entryOf(ev.target)));
    section.addEventListener("mouseleave", () => hooks.look(null));
    section.addEventListener("focusin", (ev) => hooks.look(this.entryOf(ev.target)));
  }

  /** adopt takes the builder's items, once the data knows their entries. */
  adopt(): void {
    for (const item of all("[data-initiative]", this.section)) {
      const e = this.data.byId.get(item.dataset.initiative || "");
      if (!e || this.items.has(e.index)) continue;
      this.items.set(e.index, item);
      this.home.push({ item, list: item.parentElement as Element, index: e.index });
      this.prepare(item, e);
    }
  }

  /** text gives what the builder's own item says of an entry. */
  text(id: string): string {
    const e = this.data.byId.get(id);
    const item = e && this.items.get(e.index);
    const p = item && one("p", item);
    return (p && p.textContent) || "";
  }

  /** whole tells that the builder's list holds every one of these entries. */
  private whole(entries: Entry[]): boolean {
    const known = new Set(this.home.map((h) => h.index));
    return entries.every((e) => known.has(e.index));
  }

  update(order: Order): void {
    this.shown = perPage;
    this.last = order;
    this.flat = !order.grouped || !this.whole(order.entries);
    if (this.flat) this.lay();
    else this.restore(order.entries);
    if (this.pager) this.pager.hidden = true;
    this.distances(order);
  }

  /** pristine puts everything back as the builder made it. */
  pristine(): void {
    this.last = null;
    this.flat = false;
    this.restore(this.home.map((h) => this.data.entries[h.index]));
    if (this.pager) this.pager.hidden = false;
    this.distances({ entries: [], grouped: true, from: null });
  }

  private restore(entries: Entry[]): void {
    const kept = new Set(entries.map((e) => e.index));
    this.own.hidden = this.more.hidden = true;
    for (const h of this.home) {
      if (h.item.parentElement !== h.list) h.list.appendChild(h.item);
      h.item.hidden = !kept.has(h.index);
    }
    this.items.forEach((item) => {
      if (item.parentElement === this.own) item.remove();
    });
    for (const g of this.groups) {
      const n = all("[data-initiative]", g).filter((i) => !i.hidden).length;
      g.hidden = n === 0;
      const count = one("h3 .n", g);
      if (count) {
        if (!count.dataset.tout) count.dataset.tout = count.textContent || "";
        count.textContent = n === all("[data-initiative]", g).length ? count.dataset.tout : plural(n, "initiative");
      }
    }
    this.headings();
  }

  /** headings hides a title that has nothing left under it. */
  private headings(): void {
    const off = one("h2.hors", this.section);
    if (!off) return;
    let next = off.nextElementSibling, any = false;
    for (; next && next.tagName !== "H2"; next = next.nextElementSibling) any = any || (next.tagName === "SECTION" && !(next as HTMLElement).hidden);
    off.hidden = !any;
  }

  /** lay shows the entries kept in one list. */
  private lay(): void {
    if (!this.last) return;
    const { entries } = this.last;
    const page = entries.slice(0, this.shown);
    const kept = new Set(page.map((e) => e.index));
    for (const g of this.groups) g.hidden = true;
    this.headings();
    this.items.forEach((item, index) => {
      if (!kept.has(index)) item.hidden = true;
    });
    const lot = document.createDocumentFragment();
    for (const e of page) {
      const item = this.item(e);
      item.hidden = false;
      lot.appendChild(item);
    }
    this.own.appendChild(lot);
    this.own.hidden = false;
    const rest = entries.length - page.length;
    empty(this.more);
    this.more.hidden = rest === 0;
    if (rest > 0) {
      add(this.more, el("button.bouton", { type: "button", onclick: () => {
        const first = entries[this.shown];
        this.shown += perPage;
        this.lay();
        this.distances(this.last as Order);
        const link = one("a", this.item(first));
        if (link) link.focus();
      } }, `Afficher la suite (${number(rest)})`));
    }
  }

  private item(e: Entry): HTMLElement {
    let item = this.items.get(e.index);
    if (!item) {
      item = this.make(e);
      this.items.set(e.index, item);
    }
    return item;
  }

  /** make writes an entry as parts/card.html does, with what the map's data knows of it. */
  private make(e: Entry): HTMLElement {
    const [state] = labels(this.data, e, "etat");
    const [nature] = labels(this.data, e, "natures");
    const item = el("li", { "data-initiative": e.id }, el("a", { href: `${this.root}initiatives/${e.id}/` }, e.titre));
    if (state && state.id !== "active") add(item, " ", el("em", {}, state.libelle));
    const line = el("p");
    for (const s of sectors(this.data, e)) {
      add(line, el("b", {}, el("i", { className: `s${s.rang} ${s.forme}`, "aria-hidden": "true" }, s.lettre || ""), s.libelle), " ");
    }
    const place = e.lieu + (e.precision === "rue" || e.precision === "commune" ? " (lieu approché)" : "");
    add(line, el("span", {}, [nature ? nature.libelle : "", place].filter(Boolean).join(" · ")));
    add(item, line);
    this.prepare(item, e);
    return item;
  }

  /** prepare adds to an item what only works with a map. */
  private prepare(item: HTMLElement, e: Entry): void {
    if (!one(".cadre")) return;
    const button = el("button.viser", { type: "button", title: "Voir sur la carte", "aria-label": `Voir « ${e.titre} » sur la carte` });
    button.addEventListener("click", () => this.hooks.show(e, button));
    const link = one("a", item);
    if (hasPoint(e) && link) link.after(button);
  }

  private distances(order: Order): void {
    this.items.forEach((item, index) => {
      const old = one(".distance", item);
      const text = order.from ? inWords(this.data.entries[index], order.from) : "";
      if (old) old.remove();
      const line = text && one("p:last-of-type", item);
      if (line) add(line, el("span.distance", {}, " · " + text));
    });
  }

  /** mark shows which entry the map speaks of. */
  mark(e: Entry | null, kind: "vise" | "choisie"): void {
    for (const item of all("." + kind, this.section)) item.classList.remove(kind);
    const item = e && this.items.get(e.index);
    if (item) item.classList.add(kind);
  }

  private entryOf(target: EventTarget | null): Entry | null {
    const item = target instanceof Element ? target.closest<HTMLElement>("[data-initiative]") : null;
    return (item && this.data.byId.get(item.dataset.initiative || "")) || null;
  }
}
