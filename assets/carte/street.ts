// The street map, by the site's choice and then the visitor's. The built-in ground is always there first; what comes from
// another host is asked for only once she has read whose it is and said yes. What she said is kept in her browser, and
// forgotten at her word.

import type { GridLayer } from "leaflet";
import type * as dom from "./dom";
import type { Plan } from "./map";
import type { View } from "./state";

/** Choice is the site's: see streetJSON in internal/output. */
export interface Choice { genre: "pmtiles" | "tuiles"; url: string; zoom: number; credit: string; hote?: string }

/** Kit is what the page has loaded already. */
export type Kit = Pick<typeof dom, "el">;

const key = "balise.plan";
const patience = 20000; // milliseconds without a single image: the host does not answer

/** offer puts the choice of the site, which its page holds, under the map. view is what the visitor has moved the map to: it
 *  may be closer than the built-in ground can show. */
export async function offer(page: HTMLElement, plan: Plan, frame: HTMLElement, root: string, kit: Kit, view: () => View | null): Promise<void> {
  const street = new Street(plan, JSON.parse(page.textContent || "") as Choice, frame, root, kit);
  if (!(await street.begin())) return;
  const v = view();
  if (v) plan.setView(v);
}

class Street {
  private box: HTMLElement;
  private note: HTMLElement; // says what happens, aloud too
  private credit: HTMLElement;
  private dark = matchMedia("(prefers-color-scheme: dark)");
  private turn = 0; // counts the tries: an old one that ends late is not heard

  constructor(private plan: Plan, private choice: Choice, frame: HTMLElement, private root: string, private kit: Kit) {
    this.note = kit.el("p", { role: "status", id: "rue_" });
    this.box = kit.el("div.rue", {}, this.note);
    this.credit = kit.el("p.sources", {}, "Plan détaillé : ", ...credits(choice.credit, kit));
    frame.after(this.box);
    const redraw = (): void => {
      if (this.on && choice.genre === "pmtiles") void this.show();
    };
    if (this.dark.addEventListener) this.dark.addEventListener("change", redraw);
  }

  private on = false;

  /** begin shows the street map at once if the visitor has asked for it before, of the same host, and tells if it does. */
  async begin(): Promise<boolean> {
    if (recall() === this.mark()) await this.show();
    else this.off();
    return this.on;
  }

  /** mark is what is kept of a yes: it holds for one host. */
  private mark(): string {
    return this.choice.hote || "site";
  }

  /** fill shows a text, if any, and buttons; the first one gets the focus when one of ours had it. */
  private fill(text: string, ...buttons: HTMLElement[]): void {
    const had = this.box.contains(document.activeElement);
    this.note.textContent = text;
    while (this.note.nextSibling) this.box.removeChild(this.note.nextSibling);
    for (const b of buttons) this.box.appendChild(b);
    if (had) buttons[0].focus();
  }

  private button(text: string, task: () => void): HTMLElement {
    const b = this.kit.el("button", { type: "button", "aria-describedby": "rue_" }, text);
    b.addEventListener("click", task);
    return b;
  }

  private off(): void {
    this.turn++;
    this.on = false;
    this.credit.remove();
    this.fill("", this.button("Afficher le plan détaillé", () => (this.choice.hote ? this.ask() : void this.accept())));
  }

  /** ask comes before the first request to another host. */
  private ask(): void {
    this.fill(`Le plan vient de ${this.choice.hote}, qui verra votre adresse internet.`, this.button("Afficher", () => void this.accept()), this.button("Non", () => this.off()));
  }

  private async accept(): Promise<void> {
    keep(this.mark());
    await this.show();
  }

  private async show(): Promise<void> {
    const turn = ++this.turn;
    this.on = true;
    const failed = (): void => {
      if (turn === this.turn) this.fail();
    };
    this.box.after(this.credit);
    this.fill("", this.button("Revenir au plan simple", () => this.revoke()));
    try {
      const layer = await this.layer(failed);
      if (turn === this.turn) this.plan.street(layer, this.choice.zoom);
    } catch {
      failed();
    }
  }

  /** layer makes what Leaflet lays down. */
  private async layer(failed: () => void): Promise<GridLayer> {
    const { genre, url, zoom, hote } = this.choice;
    const address = hote ? url : this.root + url.slice(1);
    if (genre === "pmtiles") return (await import("./vector")).layer(address, this.plan.leaflet, this.dark.matches, failed);
    const layer = new this.plan.leaflet.TileLayer(address, { maxNativeZoom: zoom, maxZoom: 20, referrerPolicy: "strict-origin-when-cross-origin" });
    let came = false;
    layer.on("tileload", () => (came = true));
    const judge = (): void => { // a missing image is a hole in the map; none at all is a host that does not answer
      if (!came) failed();
    };
    layer.on("load", () => setTimeout(judge)); // Leaflet is not done with the layer yet
    setTimeout(judge, patience);
    return layer;
  }

  /** fail leaves the simple map, and says so. A yes stays a yes, for the host may answer next time; it can be taken back. */
  private fail(): void {
    this.plan.street(null);
    this.off();
    this.fill("Le plan détaillé n’a pas pu être chargé. Le plan simple reste.", this.button("Réessayer", () => void this.show()), this.button("Revenir au plan simple", () => this.revoke()));
  }

  private revoke(): void {
    keep("");
    this.plan.street(null);
    this.off();
  }
}

/** credits writes the site's credit; OpenStreetMap asks for a link to its terms. */
function credits(text: string, kit: Kit): (string | HTMLElement)[] {
  const name = "OpenStreetMap";
  const at = text.indexOf(name);
  if (at < 0) return [text];
  return [text.slice(0, at), kit.el("a", { href: "https://www.openstreetmap.org/copyright", rel: "external" }, name), text.slice(at + name.length)];
}

/** recall gives what was kept; "" where browsers keep nothing. */
function recall(): string {
  try {
    return localStorage.getItem(key) || "";
  } catch {
    return "";
  }
}

/** keep remembers a yes; "" forgets it. */
function keep(value: string): void {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
