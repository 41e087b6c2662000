// The marks of the living map, as buttons. Part of map.ts's file.

import * as L from "leaflet/dist/leaflet-src.esm.js";
import type { Data, Entry, Value } from "./data";
import type { Kit } from "./map";

/** Spot is what a mark stands for, wherever it comes from. */
export interface Spot {
  key: string;
  lat: number;
  lon: number;
  count: number;
  where: string; // its dominant place
  alone: boolean; // all of it is there
  sectors: Record<number, number>;
  entries: () => Entry[]; // none when they are not known: a closer look tells
}

/** markButton makes the button of a spot; its name says what it opens. */
export const markButton = (s: Spot, data: Data, kit: Kit): HTMLButtonElement => (s.count > 1 ? cluster(s, data, kit) : single(s.entries()[0], data, kit));

/** single is the button of one entry: a blaze whose shape and letter tell its sector, ringed when its place is approximate. */
function single(e: Entry, data: Data, kit: Kit): HTMLButtonElement {
  const [s] = kit.sectors(data, e);
  const area = kit.approximate(e);
  return kit.el("button", { type: "button", className: `pt s${(s && s.rang) || 1} ${(s && s.forme) || "rond"}${area ? " aire" : ""}`,
    "aria-label": `${e.titre}, ${e.lieu}${area ? " (lieu approché)" : ""}` }, kit.el("span", { "aria-hidden": "true" }, (s && s.lettre) || "•"));
}

/** cluster is the button of several: their number, in a ring of their sectors. */
function cluster(s: Spot, data: Data, kit: Kit): HTMLButtonElement {
  const { ring, words } = shares(s.sectors, data);
  const b = kit.el("button", { type: "button", className: s.count > 999 ? "pt pn beaucoup" : "pt pn", "aria-label": `${kit.plural(s.count, "initiative")} ${s.alone ? "à" : "autour de"} ${s.where}${words}` },
    kit.el("span", { "aria-hidden": "true" }, s.count > 9999 ? `${Math.round(s.count / 1000)}k` : String(s.count)));
  b.style.background = ring;
  return b;
}

/** shares draws a cluster's sectors as a ring, and says them. */
function shares(counts: Record<number, number>, data: Data): { ring: string; words: string } {
  const all = data.facets.find((f) => f.cle === "secteurs");
  const parts = ((all && all.valeurs) || []).map((v: Value) => ({ v, n: counts[v.rang || 0] || 0 })).filter((p) => p.n > 0);
  const total = parts.reduce((sum, p) => sum + p.n, 0);
  if (!total) return { ring: "", words: "" };
  let from = 0;
  const stops = parts.map(({ v, n }) => {
    const to = from + (360 * n) / total;
    const stop = `var(--s${v.rang}) ${from.toFixed(1)}deg ${to.toFixed(1)}deg`;
    from = to;
    return stop;
  });
  return { ring: `conic-gradient(${stops.join(",")})`, words: " : " + parts.map((p) => `${p.n} ${p.v.libelle}`).join(", ") };
}

/** ButtonIcon lets Leaflet place a button of ours. */
export class ButtonIcon extends L.Icon<L.IconOptions> {
  constructor(private button: HTMLButtonElement) {
    super({ iconUrl: "", iconSize: [44, 44], iconAnchor: [22, 22], className: "" });
  }

  createIcon(): HTMLElement {
    const style = this.button.style;
    style.marginLeft = style.marginTop = "-22px";
    return this.button;
  }

  createShadow(): HTMLElement {
    return null as unknown as HTMLElement;
  }
}
