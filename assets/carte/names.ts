// Which names the map may write, those that matter most first. Part of map.ts's file.

import type { Ground } from "./map";
import type { Name } from "./labels";

/** Disc is a mark that a name may stand beside. */
export interface Disc { text: string; count: number; x: number; y: number; r: number }

/** candidates lists the six largest towns, the dominant place of each mark, then the next towns, and the largest abroad when asked. */
export function candidates(ground: Ground | null, discs: Disc[], at: (lat: number, lon: number) => { x: number; y: number }, most: number, abroad: boolean): Name[] {
  const names: Name[] = [];
  const town = (text: string, x: number, y: number, sure: boolean): void => {
    const p = at(y / (ground as Ground).echelle, x / (ground as Ground).echelle);
    const over = discs.find((d) => Math.hypot(p.x - d.x, p.y - d.y) < d.r + 4);
    names.push(over ? { text, x: over.x, y: over.y, r: over.r, sure, dot: false } : { text, x: p.x, y: p.y, r: 3, sure, dot: true });
  };
  const towns = ground ? ground.villes : [];
  towns.slice(0, 6).forEach(([n, x, y]) => town(n, x, y, true));
  [...discs].sort((a, b) => b.count - a.count).forEach((d) => names.push({ text: d.text, x: d.x, y: d.y, r: d.r, sure: false, dot: false }));
  towns.slice(6, 6 + most * 2).forEach(([n, x, y]) => town(n, x, y, false));
  if (ground && abroad) ground.ailleurs.slice(0, 10).forEach(([n, x, y]) => town(n, x, y, false));
  return names;
}
