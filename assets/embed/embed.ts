// The script of the pages that other sites show in a frame. They are whole without it. It gives them the partner's colours,
// and a button: the map stays a drawing, that traps neither wheel nor finger, until someone asks for the living one.
//
// The frame may be on any site, and in a sandbox: nothing is kept, and the address is only read.

import { channels, contrast, enough } from "./colours";
import type { Living } from "./living";

const query = new URLSearchParams(location.search);

/** own are the parameters that choose no initiative. */
const own = ["fond", "encre", "accent", "urgence", "i", "vue"];

const main = document.querySelector("main") as HTMLElement;
const frame = document.querySelector<HTMLElement>(".cadre");
const slug = query.get("i") || "";

/** paint gives these elements the partner's colours, all three or none, where they can be read. The map keeps its own. */
function paint(selector: string): void {
  const [fond, encre, accent] = ["fond", "encre", "accent"].map((name) => channels(query.get(name)));
  const [paper, ink, link] = [fond, encre, accent].map((c) => (c ? `rgb(${c.join()})` : ""));
  if (!paper || !ink || !link) return;
  if (contrast(query.get("fond"), query.get("encre")) < enough || contrast(query.get("fond"), query.get("accent")) < enough) return;
  document.documentElement.style.background = paper;
  for (const e of document.querySelectorAll<HTMLElement>(selector)) {
    for (const name of ["papier", "papier2", "clair", "sur-vert"]) e.style.setProperty("--" + name, paper);
    for (const name of ["encre", "encre2", "bord", "trait"]) e.style.setProperty("--" + name, ink);
    for (const name of ["lien", "signal", "vert"]) e.style.setProperty("--" + name, link);
    e.style.color = ink;
  }
}

let living: Promise<Living> | null = null;

/** load fetches the data and what reads it, once. */
const load = (): Promise<Living> => (living = living || import("./living").then((m) => m.load(main, frame)).then((l) => {
  paint(".panneau"); // it has just come
  return l;
}));

const seen = (): boolean => !!frame && frame.clientWidth > 0;

/** button stands over the drawing. */
function button(): void {
  if (!frame || !seen()) return;
  const b = document.createElement("button");
  b.type = "button";
  b.className = "bouton activer";
  b.textContent = "Activer la carte";
  b.addEventListener("click", () => {
    b.textContent = "La carte arrive…";
    load().then((l) => l.wake(true)).then(() => b.remove(), () => {
      living = null;
      b.textContent = "La carte n’est pas venue. Réessayer";
    });
  });
  frame.appendChild(b);
}

/** outward opens links in a new tab, those of a card that came later included. */
function outward(ev: Event): void {
  const a = ev.target instanceof Element ? ev.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!a || !/^https?:/.test(a.protocol) || (a.getAttribute("href") || "").startsWith("#")) return;
  a.target = "_blank";
  a.rel = "noopener";
}

async function start(): Promise<void> {
  const numbers = document.querySelector<HTMLElement>(".urgence");
  if (numbers && query.get("urgence") === "non") numbers.hidden = true;
  paint(".titre, .legende, .liste, .pied");
  document.addEventListener("click", outward, true);
  const alone = location.hash === "#fiche";
  const filtered = [...query.keys()].some((k) => !own.includes(k));
  if (!alone) button();
  if (!filtered && !slug) return;
  try {
    const l = await load();
    if (alone) return l.alone(slug);
    if (filtered) await l.filter(query);
    if (filtered && seen()) await l.wake(false); // the drawing has marks that were not asked for
    if (slug) l.card(slug);
  } catch {
    living = null;
    main.classList.add("sans-fiche");
  }
}

void start();
