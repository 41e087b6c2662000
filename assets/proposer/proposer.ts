// The script of /proposer/: it checks answers by the program's rules, shows a map when one asks for it, and writes the file that
// the visitor sends. Without it the page is whole: one writes, prints, sends.

import { add, all, el, empty, one, plural } from "../carte/dom";
import { approximate, hasPoint, sectors } from "../carte/data";
import type { Ground as Fond } from "../carte/map";
import { distance, Gazetteer, type Place, type Point } from "../carte/near";
import { fold } from "../carte/text";
import type { Field } from "../formulaire/field";
import { Questionnaire } from "../formulaire/questionnaire";
import type { Answers } from "../formulaire/question";
import { asks as asked } from "../formulaire/check";
import type { Picker } from "./place";
import type { Ask, Ground } from "./proposal";

type Rules = typeof import("./regles");

/** root is the site's: this script lies in its folder of assets. */
const root = new URL("../", import.meta.url).href;

async function json<T>(address: string): Promise<T> {
  const answer = await fetch(root + address.replace(/^\//, ""));
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json() as Promise<T>;
}

class Proposal {
  private rules: Rules | null = null;
  private asked: Promise<Rules> | null = null;
  private asks = new Map<string, Ask>();
  private ground: Ground;
  private places: Promise<Gazetteer | null> | null = null;
  private gazetteer: Gazetteer | null = null;
  private every: Place[] = [];
  private fond: Promise<Fond | null> | null = null;
  private picker: Picker | null = null;
  private discreet: HTMLElement;

  constructor(private section: HTMLElement) {
    const territories = new Set((section.dataset.territoires || "").split("|").map(fold));
    this.ground = { outline: null, commune: null, territory: (name) => territories.has(fold(name).replace(/^(?:province|region) (?:de |d'|du )?(?:la )?/, "")) };
    this.discreet = this.discretion();
    for (const box of all(".question", section)) {
      const { question = "", rang, forme, liste, max, titre } = box.dataset;
      this.asks.set(question, { name: question, rank: Number(rang || 0), form: forme || "", list: liste === "oui", max: Number(max || 0), title: titre || "" });
    }
    const { titre = "", destinataire = "", objet = "" } = section.dataset;
    this.map(); // before the draft comes back
    const page = new Questionnaire(section, {
      finish: destinataire ? "Vérifier et préparer l’envoi" : "Vérifier et préparer le fichier",
      judge: (q, answer, rest) => this.judge(q.id, answer, q.required && !answer.length ? `${asked[q.kind]}\u00a0: cette question est obligatoire.` : "", rest()),
      left: (field) => this.left(field), changed: (answers) => this.changed(answers), before: (answers) => this.know(answers), most: (fields) => fields.filter((f) => f.question.required),
      paper: {
        title: titre, to: destinataire, subject: objet, ready: "Votre proposition est prête", whole: "Le fichier, tel qu’il partira", save: "Télécharger le fichier", brief: true,
        kept: destinataire ? "Pour le joindre à un message, ou le garder." : "Pour le remettre à l’équipe du site.", sheet: "Une feuille avec vos réponses, rien d’autre.",
        make: (_, answers) => this.make(answers, objet),
      },
    });
    for (const d of all<HTMLDetailsElement>("details.partie", section)) {
      d.open = all(".question", d).some((box) => page.answered(box));
    }
    const promise = one(".discret p", section);
    if (promise) promise.after(el("p", {}, `À la fin, vous obtenez un petit fichier\u00a0: c’est vous qui ${destinataire ? `l’envoyez à ${destinataire}` : "le remettez à l’équipe du site"}.`));
    this.paper();
    this.communes();
    section.addEventListener("focusin", () => void this.learn().catch(() => undefined));
  }

  private judge(name: string, answer: string[], missing: string, rest: Answers): string {
    const ask = this.asks.get(name) as Ask;
    const { rules } = this;
    if (!rules || (missing && name !== "commune")) return missing;
    return rules.settled(ask, answer, rest, this.ground).problem || rules.clash(ask, answer, rest, this.ground);
  }

  private make(answers: Answers, subject: string): { text: string; file: string; name: string; type: string; subject: string } {
    const now = new Date(), title = (answers.get("titre") || [""])[0].trim();
    const rules = this.rules as Rules; // they came before the answers were judged
    const text = rules.file([...this.asks.values()], answers, { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() }, this.ground);
    return { text, file: text, name: rules.fileName(title), type: "text/markdown;charset=utf-8", subject: `${subject}\u00a0: ${title}` };
  }

  /** left puts right what leaves no doubt, under the visitor's eyes. */
  private left(field: Field): void {
    const ask = this.asks.get(field.question.id) as Ask, answer = field.answer(), { rules } = this;
    if (!rules) return;
    if (!answer.length || field.question.options.length) return this.note(field, "");
    if (ask.form === "horaires") return this.note(field, rules.written(answer[0]).sure ? "C’est compris." : "Ce sera montré comme vous l’avez écrit, et vérifié.");
    const { values, problem } = rules.settled(ask, answer, new Map([["pays", [rules.country(this.last)]]]), this.ground);
    const put = values.join(ask.form === "langue" ? ", " : "\n");
    if (problem || !ask.form || put === answer[0].trim() || (ask.list && ask.form !== "langue")) return this.note(field, "");
    this.note(field, `Nous avons corrigé «\u00a0${answer[0].trim()}\u00a0».`);
    field.text = put;
    field.box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private note(field: Field, text: string): void {
    let p = one(".corrige", field.box);
    if (!p && text) field.box.appendChild((p = el("p.corrige", { role: "status" })));
    if (p) p.textContent = text;
  }

  private last: Answers = new Map();

  private changed(answers: Answers): void {
    this.last = answers;
    const { rules } = this;
    if (!rules) {
      if (answers.size) void this.learn().then(() => this.changed(this.last), () => undefined);
      return;
    }
    this.discreet.hidden = !rules.concerned(answers);
    if (answers.has("coordonnees")) void this.outline();
    if (this.picker) this.picker.show(this.point());
  }

  /** point is the one that is typed, if it is one. */
  private point(): Point | null {
    const typed = (this.last.get("coordonnees") || [""])[0], { rules } = this;
    return typed && rules ? rules.settle(typed, rules.country(this.last), null).point : null;
  }

  /** learn loads the rules. */
  private learn(): Promise<Rules> {
    this.asked = this.asked || (import(root + (this.section.dataset.regles || "").replace(/^\//, "")) as Promise<Rules>).then((rules) => (this.rules = rules), (e) => {
      this.asked = null;
      throw e;
    });
    return this.asked;
  }

  /** know loads what is needed to judge, once it is: the list of communes, the outline of the country. What does not come is left to the program. */
  private know(answers: Answers): Promise<unknown> {
    return Promise.all([this.learn(), answers.has("commune") || answers.has("zone") ? this.towns() : null, answers.has("coordonnees") ? this.outline() : null]);
  }

  private towns(): Promise<Gazetteer | null> {
    this.places = this.places || json<{ noms: string[]; lon: number[]; lat: number[] }>(this.section.dataset.lieux || "").then((raw) => {
      const known = (this.gazetteer = new Gazetteer(raw));
      this.every = raw.noms.map((n, i) => ({ nom: n.split("=")[0], lon: raw.lon[i] / 1e4, lat: raw.lat[i] / 1e4 }));
      this.ground.commune = (name) => known.find(name) !== null;
      return known;
    }).catch(() => (this.places = null));
    return this.places;
  }

  private outline(): Promise<Fond | null> {
    if (!this.section.dataset.fond) return Promise.resolve(null);
    this.fond = this.fond || json<Fond>(this.section.dataset.fond).then((fond) => {
      this.ground.outline = fond.belgique.map((flat) => {
        const ring: [number, number][] = [];
        for (let i = 0, x = 0, y = 0; i < flat.length; i += 2) ring.push([(x += flat[i]) / fond.echelle, (y += flat[i + 1]) / fond.echelle]);
        return ring;
      });
      return fond;
    }).catch(() => (this.fond = null));
    return this.fond;
  }

  /** communes suggests names while one types. */
  private communes(): void {
    const input = one<HTMLInputElement>("#p-commune_"), names = el("datalist", { id: "communes_" });
    if (!input) return;
    input.after(names);
    input.setAttribute("list", "communes_");
    const suggest = async (): Promise<void> => {
      const known = await this.towns();
      empty(names);
      if (known && input.value.trim()) add(names, ...known.suggest(input.value, 8).filter((p) => p.nom !== input.value).map((p) => el("option", { value: p.nom })));
    };
    input.addEventListener("focus", () => void this.towns());
    input.addEventListener("input", () => void suggest());
  }

  /** discretion asks what the file may hold of a place that the site does not show. */
  private discretion(): HTMLElement {
    const box = el("fieldset.question", { "data-question": "sans-adresse", "data-type": "choix-multiple", hidden: true, "aria-describedby": "p-sans-adresse_aide_" },
      el("legend", {}, el("span.libelle", {}, "L’adresse et le point, dans le fichier")),
      el("p.aide", { id: "p-sans-adresse_aide_" }, "Le site ne les montrera pas. Mais ils sont écrits dans le fichier et dans votre message, pour l’équipe du site."),
      el("label.case", {}, el("input", { type: "checkbox", id: "p-sans-adresse_", name: "sans-adresse", value: "oui" }), el("span", {}, "Ne pas les y mettre")));
    const precision = one('[data-question="precision"]', this.section);
    if (precision) precision.after(box);
    return box;
  }

  /** map offers to choose the point. */
  private map(): void {
    const field = one('[data-question="coordonnees"]', this.section);
    if (!field || !this.section.dataset.fond) return;
    const said = el("p.note", { role: "status" });
    const open = el("button.bouton.second", { type: "button" }, "Choisir sur la carte");
    const place = el("div.choisir", {}, el("p", {}, open), said);
    field.appendChild(place);
    open.addEventListener("click", () => {
      open.disabled = true;
      said.textContent = "La carte arrive…";
      this.showMap(place, said).then(() => (open.parentElement as HTMLElement).remove(), () => {
        open.disabled = false;
        said.textContent = "La carte n’a pas pu être chargée. Vérifiez votre connexion, puis réessayez. Les deux nombres suffisent aussi.";
      });
    });
  }

  private async showMap(place: HTMLElement, said: HTMLElement): Promise<void> {
    const [{ Plan }, { Picker }, fond] = await Promise.all([import("../carte/map"), import("./place"), this.outline(), this.towns(), this.learn()]);
    if (!fond) throw new Error("no ground");
    const live = el("div.plan-vif.prete", { role: "application", "aria-label": "Carte. Les flèches la déplacent, plus et moins changent sa taille, Entrée place le point au centre." });
    const put = el("button.bouton.second", { type: "button" }, "Placer le point au centre");
    place.insertBefore(el("p.note", {}, "Touchez la carte, ou déplacez-la puis placez le point au centre. Elle ne montre pas les rues\u00a0: le point sera juste à deux cents mètres près. Choisissez plus bas de montrer «\u00a0La rue\u00a0», ou copiez un point plus précis d’une autre carte."), said);
    place.insertBefore(el("div.cadre", {}, live), said);
    place.insertBefore(el("p", {}, put), said);
    said.textContent = "";
    const home = (this.section.dataset.cadre || "").split(",").map(Number) as [number, number, number, number];
    const plan = new Plan(live, fond, { facets: [], entries: [], byId: new Map() }, home, { approximate, hasPoint, sectors, el, plural }, { open: () => undefined, look: () => undefined, moved: () => undefined });
    plan.show([]);
    const input = one<HTMLInputElement>("#p-coordonnees_") as HTMLInputElement;
    const picker = (this.picker = new Picker(plan, live, said, { el, near: (p) => this.near(p) }, (p) => {
      input.value = `${p.lat.toFixed(4)}, ${p.lon.toFixed(4)}`;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }));
    put.addEventListener("click", () => picker.centre());
    const typed = this.point();
    const town = this.gazetteer && this.gazetteer.find((this.last.get("commune") || [""])[0]);
    picker.show(typed);
    if (typed || town) picker.look((typed || town) as Point);
    live.focus();
    document.documentElement.dataset.choisir = "pret";
  }

  private near(p: Point): string {
    let best = "", least = 15; // kilometres
    for (const t of this.every) {
      const d = distance(p, t);
      if (d < least) [best, least] = [t.nom, d];
    }
    return best;
  }

  /** paper opens what is folded: what one fills in by hand must be there. */
  private paper(): void {
    let shut: HTMLDetailsElement[] = [];
    addEventListener("beforeprint", () => {
      shut = all<HTMLDetailsElement>("details.partie:not([open])", this.section);
      for (const d of shut) d.open = true;
    });
    addEventListener("afterprint", () => {
      for (const d of shut) d.open = false;
    });
  }
}

const section = one(".proposer .questionnaire");
if (section) new Proposal(section);
