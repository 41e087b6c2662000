// The points of a very large map, as the builder cut them: one file for each piece of the view, and not one more. A view
// is drawn when its pieces are there; a piece is asked for once.

import type { Entry } from "./data";

/** TileMark is one mark: an initiative, or several merged. */
export interface TileMark {
  lon: number; // degrees WGS 84; in the file, 1e-4 degrees
  lat: number;
  n: number;
  lieu: string;
  seul?: boolean; // all of it is in that place
  secteurs: Record<string, number>; // by the sector's rank of colour
  fiches?: { id: string; titre: string; secteurs: number | number[] | null; precision?: string }[]; // of the only one, or of each at the closest zoom
}

const width = 512; // of a tile, in pixels of its zoom

export class Tiles {
  private index: Promise<Record<string, string[]>> | null = null;
  private pieces = new Map<string, Promise<TileMark[]>>();

  /** base is the tiles' folder; min and max are the zooms there are tiles for; facets counts the facets, of which sectors is one. */
  constructor(private base: string, readonly min: number, readonly max: number, private facets: number, private sectors: number, private get: <T>(url: string) => Promise<T>) {}

  /** marks gives the marks of a view: west, south, east, north. */
  async marks(view: [number, number, number, number], zoom: number): Promise<TileMark[]> {
    const z = Math.max(this.min, Math.min(this.max, Math.round(zoom)));
    this.index = this.index || this.get<Record<string, string[]>>(this.base + "index.json");
    const index = await this.index;
    const [x0, y0] = tileAt(view[0], view[3], z), [x1, y1] = tileAt(view[2], view[1], z);
    const wanted = (index[z] || []).filter((name) => {
      const [x, y] = name.split("-").map(Number);
      return x >= x0 && x <= x1 && y >= y0 && y <= y1;
    });
    return ([] as TileMark[]).concat(...(await Promise.all(wanted.map((name) => this.piece(`${z}/${name}`)))));
  }

  private piece(name: string): Promise<TileMark[]> {
    let p = this.pieces.get(name);
    if (!p) {
      p = this.get<TileMark[]>(`${this.base}${name}.json`).then((marks) => marks.map((m) => ({ ...m, lon: m.lon / 1e4, lat: m.lat / 1e4 }))).catch(() => {
        this.pieces.delete(name); // asked for again at the next move
        return [];
      });
      this.pieces.set(name, p);
    }
    return p;
  }

  /** entries are what a mark knows of its initiatives: enough to name them and to fetch their pages. */
  entries(m: TileMark): Entry[] {
    return (m.fiches || []).map((f, i) => {
      const values = Array.from({ length: this.facets }, (_, k) => (k === this.sectors && f.secteurs !== null ? ([] as number[]).concat(f.secteurs) : []));
      return { index: -1 - i, id: f.id, titre: f.titre, lieu: m.lieu, lon: m.lon, lat: m.lat, values, precision: f.precision || "exacte", verifie: "", zone: [] };
    });
  }
}

function tileAt(lon: number, lat: number, z: number): [number, number] {
  const world = 256 * 2 ** z;
  const sin = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return [Math.floor((((lon + 180) / 360) * world) / width), Math.floor(((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * world) / width)];
}
