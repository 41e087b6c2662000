// The script of /formations/composer/: the list of modules becomes a form, and what is chosen a programme, which is the
// address: it can be kept, shared and opened again. Nothing is stored, nothing is sent.

import { add, all, el, empty, one } from "../carte/dom";
import { advice, chosen, lasting, read, total, write, type Module, type Plan } from "./day";
import { Programme } from "./programme";

/** modules reads the list of the page. */
const modules = (root: ParentNode): Module[] => all("[data-module]", root).map((li) => {
  const text = (selector: string): string => (((one(selector, li) || {}) as HTMLElement).textContent || "").trim();
  return { id: li.dataset.module || "", title: text(".nom"), aim: text(".but"), min: Number(li.dataset.min), max: Number(li.dataset.max) };
});

class Composer {
  private plan: Plan;
  private boxes = new Map<string, HTMLInputElement>();
  private sum = el("p.somme", { role: "status" });
  private see = el("a", { href: "#programme_" }, "Voir le programme");
  private programme: Programme;

  constructor(private root: HTMLElement, private known: Map<string, Module>) {
    const { plan, unknown, wrong } = read(location.search, known);
    this.plan = plan;
    this.programme = new Programme(known, root, plan, (change) => this.change(change));
    this.form();
    this.warn(unknown, wrong);
    add(root, el("div.barre", {}, this.sum, this.see), this.programme.section);
    this.show();
  }

  /** form gives each module of the list a box to tick, called as the module. */
  private form(): void {
    const list = one("ul.modules", this.root) as HTMLElement;
    const fieldset = el("fieldset", {}, el("legend", {}, "Cochez les modules qui vous intéressent"));
    const form = el("form", {}, fieldset);
    form.addEventListener("submit", (ev) => ev.preventDefault());
    (list.parentNode as Node).replaceChild(form, list);
    fieldset.appendChild(list);
    for (const li of all("[data-module]", list)) {
      const id = li.dataset.module || "", link = one<HTMLAnchorElement>("a", li) as HTMLAnchorElement, time = one(".temps", li) as HTMLElement;
      time.id = "temps_" + id;
      const box = el("input", { type: "checkbox", id: "choix_" + id, checked: this.plan.modules.includes(id), "aria-describedby": time.id });
      box.addEventListener("change", () => this.change((p) => {
        p.modules = box.checked ? [...p.modules, id] : p.modules.filter((m) => m !== id);
      }));
      this.boxes.set(id, box);
      const title = link.textContent || "";
      (link.parentNode as Node).replaceChild(el("label", { for: box.id }, box, el("span", {}, title)), link);
      add(li, el("p.page", {}, el("a", { href: link.href, "aria-label": `Lire la page : ${title}` }, "Lire la page")));
    }
  }

  /** warn says what of the address was not understood. */
  private warn(unknown: string[], wrong: string[]): void {
    const said: string[] = [];
    if (unknown.length === 1) said.push(`Le module « ${unknown[0]} » n’existe pas, ou plus. Il est laissé de côté.`);
    else if (unknown.length) said.push(`Ces modules n’existent pas, ou plus : ${unknown.map((u) => `« ${u} »`).join(", ")}. Ils sont laissés de côté.`);
    for (const w of wrong) said.push(`Dans l’adresse, « ${w} » n’a pas de sens ici.`);
    if (said.length) this.root.insertBefore(el("p.avis", { role: "status" }, said.join(" ")), this.root.firstChild);
  }

  private change(change: (p: Plan) => void): void {
    change(this.plan);
    const address = location.pathname + write(this.plan) + location.hash;
    try {
      history.replaceState(null, "", address);
    } catch {
      // too many changes in too little time: the next one writes the address
    }
    this.show();
  }

  private show(): void {
    const ms = chosen(this.plan, this.known), n = ms.length;
    this.boxes.forEach((box, id) => (box.checked = this.plan.modules.includes(id)));
    empty(this.sum);
    if (n) add(this.sum, el("b", {}, `${n}\u00a0module${n > 1 ? "s" : ""} : ${lasting(total(ms))}`), ". ", advice(ms));
    else add(this.sum, "Aucun module choisi.");
    this.see.hidden = !n;
    this.programme.show(ms);
    if (n) document.documentElement.dataset.programme = "";
    else delete document.documentElement.dataset.programme;
  }
}

const root = one(".composer");
if (root) {
  const known = new Map(modules(root).map((m) => [m.id, m] as [string, Module]));
  new Composer(root, known);
  for (const plain of all(".a-la-main")) plain.hidden = true;
}
