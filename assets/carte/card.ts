// The card: what one needs to know of an entry, beside the map. It is the entry's own page, fetched; when it cannot be,
// the link is still there. Several entries at one place make a list.

import { labels, sectors, type Data, type Entry } from "./data";
import { add, all, el, empty, number, one, plural } from "./dom";

export interface CardHooks {
  closed(): void;
  chosen(e: Entry, from: HTMLElement): void;
}

export class Card {
  readonly box: HTMLElement;
  private inside = el("div.fiche");
  private origin: (() => HTMLElement | null) | null = null;
  private asked = 0;
  entry: Entry | null = null;

  constructor(private data: Data, private root: string, private hooks: CardHooks) {
    const close = el("button.fermer", { type: "button", "aria-label": "Fermer la fiche" }, el("span", { "aria-hidden": "true" }, "×"));
    close.addEventListener("click", () => this.close(true));
    this.box = el("section.panneau", { hidden: true, tabIndex: -1, "aria-labelledby": "fiche_" }, close, this.inside);
    this.box.addEventListener("keydown", (ev) => {
      if (ev.key === "Escape") {
        ev.stopPropagation();
        this.close(true);
      }
    });
  }

  get open(): boolean {
    return !this.box.hidden;
  }

  /** show opens the card of an entry. back gives where the focus goes when it closes. */
  show(e: Entry, back: (() => HTMLElement | null) | null, focus: boolean): void {
    this.entry = e;
    this.origin = back || this.origin;
    empty(this.inside);
    const url = `${this.root}initiatives/${e.id}/`;
    const marks = sectors(this.data, e).map((s) => el("li", {}, el("i", { className: `s${s.rang} ${s.forme}`, "aria-hidden": "true" }, s.lettre || ""), s.libelle));
    const facts = el("div.suite-fiche", {}, el("p", {}, [...labels(this.data, e, "natures").map((v) => v.libelle), e.lieu].join(" · ")), el("ul.secteurs", {}, ...marks));
    add(this.inside, el("h2", { id: "fiche_" }, e.titre), facts, el("p", {}, el("a.bouton", { href: url }, "Toute la fiche")));
    this.reveal(focus);
    const turn = ++this.asked;
    page(url).then((article) => {
      if (turn !== this.asked) return;
      empty(facts);
      add(facts, ...article);
      void import("../fiche/fiche").then((m) => m.enhance(facts), () => undefined); // hours and dates stay as the builder wrote them
    }, () => {
      if (turn === this.asked) add(facts, el("p.note", {}, "Le détail n’a pas pu être chargé. La page de l’initiative le donne."));
    });
  }

  /** list opens the card on several entries, the first of count. */
  list(titre: string, entries: Entry[], count: number, back: (() => HTMLElement | null) | null): void {
    this.entry = null;
    this.asked++;
    this.origin = back;
    empty(this.inside);
    const items = entries.map((e) => {
      const b = el("button", { type: "button" }, ...sectors(this.data, e).slice(0, 1).map((s) => el("i", { className: `s${s.rang} ${s.forme}`, "aria-hidden": "true" }, s.lettre || "")), el("span", {}, e.titre));
      b.addEventListener("click", () => this.hooks.chosen(e, b));
      return el("li", {}, b);
    });
    add(this.inside, el("h2", { id: "fiche_" }, titre), el("p.note", {}, plural(count, "initiative")), el("ul.ici-meme", {}, ...items));
    if (count > entries.length) add(this.inside, el("p.note", {}, `Les ${number(count - entries.length)} autres sont dans la liste : filtrez par commune, ou cherchez un mot.`));
    this.reveal(true);
  }

  private reveal(focus: boolean): void {
    this.box.hidden = false;
    this.box.scrollTop = 0;
    if (focus) this.box.focus({ preventScroll: false });
  }

  close(byHand: boolean): void {
    if (this.box.hidden) return;
    this.box.hidden = true;
    this.entry = null;
    this.asked++;
    const back = this.origin && this.origin();
    this.origin = null;
    if (byHand) {
      if (back) back.focus();
      this.hooks.closed();
    }
  }
}

/** page fetches what an entry's page says at its top: its state, its sentence, and the facts one needs to come. */
async function page(url: string): Promise<Element[]> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(String(answer.status));
  const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
  const article = one("article.fiche", doc);
  if (!article) throw new Error("no article");
  for (const name of ["href", "src"]) {
    for (const e of all(`[${name}]`, article)) e.setAttribute(name, new URL(e.getAttribute(name) || "", url).href);
  }
  for (const e of all("h1, figure, [id]", article)) {
    if (e.matches("h1, figure")) e.remove();
    else e.removeAttribute("id");
  }
  for (const h of all("h2", article)) h.replaceWith(el("h3", {}, ...[...h.childNodes]));
  return all(":scope > .ouverture, :scope .identite", article).map((e) => document.importNode(e, true));
}
