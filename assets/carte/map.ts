// The living map: Leaflet over the drawing the builder made, in the same projection and at the same place, so that nothing
// jumps when it takes over. Its marks are real buttons; supercluster merges them. Loaded after the list works.

import * as L from "leaflet/dist/leaflet-src.esm.js";
import Supercluster, { type ClusterFeature, type PointFeature } from "supercluster";
import type * as data from "./data";
import type { Data, Entry, Zone } from "./data";
import type * as dom from "./dom";
import { place, type Rect } from "./labels";
import { ButtonIcon, markButton, type Spot } from "./marks";
import { candidates } from "./names";
import { Roving } from "./roving";
import type { View } from "./state";
import type { Tiles } from "./tiles";

/** Ground is what is drawn under the marks: see cmd/basemap for the form. */
export interface Ground {
  credits: string[];
  bornes: [number, number, number, number]; // west, south, east, north
  echelle: number;
  mer: number[][];
  voisins: number[][];
  belgique: number[][];
  limites: number[][];
  villes: [string, number, number][];
  ailleurs: [string, number, number][];
}

export interface MapHooks {
  open(entries: Entry[], where: string, count: number, back: () => HTMLElement | null): void; // count: how many there are, entries being the first of them
  look(e: Entry | null): void;
  moved(view: View, byHand: boolean): void;
}

/** Provinces is donnees/provinces.json: rings as the ground has them; an id is a territory's slug. */
export interface Provinces {
  echelle: number;
  provinces: { id: string; region: string; contours: number[][] }[];
}

/** Kit is what the page has loaded already; to import it here would make more files to fetch. */
export type Kit = Pick<typeof data, "approximate" | "hasPoint" | "sectors"> & Pick<typeof dom, "el" | "plural">;

/** Sum is what supercluster keeps of a cluster: how many entries a place and a sector have in it. */
interface Sum { places: Record<string, number>; sectors: Record<number, number> }

type Cluster = ClusterFeature<Sum> | PointFeature<{ entry: Entry }>;

interface Mark extends Spot { marker: L.Marker; button: HTMLButtonElement }

const spacing = 46; // pixels between two marks: a thumb's width
const maxZoom = 12; // beyond, the built-in ground is blank paper
const areaRadius: Record<string, number> = { commune: 2000, rue: 100 }; // metres: what an approximate place may be wrong by
const mostNames = 60;

export class Plan {
  readonly map: L.Map;
  private index: Supercluster<{ entry: Entry }, Sum> | null = null;
  private tiles: Tiles | null = null;
  private turn = 0; // of the views that wait for their tiles
  private marks = new Map<string, Mark>();
  private level0 = 0; // the zoom at which the whole region is in the box; clusters are computed for it plus 0, 1, 2 …
  private levels = 5;
  private top = maxZoom; // higher when a street map lies under the marks
  private streets: L.GridLayer | null = null;
  private areas = L.layerGroup();
  private zones = L.layerGroup();
  private names: HTMLElement;
  private roving: Roving;
  private byHand = false; // the visitor has moved the map
  private moving = false; // we are moving it
  private shownEntries: Entry[] = [];
  private still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  private chosen: Entry | null = null;
  private measured = new Map<string, number>();
  private pencil = document.createElement("canvas").getContext("2d");

  /** leaflet is what a street map is made of: to import it elsewhere would make one more file to fetch. */
  readonly leaflet = { GridLayer: L.GridLayer, TileLayer: L.TileLayer, DomUtil: L.DomUtil };

  /** home is what the drawing shows: west, south, east, north. */
  constructor(readonly box: HTMLElement, private ground: Ground | null, private data: Data, private home: [number, number, number, number], private kit: Kit, private hooks: MapHooks) {
    const touch = matchMedia("(pointer: coarse)").matches;
    this.map = L.map(box, { zoomControl: false, attributionControl: false, keyboard: false, zoomSnap: 0, zoomDelta: 1, maxZoom, scrollWheelZoom: false, dragging: !touch,
      touchZoom: true, doubleClickZoom: true, boxZoom: false, fadeAnimation: false, zoomAnimation: !this.still, markerZoomAnimation: !this.still, inertia: !this.still,
      maxBounds: ground ? L.latLngBounds([ground.bornes[1], ground.bornes[0]], [ground.bornes[3], ground.bornes[2]]) : undefined, maxBoundsViscosity: 1, renderer: L.svg({ padding: 0.6 }) });
    box.removeAttribute("tabindex");
    Object.assign(box, { plan: this }); // for who looks at the page from outside, as the preview's desk does
    this.frame();
    this.names = this.map.createPane("noms");
    this.names.setAttribute("aria-hidden", "true");
    this.draw();
    this.zones.addTo(this.map);
    this.areas.addTo(this.map);
    this.tools();
    this.roving = new Roving(box, { move: (dx, dy) => this.map.panBy([dx, dy], { animate: !this.still }) });
    this.listen(touch);
  }

  /** frame shows the whole region, exactly as the drawing does. */
  private frame(): void {
    const [west, south, east, north] = this.home;
    const bounds = L.latLngBounds([south, west], [north, east]);
    this.map.setMinZoom(0);
    this.level0 = Math.min(maxZoom - 1, this.map.getBoundsZoom(bounds));
    this.levels = Math.ceil(this.top - this.level0);
    const a = this.map.project(bounds.getSouthWest(), 0), b = this.map.project(bounds.getNorthEast(), 0);
    this.moving = true;
    this.map.setView(this.map.unproject(a.add(b).divideBy(2), 0), this.level0, { animate: false });
    this.map.setMinZoom(this.level0 - 0.01);
    this.moving = false;
  }

  private listen(touch: boolean): void {
    const map = this.map;
    map.on("moveend", () => {
      this.render();
      const c = map.getCenter();
      if (!this.moving) this.byHand = true;
      this.hooks.moved({ lat: c.lat, lon: c.lng, zoom: map.getZoom() }, !this.moving);
    });
    this.box.addEventListener("wheel", (ev) => {
      const free = ev.ctrlKey || ev.metaKey || this.box.contains(document.activeElement);
      if (free) map.scrollWheelZoom.enable();
      else {
        map.scrollWheelZoom.disable();
        this.hint("Ctrl et molette : agrandir la carte");
      }
    }, { capture: true, passive: true });
    if (touch) {
      this.box.addEventListener("touchmove", (ev) => {
        if (ev.touches.length === 1) this.hint("Deux doigts : déplacer la carte");
      }, { passive: true });
    }
    let width = this.box.clientWidth;
    addEventListener("resize", () => {
      map.invalidateSize({ animate: false, pan: false });
      if (this.box.clientWidth === width) return;
      width = this.box.clientWidth;
      if (!this.byHand) {
        this.frame();
        if (this.shownEntries.length) this.show(this.shownEntries);
      }
    });
  }

  private hinted = 0;
  private hint(text: string): void {
    const old = this.box.querySelector(".indice");
    const e = old || this.kit.el("p.indice", { "aria-hidden": "true" });
    e.textContent = text;
    if (!old) this.box.appendChild(e);
    clearTimeout(this.hinted);
    this.hinted = window.setTimeout(() => e.remove(), 1600);
  }

  /** tools are the three buttons of the map. */
  private tools(): void {
    const button = (text: string, name: string, task: () => void): HTMLButtonElement => {
      const b = this.kit.el("button", { type: "button", "aria-label": name, title: name }, text);
      b.addEventListener("click", task);
      return b;
    };
    const bar = this.kit.el("div.outils", {},
      button("+", "Agrandir la carte", () => this.map.zoomIn(1)), button("−", "Réduire la carte", () => this.map.zoomOut(1)),
      button("⤢", "Revoir toute la carte", () => {
        this.byHand = false;
        this.go(() => this.frame());
      }));
    L.DomEvent.disableClickPropagation(bar);
    this.box.appendChild(bar);
  }

  /** draw lays the ground: sea, neighbours' borders, Belgium, provinces. Colours are the style sheet's. */
  private draw(): void {
    const g = this.ground;
    if (!g) return;
    const style = (className: string): L.PolylineOptions => ({ className, interactive: false, smoothFactor: 0.6, weight: 1, fillOpacity: 1 });
    L.polygon(g.mer.map((l) => points(l, g.echelle)), style("g-mer")).addTo(this.map);
    L.polyline(g.voisins.map((l) => points(l, g.echelle)), style("g-voisins")).addTo(this.map);
    L.polygon(g.belgique.map((l) => points(l, g.echelle)), style("g-pays")).addTo(this.map);
    L.polyline(g.limites.map((l) => points(l, g.echelle)), style("g-limites")).addTo(this.map);
  }

  /** street lays a map of streets under the marks, in the place of the ground and its names, or takes it away. */
  street(layer: L.GridLayer | null, zoom = maxZoom): void {
    if (this.streets) this.streets.remove();
    this.streets = layer;
    this.top = Math.max(maxZoom, zoom);
    this.box.classList.toggle("rues", layer !== null);
    if (this.map.getZoom() > this.top) this.map.setView(this.map.getCenter(), this.top, { animate: false });
    this.map.setMaxZoom(this.top);
    this.levels = Math.ceil(this.top - this.level0);
    if (layer) layer.addTo(this.map);
    if (this.tiles) this.render();
    else this.show(this.shownEntries);
  }

  /** show puts entries on the map; those without a point are the list's alone. */
  show(entries: Entry[]): void {
    this.shownEntries = entries;
    this.tiles = null;
    const count = (into: Sum, from: Sum): void => {
      for (const k in from.places) into.places[k] = (into.places[k] || 0) + from.places[k];
      for (const k in from.sectors) into.sectors[k] = (into.sectors[k] || 0) + from.sectors[k];
    };
    this.index = new Supercluster<{ entry: Entry }, Sum>({ radius: spacing, extent: 256 * 2 ** this.level0, minZoom: 0, maxZoom: this.levels,
      map: ({ entry }) => ({ places: { [entry.lieu]: 1 }, sectors: Object.fromEntries(this.kit.sectors(this.data, entry).slice(0, 1).map((s) => [s.rang || 0, 1])) }), reduce: count });
    this.index.load(entries.filter(this.kit.hasPoint).map((entry) => ({ type: "Feature", geometry: { type: "Point", coordinates: [entry.lon, entry.lat] }, properties: { entry } })));
    this.render();
  }

  /** showTiles puts on the map what the builder cut, piece by piece. */
  showTiles(tiles: Tiles): void {
    this.tiles = tiles;
    this.render();
  }

  /** fit shows all of these entries at once, unless the visitor has chosen what to look at and some are there. */
  fit(entries: Entry[]): void {
    const inside = this.map.options.maxBounds as L.LatLngBounds | undefined;
    const points = entries.filter(this.kit.hasPoint).map((e) => L.latLng(e.lat, e.lon)).filter((p) => !inside || inside.contains(p));
    if (!points.length) return;
    const view = this.map.getBounds();
    if (this.byHand && points.some((p) => view.contains(p))) return;
    this.byHand = false;
    this.go(() => this.map.fitBounds(L.latLngBounds(points), { padding: [50, 50], maxZoom: 10, animate: false }));
  }

  /** reset goes back to the whole region. */
  reset(): void {
    this.byHand = false;
    this.go(() => this.frame());
  }

  setView(v: View): void {
    this.byHand = true;
    this.go(() => this.map.setView([v.lat, v.lon], v.zoom, { animate: false }));
  }

  /** near shows a point and what is around it. */
  near(lat: number, lon: number, zoom: number): void {
    this.go(() => this.map.setView([lat, lon], zoom, { animate: false }));
  }

  private go(move: () => void): void {
    this.moving = true;
    move();
    this.moving = false;
  }

  contains(e: Entry): boolean {
    return this.kit.hasPoint(e) && this.map.getBounds().contains([e.lat, e.lon]);
  }

  /** aim moves the map to an entry, close enough for it to be told from others. */
  aim(e: Entry): void {
    if (!this.kit.hasPoint(e)) return;
    this.go(() => this.map.setView([e.lat, e.lon], Math.max(this.map.getZoom(), Math.min(this.top, this.level0 + 3)), { animate: false }));
  }

  /** choose marks an entry as the one whose card is open. */
  choose(e: Entry | null): void {
    this.chosen = e;
    this.flag("choisi", e);
  }

  /** cover shows where an entry acts; an empty zone shows nothing. */
  cover(zone: Zone[], provinces: Provinces | null): void {
    this.zones.clearLayers();
    const style = { className: "g-zone", interactive: false };
    for (const z of zone) {
      if (typeof z !== "string") L.circle([z[1], z[0]], { ...style, radius: 3000 }).addTo(this.zones);
      else if (provinces) {
        for (const p of provinces.provinces.filter((p) => p.id === z || p.region === z)) L.polygon(p.contours.map((r) => points(r, provinces.echelle)), style).addTo(this.zones);
      }
    }
  }

  /** look marks an entry that the list speaks of. */
  look(e: Entry | null): void {
    this.flag("vise", e);
  }

  private flag(name: string, e: Entry | null): void {
    this.marks.forEach((m) => {
      const on = e !== null && this.kit.hasPoint(e) && (m.count === 1 || Math.abs(m.lat - e.lat) < 1) && m.entries().some((x) => x.id === e.id);
      m.button.classList.toggle(name, on);
    });
  }

  /** buttonOf gives the mark that holds an entry, if it is in view. */
  buttonOf(e: Entry): HTMLButtonElement | null {
    for (const m of this.marks.values()) if (m.entries().some((x) => x.id === e.id)) return m.button;
    return null;
  }

  /** number numbers the marks, for paper, and tells which entries have which. */
  number(): Map<Entry, number> {
    const out = new Map<Entry, number>();
    let n = 0;
    const inView = this.map.getBounds();
    for (const m of [...this.marks.values()].sort((a, b) => b.lat - a.lat)) {
      if (!inView.contains([m.lat, m.lon])) continue;
      m.button.dataset.numero = String(++n);
      for (const e of m.entries()) out.set(e, n);
    }
    return out;
  }

  private level(): number {
    return Math.max(0, Math.min(this.levels, Math.round(this.map.getZoom() - this.level0)));
  }

  /** render makes the marks of the view. */
  private render(): void {
    const b = this.map.getBounds().pad(0.3);
    const view: [number, number, number, number] = [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()];
    const turn = ++this.turn;
    if (this.tiles) {
      const tiles = this.tiles;
      void tiles.marks(view, this.map.getZoom()).then((marks) => {
        if (turn === this.turn && this.tiles) this.lay(marks.map((m) => ({ key: `${m.lat},${m.lon}:${m.n}`, lat: m.lat, lon: m.lon, count: m.n, where: m.lieu, alone: !!m.seul, sectors: m.secteurs, entries: () => tiles.entries(m) })));
      });
    } else if (this.index) this.lay((this.index.getClusters(view, this.level()) as Cluster[]).map((c) => this.spot(c)));
  }

  /** lay puts the marks on the map: those that stay are left alone. */
  private lay(spots: Spot[]): void {
    const next = new Map<string, Mark>();
    for (const s of spots.sort((x, y) => y.lat - x.lat)) {
      const old = this.marks.get(s.key);
      if (old) old.entries = s.entries;
      next.set(s.key, old || this.make(s));
    }
    this.marks.forEach((m, key) => {
      if (!next.has(key)) m.marker.remove();
    });
    this.marks = next;
    this.roving.refresh();
    this.flag("choisi", this.chosen);
    this.doubts();
    this.write();
  }

  private spot(c: Cluster): Spot {
    const [lon, lat] = c.geometry.coordinates;
    if (!isCluster(c)) {
      const e = c.properties.entry;
      return { key: e.id, lat, lon, count: 1, where: e.lieu, alone: true, sectors: {}, entries: () => [e] };
    }
    const { point_count: count, places, sectors } = c.properties;
    const where = this.title(c);
    return { key: `${lat.toFixed(5)},${lon.toFixed(5)}:${count}:${JSON.stringify(sectors)}:${where}`, lat, lon, count, where, alone: Object.keys(places).length === 1, sectors, entries: this.leaves(c) };
  }

  private leaves(c: ClusterFeature<Sum>): () => Entry[] {
    const index = this.index as Supercluster<{ entry: Entry }, Sum>;
    let list: Entry[] | null = null;
    return () => (list = list || index.getLeaves(c.properties.cluster_id, Infinity).map((p) => p.properties.entry).sort((a, b) => a.index - b.index));
  }

  /** title is a cluster's dominant place. */
  private title(c: ClusterFeature<Sum>): string {
    let best = "";
    for (const name in c.properties.places) {
      const n = c.properties.places[name], m = c.properties.places[best] || 0;
      if (n > m || (n === m && name < best)) best = name;
    }
    return best;
  }

  private make(s: Spot): Mark {
    const button = markButton(s, this.data, this.kit);
    const m: Mark = { ...s, button, marker: L.marker([s.lat, s.lon], { icon: new ButtonIcon(button), keyboard: false, interactive: true }).addTo(this.map) };
    const look = (): void => this.hooks.look(m.count === 1 ? m.entries()[0] : null);
    button.addEventListener("click", () => this.press(m));
    button.addEventListener("mouseenter", look);
    button.addEventListener("focus", look);
    button.addEventListener("mouseleave", () => this.hooks.look(null));
    return m;
  }

  /** press opens what a mark holds: a card, a list when it can be told apart no more, else a closer look. */
  private press(m: Mark): void {
    const entries = m.entries();
    const back = (): HTMLElement | null => (this.box.contains(m.button) ? m.button : entries.length ? this.buttonOf(entries[0]) : null);
    const bounds = L.latLngBounds(entries.length ? entries.map((e) => L.latLng(e.lat, e.lon)) : [[m.lat, m.lon]]);
    const together = entries.length > 0 && bounds.getSouthWest().distanceTo(bounds.getNorthEast()) < 60;
    const closest = this.map.getZoom() >= this.top - 0.05;
    if (entries.length && (m.count === 1 || together || closest)) {
      this.hooks.open(entries, m.where, m.count, back);
      return;
    }
    this.byHand = true;
    const had = document.activeElement === m.button;
    const was = this.map.getZoom();
    if (entries.length) this.map.fitBounds(bounds, { padding: [50, 50], animate: false, maxZoom: Math.min(this.top, was + 3) });
    if (this.map.getZoom() < was + 0.5) this.map.setView(bounds.getCenter(), Math.min(this.top, was + 2), { animate: false });
    const next = had && entries.length ? this.buttonOf(entries[0]) : null;
    if (next) next.focus({ preventScroll: true });
  }

  /** doubts draws the area an approximate place may be in, once it is larger than its mark. */
  private doubts(): void {
    this.areas.clearLayers();
    const seen = new Set<string>();
    const metre = 1 / ((40075016.686 * Math.cos((this.map.getCenter().lat * Math.PI) / 180)) / (256 * 2 ** this.map.getZoom()));
    const view = this.map.getBounds().pad(0.3);
    if (areaRadius.commune * metre < 18) return;
    for (const e of this.shownEntries) {
      const r = areaRadius[e.precision], at = `${e.lat},${e.lon}`;
      if (!r || !this.kit.hasPoint(e) || r * metre < 18 || seen.has(at) || !view.contains([e.lat, e.lon])) continue;
      seen.add(at);
      L.circle([e.lat, e.lon], { radius: r, className: "g-doute", interactive: false }).addTo(this.areas);
    }
  }

  private width(text: string): number {
    let w = this.measured.get(text);
    if (w === undefined) {
      if (this.pencil) this.pencil.font = "13px Atkinson, Arial, sans-serif";
      w = (this.pencil ? this.pencil.measureText(text).width : text.length * 7) + 2;
      this.measured.set(text, w);
    }
    return w;
  }

  /** write places the names. */
  private write(): void {
    const size = this.map.getSize();
    const at = (lat: number, lon: number): L.Point => this.map.latLngToContainerPoint([lat, lon]);
    const marks = [...this.marks.values()].map((m) => ({ m, p: at(m.lat, m.lon) }));
    const corner: Rect = { x0: 0, y0: size.y - 164, x1: 60, y1: size.y }; // the tools
    const rects: Rect[] = marks.map(({ m, p }) => ({ x0: p.x - radius(m), y0: p.y - radius(m), x1: p.x + radius(m), y1: p.y + radius(m) })).concat(corner);
    const most = Math.round(14 * 2 ** (this.map.getZoom() - this.level0));
    const discs = marks.map(({ m, p }) => ({ text: m.where, count: m.count, x: p.x, y: p.y, r: radius(m) }));
    const names = candidates(this.ground, discs, at, most, this.map.getZoom() < 9.5);
    const lot = document.createDocumentFragment();
    for (const n of place(names, rects, size, (t) => this.width(t), Math.min(mostNames, most))) {
      if (n.dot) lot.appendChild(positioned(this.kit.el("i"), this.map.containerPointToLayerPoint([n.x, n.y])));
      lot.appendChild(positioned(this.kit.el("span", { className: n.sure ? "grande" : "" }, n.text), this.map.containerPointToLayerPoint([n.left, n.top])));
    }
    while (this.names.lastChild) this.names.removeChild(this.names.lastChild);
    this.names.appendChild(lot);
  }
}

/** points reads a line written as steps of 1/scale degree, longitude first. */
function points(flat: number[], scale: number): L.LatLngTuple[] {
  const out: L.LatLngTuple[] = [];
  for (let i = 0, x = 0, y = 0; i < flat.length; i += 2) {
    x += flat[i];
    y += flat[i + 1];
    out.push([y / scale, x / scale]);
  }
  return out;
}

const radius = (m: Mark): number => (m.count > 1 ? 19 : 15);

function positioned<T extends HTMLElement>(e: T, p: L.Point): T {
  L.DomUtil.setPosition(e, L.point(Math.round(p.x), Math.round(p.y)));
  return e;
}

function isCluster(c: Cluster): c is ClusterFeature<Sum> {
  return "cluster" in c.properties;
}
