// Small helpers to make elements. Text is always set as text: nothing here reads HTML.

type Child = Node | string | null | undefined | false;

/** el makes an element: "button.puce" is a tag and classes; a property that starts with "aria-" or "data-" is an attribute. */
export function el<K extends keyof HTMLElementTagNameMap>(name: K | `${K}.${string}`, props: Record<string, unknown> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const [tag, ...classes] = name.split(".");
  const e = document.createElement(tag) as HTMLElementTagNameMap[K];
  if (classes.length) e.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.includes("-") || key === "role" || key === "for" || key === "list") e.setAttribute(key, String(value));
    else (e as unknown as Record<string, unknown>)[key] = value;
  }
  add(e, ...children);
  return e;
}

export function add(parent: Node, ...children: Child[]): void {
  for (const c of children) {
    if (c) parent.appendChild(typeof c === "string" ? document.createTextNode(c) : c);
  }
}

/** empty removes all an element holds. */
export function empty(e: Node): void {
  while (e.lastChild) e.removeChild(e.lastChild);
}

export const one = <T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T | null => root.querySelector<T>(selector);
export const all = <T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T[] => [...root.querySelectorAll<T>(selector)];

/** plural writes "1 initiative", "12 initiatives". */
export const plural = (n: number, word: string, words = word + "s"): string => `${number(n)}\u00a0${n < 2 ? word : words}`;

const french = typeof Intl === "object" ? new Intl.NumberFormat("fr-BE") : null;

export const number = (n: number): string => (french ? french.format(n) : String(n));

/** later runs a task once calls have stopped for some milliseconds. */
export function later(task: () => void, ms: number): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(task, ms);
  };
}
