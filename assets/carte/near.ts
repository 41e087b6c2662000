// Near me, with or without leave: a commune one types, or the device's position on a click. Neither leaves the page.

import { hasPoint, type Entry } from "./data";
import { between, fold } from "./text";

export interface Point { lat: number; lon: number }

export interface Place extends Point { nom: string }

const radius = 6371; // of the Earth, in km

/** distance is in km, along a great circle (haversine). */
export function distance(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const h = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 2 * radius * Math.asin(Math.sqrt(h));
}

/** inWords says how far an entry is: "à 3,2 km", "à environ 3 km" when its place is approximate. */
export function inWords(e: Entry, from: Point): string {
  if (!hasPoint(e)) return "";
  const km = distance(from, e);
  const about = e.precision !== "exacte";
  if (km < 1) return about ? "à moins d’un kilomètre, environ" : `à ${Math.max(50, Math.round(km * 20) * 50)} m`;
  const n = about || km >= 10 ? String(Math.round(km)) : km.toFixed(1).replace(".", ",");
  return `à ${about ? "environ " : ""}${n} km`;
}

/** Gazetteer knows the places one can start from. */
export class Gazetteer {
  private places: { place: Place; keys: string[] }[];

  constructor(raw: { noms: string[]; lon: number[]; lat: number[] }) {
    this.places = raw.noms.map((n, i) => {
      const names = n.split("=");
      return { place: { nom: names[0], lon: raw.lon[i] / 1e4, lat: raw.lat[i] / 1e4 }, keys: names.map(key) };
    });
  }

  /** find gives the place of that name, in any of its languages. */
  find(name: string): Place | null {
    const k = key(name);
    const found = k ? this.places.find((p) => p.keys.includes(k)) : undefined;
    return found ? found.place : null;
  }

  /** suggest lists places whose name starts so, then those where a later word does; the largest first. */
  suggest(start: string, most: number): Place[] {
    const k = key(start);
    if (!k) return [];
    const first = this.places.filter((p) => p.keys.some((x) => x.startsWith(k)));
    const then = first.length < most ? this.places.filter((p) => !first.includes(p) && p.keys.some((x) => x.includes(" " + k))) : [];
    return [...first, ...then].slice(0, most).map((p) => p.place);
  }
}

const key = (name: string): string => fold(name).replace(/'/g, " ").split(between).join(" ").trim().replace(/^st /, "saint ").replace(/^ste /, "sainte ");
