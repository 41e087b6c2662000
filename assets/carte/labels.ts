// Names on the map. The six largest towns first and always, then the communes of the marks, then the next towns; a name
// stands beside its dot or its mark, and is left out where it would meet another name or a mark, or its dot
// another name.

export interface Rect { x0: number; y0: number; x1: number; y1: number }

/** Name wants to be written beside a disc of radius r around x, y (pixels). */
export interface Name {
  text: string;
  x: number;
  y: number;
  r: number;
  sure: boolean; // is written whatever the crowd, in the least bad place
  dot: boolean; // a dot shows the town
}

export interface Placed extends Name { left: number; top: number }

export const textHeight = 16;

const overlap = (a: Rect, b: Rect): number => Math.max(0, Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0)) * Math.max(0, Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0));

/** spots lists where a name may stand, the map maker's favourite first: right, above, below, left, then the corners. */
function spots(n: Name, w: number): Rect[] {
  const h = textHeight, gap = n.r + 3, near = n.r * 0.7 + 2;
  const at = (x: number, y: number): Rect => ({ x0: x, y0: y, x1: x + w, y1: y + h });
  return [at(n.x + gap, n.y - h / 2), at(n.x - w / 2, n.y - gap - h), at(n.x - w / 2, n.y + gap), at(n.x - gap - w, n.y - h / 2),
    at(n.x + near, n.y - near - h), at(n.x + near, n.y + near), at(n.x - near - w, n.y - near - h), at(n.x - near - w, n.y + near)];
}

const dotOf = (n: Name): Rect => ({ x0: n.x - 3, y0: n.y - 3, x1: n.x + 3, y1: n.y + 3 });

const townGap = 30; // two named towns are at least so far apart: no suburb beside its city

/** place writes at most `most` names in a box of that size, around marks that must stay visible. */
export function place(names: Name[], marks: Rect[], size: { x: number; y: number }, measure: (text: string) => number, most: number): Placed[] {
  const out: Placed[] = [], taken: Rect[] = [], heard: Name[] = [];
  for (const n of names) {
    if (n.x < 0 || n.y < 0 || n.x > size.x || n.y > size.y) continue;
    // A name keeps others away even if it finds no room: a suburb is not to stand for its city.
    if (!heard.some((o) => o.text === n.text || Math.hypot(o.x - n.x, o.y - n.y) < townGap)) heard.push(n);
  }
  const dots = heard.filter((n) => n.dot).slice(0, most).map(dotOf);
  for (const n of heard) {
    if (out.length >= most) break;
    const dot = n.dot ? dotOf(n) : null;
    if (dot && !n.sure && taken.some((t) => overlap(dot, t) > 0)) continue;
    let best: Rect | null = null, bestCost = Infinity;
    for (const [i, s] of spots(n, measure(n.text)).entries()) {
      if (s.x0 < 2 || s.y0 < 2 || s.x1 > size.x - 2 || s.y1 > size.y - 2) continue;
      // A place that leaves the towns to come visible is better than a favourite one.
      const cost = i / 1000 + Math.min(0.9, dots.filter((d) => overlap(s, d) > 0).length / 100)
        + marks.reduce((sum, m) => sum + overlap(s, m), 0) + 4 * taken.reduce((sum, t) => sum + overlap(s, t), 0);
      if (cost < bestCost) [best, bestCost] = [s, cost];
      if (cost === 0) break;
    }
    if (!best || (bestCost >= 1 && !n.sure)) continue;
    taken.push(best);
    if (dot) taken.push(dot);
    out.push({ ...n, left: best.x0, top: best.y0 });
  }
  return out;
}
