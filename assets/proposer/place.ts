// A place, chosen on the site's own map. Loaded when it is asked for; what the page has loaded already is handed to it.

import type { Kit, Plan } from "../carte/map";
import type { Point } from "../carte/near";

/** Tools are the page's. */
export interface Tools { el: Kit["el"]; near(p: Point): string } // near: the commune a point is in or beside, "" when unknown

const ways: Record<string, [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const step = 60; // pixels

export class Picker {
  private pin: HTMLElement;
  private at: Point | null = null;

  constructor(private plan: Plan, box: HTMLElement, private said: HTMLElement, private tools: Tools, private chosen: (p: Point) => void) {
    const map = plan.map, pane = map.createPane("lieu");
    this.pin = tools.el("span.epingle", { "aria-hidden": "true", hidden: true });
    pane.appendChild(this.pin);
    box.appendChild(tools.el("span.viseur", { "aria-hidden": "true" }));
    box.tabIndex = 0;
    box.addEventListener("keydown", (ev) => this.key(ev, box));
    map.on("click", (ev: { latlng: { lat: number; lng: number } }) => this.put({ lat: ev.latlng.lat, lon: ev.latlng.lng }));
    map.on("moveend zoom viewreset", () => this.draw());
  }

  private key(ev: KeyboardEvent, box: HTMLElement): void {
    if (ev.target !== box || ev.ctrlKey || ev.altKey || ev.metaKey) return;
    const way = ways[ev.key], { map } = this.plan;
    if (way) map.panBy([way[0] * step, way[1] * step], { animate: false });
    else if (ev.key === "+" || ev.key === "=") map.setZoom(map.getZoom() + 1, { animate: false });
    else if (ev.key === "-") map.setZoom(map.getZoom() - 1, { animate: false });
    else if (ev.key === "Enter") this.centre();
    else return;
    ev.preventDefault();
    if (ev.key !== "Enter") this.say(this.middle(), "Le centre de la carte est");
  }

  private middle(): Point {
    const c = this.plan.map.getCenter();
    return { lat: c.lat, lon: c.lng };
  }

  /** centre puts the point in the middle of what the map shows. */
  centre(): void {
    this.put(this.middle());
  }

  private put(p: Point): void {
    this.show(p);
    this.say(p, "Le point est placé");
    this.chosen(p);
  }

  /** show draws a point that is chosen already. */
  show(p: Point | null): void {
    this.at = p;
    this.draw();
  }

  /** look moves the map to a place, close enough to choose in it. */
  look(p: Point): void {
    this.plan.near(p.lat, p.lon, 11);
  }

  private say(p: Point, what: string): void {
    const near = this.tools.near(p);
    this.said.textContent = `${what}${near ? ` près de ${near}` : ""}\u00a0: ${p.lat.toFixed(4)}, ${p.lon.toFixed(4)}.`;
  }

  private draw(): void {
    this.pin.hidden = !this.at;
    if (this.at) this.plan.leaflet.DomUtil.setPosition(this.pin, this.plan.map.latLngToLayerPoint([this.at.lat, this.at.lon]));
  }
}
