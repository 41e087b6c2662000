// The map on which an editor places a fiche: our own ground, drawn from our own file. Nothing is asked of another server.

import * as L from "leaflet/dist/leaflet-src.esm.js";
import type { Ground } from "../carte/map";
import { write, type Point, type Town } from "./coord";

const nearest = 15; // the ground is coarse there, but a marker can be put within a few metres of another
const close = 12;

export class Plan {
  private map: L.Map;
  private marker: L.Marker | null = null;
  private names = L.layerGroup();
  private more: Town[] = [];

  /** placed is told of every place the editor gives by hand. */
  constructor(readonly box: HTMLElement, private ground: Ground, private placed: (p: Point) => void) {
    const [west, south, east, north] = ground.bornes;
    this.map = L.map(box, { attributionControl: false, zoomControl: false, maxZoom: nearest, zoomSnap: 0.5, fadeAnimation: false, zoomAnimation: false, markerZoomAnimation: false,
      scrollWheelZoom: false, keyboard: false, maxBounds: L.latLngBounds([south, west], [north, east]), maxBoundsViscosity: 1, renderer: L.svg({ padding: 0.6 }) });
    this.map.fitBounds(L.latLngBounds([49.45, 2.5], [51.55, 6.45]), { animate: false });
    this.draw();
    this.map.on("click", (ev) => this.hand(ev.latlng));
    this.map.on("moveend", () => this.name());
    this.tools();
    box.tabIndex = 0;
    box.addEventListener("keydown", (ev) => this.key(ev));
  }

  private draw(): void {
    const g = this.ground;
    const style = (className: string): L.PolylineOptions => ({ className, interactive: false, smoothFactor: 0.6, weight: 1, fillOpacity: 1 });
    L.polygon(g.mer.map((l) => points(l, g.echelle)), style("g-mer")).addTo(this.map);
    L.polyline(g.voisins.map((l) => points(l, g.echelle)), style("g-voisins")).addTo(this.map);
    L.polygon(g.belgique.map((l) => points(l, g.echelle)), style("g-pays")).addTo(this.map);
    L.polyline(g.limites.map((l) => points(l, g.echelle)), style("g-limites")).addTo(this.map);
    this.names.addTo(this.map);
    this.name();
  }

  /** learn gives the map more names than its ground has, for who looks closely. */
  learn(towns: Town[]): void {
    this.more = towns;
    this.name();
  }

  /** name writes the towns of the view: more of them the closer one looks. */
  private name(): void {
    this.names.clearLayers();
    const zoom = this.map.getZoom(), scale = this.ground.echelle, view = this.map.getBounds();
    const all: [string, number, number][] = zoom >= 11 && this.more.length ? this.more.map(([name, lat, lon]) => [name, lat, lon])
      : this.ground.villes.slice(0, zoom < 8 ? 12 : zoom < 10 ? 60 : 4000).map(([name, x, y]) => [name, y / scale, x / scale]);
    const room: L.Point[] = [];
    for (const [name, lat, lon] of all) {
      if (!view.contains([lat, lon])) continue;
      const at = this.map.latLngToContainerPoint([lat, lon]);
      if (room.some((p) => Math.abs(p.x - at.x) < 90 && Math.abs(p.y - at.y) < 16)) continue; // the largest first: they keep their names
      room.push(at);
      const text = L.marker([lat, lon], { icon: L.divIcon({ className: "g-ville", iconSize: [0, 0] }), interactive: false, keyboard: false }).addTo(this.names).getElement();
      if (text) text.textContent = name;
    }
  }

  /** show puts the marker where the text says; null takes it away. */
  show(p: Point | null): void {
    if (!p) {
      if (this.marker) this.marker.remove();
      this.marker = null;
      return;
    }
    if (!this.marker) {
      this.marker = L.marker([p.lat, p.lon], { icon: L.divIcon({ className: "repere", iconSize: [30, 40], iconAnchor: [15, 38] }), draggable: true, keyboard: false, title: "Le lieu de la fiche" }).addTo(this.map);
      this.marker.on("dragend", () => this.marker && this.hand(this.marker.getLatLng()));
    }
    this.marker.setLatLng([p.lat, p.lon]);
    this.box.dataset.lieu = write(p);
  }

  /** aim looks at a place closely. */
  aim(p: Point, zoom = close): void {
    this.map.setView([p.lat, p.lon], Math.max(zoom, this.map.getZoom()), { animate: false });
  }

  remove(): void {
    this.map.remove();
  }

  private hand(at: L.LatLng): void {
    const p = { lat: at.lat, lon: at.lng };
    this.show(p);
    this.placed(p);
  }

  private tools(): void {
    const bar = document.createElement("div");
    bar.className = "outils";
    const add = (sign: string, name: string, task: () => void): void => {
      const b = document.createElement("button");
      b.type = "button";
      b.textContent = sign;
      b.title = name;
      b.setAttribute("aria-label", name);
      b.addEventListener("click", task);
      bar.appendChild(b);
    };
    add("+", "Agrandir la carte", () => this.map.zoomIn(1));
    add("−", "Réduire la carte", () => this.map.zoomOut(1));
    L.DomEvent.disableClickPropagation(bar);
    this.box.appendChild(bar);
  }

  /** key: arrows move the map, plus and minus look closer or from farther, Enter puts the marker in the middle. */
  private key(ev: KeyboardEvent): void {
    if (ev.target !== this.box) return;
    const step = 60;
    const moves: Record<string, [number, number]> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[ev.key]) this.map.panBy(moves[ev.key], { animate: false });
    else if (ev.key === "+" || ev.key === "=") this.map.zoomIn(1);
    else if (ev.key === "-") this.map.zoomOut(1);
    else if (ev.key === "Enter" || ev.key === " ") this.hand(this.map.getCenter());
    else return;
    ev.preventDefault();
  }
}

/** points reads a line of the ground: differences of scaled degrees, longitude first. */
function points(flat: number[], scale: number): L.LatLngTuple[] {
  const out: L.LatLngTuple[] = [];
  for (let i = 0, x = 0, y = 0; i < flat.length; i += 2) {
    x += flat[i];
    y += flat[i + 1];
    out.push([y / scale, x / scale]);
  }
  return out;
}
