// The script of /recherche/: results as one types. What is looked for is the page's address; nothing is sent or kept. The
// search itself and the index come when the field is first used, or at once when the address asks something.

import { add, el, empty, later, one, plural } from "../carte/dom";
import type { Answer, Engine } from "./engine";
import type { Page } from "./index";

/** root is the site's: this script lies in its folder of assets. */
const root = new URL("../", import.meta.url).href;

/** shown is how many results are listed at first, and how many more at a time. */
const shown = 20;

class Search {
  private engine: Promise<Engine> | null = null;
  private asked = ""; // the text whose results are on the page
  private count = el("p.compte", { role: "status" });
  private title = el("h2", { id: "resultats_", tabIndex: -1 }, "Résultats");
  private list = el("ol.resultats", {});
  private more = el("button.bouton", { type: "button", hidden: true }, "Voir plus de résultats");
  private again = el("button.bouton", { type: "button", hidden: true }, "Réessayer");
  private results = el("section.trouve", { "aria-labelledby": "resultats_", hidden: true }, this.title, this.list, this.more);
  private rest: Page[] = [];

  constructor(private form: HTMLFormElement, private field: HTMLInputElement) {
    add(form, this.count, this.again);
    form.after(this.results);
    field.value = new URLSearchParams(location.search).get("q") || "";
    const soon = later(() => void this.answer(), 160);
    field.addEventListener("focus", () => void this.load().catch(() => undefined)); // said when something is asked
    field.addEventListener("input", soon);
    form.addEventListener("submit", (ev) => {
      ev.preventDefault();
      void this.answer().then(() => {
        if (!this.results.hidden) this.title.focus(); // out of the field: a phone puts its keyboard away
      });
    });
    this.more.addEventListener("click", () => this.next(true));
    this.again.addEventListener("click", () => {
      field.focus();
      void this.answer();
    });
    form.hidden = false;
    const without = one(".sans-script");
    if (without) without.hidden = true;
    if (field.value) void this.answer();
    else if (document.activeElement === field) void this.load().catch(() => undefined);
  }

  /** load gets the search and its index, once; after a failure, again. */
  private load(): Promise<Engine> {
    if (!this.engine) {
      const get = async (): Promise<Engine> => {
        const [{ Engine }, answer] = await Promise.all([import("./engine"), fetch(root + (this.form.dataset.index || "").replace(/^\//, ""))]);
        if (!answer.ok) throw new Error(String(answer.status));
        return Engine.make(await answer.json());
      };
      this.engine = get();
      this.engine.catch(() => (this.engine = null));
    }
    return this.engine;
  }

  /** answer shows what the field asks for. */
  private async answer(): Promise<void> {
    const text = this.field.value.trim();
    this.asked = text;
    this.address(text);
    this.again.hidden = true;
    if (!text) return this.say("", null);
    const wait = window.setTimeout(() => (this.count.textContent = "La recherche se prépare…"), 400);
    try {
      const engine = await this.load();
      if (this.asked === text) this.tell(text, engine.find(text));
    } catch {
      if (this.asked === text) {
        this.say("La recherche n’a pas pu se charger. Vérifiez votre connexion.", null);
        this.again.hidden = false;
      }
    } finally {
      clearTimeout(wait);
    }
  }

  /** address writes what is looked for in the page's address, which can be kept and shared. */
  private address(text: string): void {
    try {
      history.replaceState(null, "", location.pathname + (text ? "?q=" + encodeURIComponent(text).replace(/%20/g, "+") : ""));
    } catch {
      // too many changes in too little time: the next one writes the address
    }
  }

  private tell(text: string, answer: Answer | null): void {
    if (!answer) return this.say("Écrivez un mot, une commune ou un nom.", null);
    const n = answer.pages.length;
    if (!n) return this.say(`Rien ne correspond à «\u00a0${text}\u00a0». Essayez avec moins de mots, ou un mot plus simple.`, null);
    const count = plural(n, "résultat");
    this.say({ exact: `${count}.`, proche: `Rien d’exact pour «\u00a0${text}\u00a0». ${count} qui y ${n < 2 ? "ressemble" : "ressemblent"}\u00a0:`,
      partiel: `Aucune page n’a tous ces mots. ${count} avec une partie d’entre eux\u00a0:` }[answer.how], answer.pages);
  }

  /** say tells the count, and shows the first results. */
  private say(text: string, pages: Page[] | null): void {
    this.count.textContent = text;
    empty(this.list);
    this.rest = pages || [];
    this.results.hidden = !pages;
    this.next(false);
  }

  /** next lists more results; focus goes to the first of them when a person asked for more. */
  private next(moved: boolean): void {
    const now = this.rest.slice(0, shown).map((p) => this.line(p));
    this.rest = this.rest.slice(shown);
    add(this.list, ...now);
    this.more.hidden = !this.rest.length;
    const first = now.length > 0 && one("a", now[0]);
    if (moved && first) first.focus();
  }

  private line(p: Page): HTMLElement {
    const about = [p.lieu, p.note].filter(Boolean).join(", ");
    return el("li", {}, el("p.sur", {}, el("span", {}, p.type.charAt(0).toUpperCase() + p.type.slice(1)), about && ` · ${about}`), el("a", { href: root + p.url }, p.titre), p.texte && el("p", {}, p.texte));
  }
}

const form = one<HTMLFormElement>("form.chercher[data-index]"), field = form && one<HTMLInputElement>("input", form);
if (form && field) new Search(form, field);
