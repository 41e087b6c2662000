// The keyboard on the map: its marks are one stop. Arrows go to the nearest mark that way, Home and End to the first and
// the last; where there is none that way, the map moves.

export interface RovingHooks {
  move(dx: number, dy: number): void; // the map, by pixels
}

const ways: Record<string, [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

export class Roving {
  private current: HTMLButtonElement | null = null;

  constructor(private box: HTMLElement, private hooks: RovingHooks) {
    box.addEventListener("keydown", (ev) => this.key(ev));
    box.addEventListener("focusin", (ev) => {
      if (ev.target instanceof HTMLButtonElement && this.all().includes(ev.target)) this.take(ev.target);
    });
  }

  private all(): HTMLButtonElement[] {
    return [...this.box.querySelectorAll<HTMLButtonElement>("button.pt")];
  }

  /** refresh keeps exactly one mark in the tab order. */
  refresh(): void {
    const marks = this.all();
    if (!this.current || !marks.includes(this.current)) this.current = marks[0] || null;
    for (const m of marks) m.tabIndex = m === this.current ? 0 : -1;
  }

  private take(mark: HTMLButtonElement): void {
    if (this.current) this.current.tabIndex = -1;
    this.current = mark;
    mark.tabIndex = 0;
  }

  private key(ev: KeyboardEvent): void {
    const marks = this.all();
    const from = ev.target instanceof HTMLButtonElement && marks.includes(ev.target) ? ev.target : null;
    if (!from || ev.ctrlKey || ev.altKey || ev.metaKey) return;
    const way = ways[ev.key];
    let to: HTMLButtonElement | null = null;
    if (way) to = nearest(from, marks, way);
    else if (ev.key === "Home") to = marks[0];
    else if (ev.key === "End") to = marks[marks.length - 1];
    else return;
    ev.preventDefault();
    ev.stopPropagation();
    if (to) to.focus({ preventScroll: true });
    else if (way) this.hooks.move(way[0] * 90, way[1] * 90);
  }
}

/** nearest gives the closest mark within 60 degrees of a direction; what lies aside counts double. */
function nearest(from: HTMLElement, marks: HTMLButtonElement[], [wx, wy]: [number, number]): HTMLButtonElement | null {
  const middle = (e: HTMLElement): [number, number] => {
    const r = e.getBoundingClientRect();
    return [r.left + r.width / 2, r.top + r.height / 2];
  };
  const [x, y] = middle(from);
  let best: HTMLButtonElement | null = null, bestCost = Infinity;
  for (const m of marks) {
    if (m === from) continue;
    const [mx, my] = middle(m);
    const along = (mx - x) * wx + (my - y) * wy;
    const aside = Math.abs((mx - x) * wy - (my - y) * wx);
    if (along <= 1 || aside > along * 1.75) continue;
    if (along + 2 * aside < bestCost) [best, bestCost] = [m, along + 2 * aside];
  }
  return best;
}
