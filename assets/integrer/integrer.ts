// The script of /carte/integrer/: one chooses what to show, sees it, and copies the code. Nothing is given that could not
// be read: colours too close to each other get an explanation in the place of a code.

import { contrast, enough } from "../embed/colours";
import { add, el, one } from "../carte/dom";
import { Choice, type Facet } from "./choice";
import { Form } from "./form";
import { card, escaped, list } from "./html";

/** Box is one code, with what copies it. */
class Box {
  readonly section: HTMLElement;
  private code: HTMLTextAreaElement;
  private said = el("span", { role: "status" });

  constructor(id: string, title: string, note: (Node | string)[], rows: number) {
    this.code = el("textarea.code", { readOnly: true, rows, spellcheck: false, id, "aria-labelledby": id + "titre_" });
    const button = el("button.bouton", { type: "button", "aria-label": `Copier : ${title}` }, "Copier");
    button.addEventListener("click", () => void this.copy());
    this.code.addEventListener("focus", () => this.code.select());
    this.section = el("section", {}, el("h3", { id: id + "titre_" }, title), el("p", {}, ...note), this.code, el("p.copier", {}, button, this.said));
  }

  show(code: string): void {
    this.code.value = code;
    this.said.textContent = "";
  }

  /** copy falls back on the selection where the browser keeps the clipboard from pages (an address without https). */
  private async copy(): Promise<void> {
    let done = false;
    try {
      await navigator.clipboard.writeText(this.code.value);
      done = true;
    } catch {
      this.code.select();
      done = document.execCommand("copy");
    }
    this.said.textContent = done ? "C’est copié. Collez-le dans votre page." : "La copie n’a pas marché. Le code est sélectionné : faites Ctrl + C, ou Cmd + C.";
  }
}

/** fields are the licence and the list of fields: they come with the data. */
const fields = (here: string): Node => el("a", { href: here + "donnees/" }, "La licence et la liste des champs");

class Workshop {
  private said = el("p.annonce", { role: "status", hidden: true });
  private preview = el("iframe.apercu", { title: "Aperçu" });
  private frame = new Box("code-cadre_", "Le cadre (iframe)", ["Le plus simple. Reste à jour tout seul, et marche sans JavaScript. La carte ne bouge pas tant qu’on ne le demande pas."], 5);
  private html = new Box("code-html_", "Du HTML simple, sans cadre ni script", ["Pour les sites qui refusent les cadres. Ce texte ne change plus après la copie : copiez-le de nouveau de temps en temps."], 8);
  private data: Box;
  private codes: HTMLElement;
  private turn = 0;
  private near = false; // the preview has been in view

  constructor(root: HTMLElement, private choice: Choice) {
    this.data = new Box("code-donnees_", "L’adresse des données (GeoJSON)", ["Toutes les initiatives, pour dessiner votre propre carte. ", fields(choice.here), "."], 2);
    const form = new Form(choice, root.dataset.urgence === "true", choice.here + (root.dataset.donnees || "").slice(1), () => void this.show());
    this.codes = el("div.codes", {}, el("h2", {}, "Aperçu"), this.preview, el("h2", {}, "Les codes à copier"), this.frame.section, this.html.section, this.data.section);
    add(root, form.form, this.said, this.codes);
    this.watch();
    void this.show();
  }

  /** show gives the codes of what is chosen, or says why there are none. */
  private async show(): Promise<void> {
    const turn = ++this.turn, choice = this.choice;
    const why = problem(choice);
    const page = why ? null : await fetched(choice.here + choice.source());
    if (turn !== this.turn) return;
    this.codes.hidden = !page;
    this.said.textContent = why || (page ? praise(choice) : "Aucune initiative ne réunit ces choix, ou la page n’a pas pu être chargée. Changez le territoire ou le secteur.");
    this.said.hidden = !this.said.textContent;
    if (!page) return;
    const heading = one("h1", page);
    const title = `${(heading && heading.textContent) || ""} – ${choice.site}`;
    this.frame.show(`<iframe src="${escaped(choice.base + choice.address())}" title="${escaped(title)}" width="100%" height="${choice.height}" loading="lazy" allow="geolocation" style="border:0"></iframe>`);
    this.html.show(choice.what === "fiche" ? card(page, choice) : list(page, choice));
    this.data.show(choice.base + "donnees/initiatives.geojson");
    this.see();
  }

  /** watch waits for the preview to come into view: it is a whole page to fetch. */
  private watch(): void {
    if (!("IntersectionObserver" in window)) {
      this.near = true;
      return;
    }
    const eye = new IntersectionObserver((seen) => {
      if (!seen.some((s) => s.isIntersecting)) return;
      this.near = true;
      this.see();
      eye.disconnect();
    });
    eye.observe(this.preview);
  }

  /** see shows what the frame's code does. Each time in a new frame: another fragment alone would load nothing. */
  private see(): void {
    const address = this.choice.here + this.choice.address();
    this.preview.height = String(this.choice.height);
    if (!this.near || this.codes.hidden || this.preview.src === address) return;
    const fresh = this.preview.cloneNode() as HTMLIFrameElement;
    fresh.src = address;
    this.preview.replaceWith(fresh);
    this.preview = fresh;
  }
}

const decimal = (n: number): string => (Math.floor(n * 10) / 10).toString().replace(".", ",");

/** problem says what is to be changed before a code can be given; "" when nothing is. */
function problem({ colours, what, id }: Choice): string {
  if (what === "fiche" && !id) return "Écrivez le nom de l’initiative, puis choisissez-la dans la liste.";
  if (!colours) return "";
  const pale = contrast(colours.fond, "#000000") > contrast(colours.fond, "#ffffff");
  const low = ([["Le texte", colours.encre], ["Les liens", colours.accent]] as const).filter(([, c]) => contrast(colours.fond, c) < enough);
  if (!low.length) return "";
  const found = low.map(([name, c]) => `${name} : contraste de ${decimal(contrast(colours.fond, c))} pour 1 avec le fond.`).join(" ");
  return `${found} Il faut au moins 4,5 pour que tout le monde puisse lire. Prenez une couleur plus ${pale ? "foncée" : "claire"}, ou changez le fond. Le code viendra ensuite.`;
}

/** praise tells that chosen colours can be read. */
function praise({ colours: c }: Choice): string {
  return c ? `Ces couleurs se lisent bien : contraste de ${decimal(contrast(c.fond, c.encre))} pour 1 pour le texte, de ${decimal(contrast(c.fond, c.accent))} pour 1 pour les liens.` : "";
}

async function fetched(address: string): Promise<Document | null> {
  try {
    const answer = await fetch(address);
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

async function start(root: HTMLElement): Promise<void> {
  const here = new URL("../", import.meta.url).href;
  try {
    const answer = await fetch(here + "donnees/facettes.json");
    if (!answer.ok) throw new Error(String(answer.status));
    const facets = (await answer.json()) as Facet[];
    new Workshop(root, new Choice(root.dataset.base ? root.dataset.base + "/" : here, here, root.dataset.site || "", facets));
    const plain = one(".sans-script");
    if (plain) plain.hidden = true;
  } catch {
    add(root, el("p.annonce", { role: "status" }, "Le formulaire n’a pas pu être chargé. Les codes de cette page marchent sans lui."));
  }
}

const root = one(".atelier");
if (root) void start(root);
