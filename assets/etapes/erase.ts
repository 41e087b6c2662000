// Erasing asks first, in the page.

import { el } from "../carte/dom";

/** eraser is a button, and the question it opens in its place. */
export function eraser(label: string, question: string, erase: () => void): HTMLElement {
  const open = el("button.bouton.sobre", { type: "button" }, label);
  const keep = el("button.bouton.sobre", { type: "button" }, "Garder");
  const go = el("button.bouton", { type: "button" }, "Effacer");
  const ask = el("div.demande", { role: "group", "aria-label": question, hidden: true }, el("p", {}, question), el("p.boutons", {}, keep, go));
  const shut = (): void => {
    ask.hidden = true;
    open.hidden = false;
    open.focus();
  };
  open.addEventListener("click", () => {
    ask.hidden = false;
    open.hidden = true;
    keep.focus();
  });
  keep.addEventListener("click", shut);
  ask.addEventListener("keydown", (e) => {
    if (e.key === "Escape") shut();
  });
  go.addEventListener("click", () => {
    erase();
    shut();
  });
  return el("div.effacer", {}, open, ask);
}
