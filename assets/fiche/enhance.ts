// What a page made some days ago cannot say by itself: how long ago it was checked, and whether the place is open now. The
// map's card, which shows a part of the same page, calls it too.

import { clock, spoken, type Moment, type Rule } from "./hours";
import { ago, stale } from "./age";

// The builder writes the same words on a page that was old when it was made (pages/initiative.html).
const warning = " Cela fait plus d’un an : téléphonez ou écrivez avant de venir.";

/** enhance completes the entries under root, and keeps what it says true while they are shown. It may be called again. */
export function enhance(root: ParentNode): void {
  const now = clock(new Date());
  if (!now) return;
  let old = false;
  for (const p of root.querySelectorAll(".verifie")) {
    const time = p.querySelector("time");
    if (time) old = verified(p, time, now) || old;
  }
  // What was checked long ago may have changed: its hours are to be read, not vouched for.
  if (!old) root.querySelectorAll<HTMLElement>("[data-horaires]").forEach(follow);
}

/** verified adds the relative words, over the date and never instead of it; it tells whether the date can't be relied on. */
function verified(p: Element, time: HTMLTimeElement, now: Moment): boolean {
  const words = ago(time.dateTime, now.date);
  if (words === null) return true; // before the check: this device's clock is wrong
  if (!p.querySelector(".il-y-a")) {
    const span = document.createElement("span");
    span.className = "il-y-a";
    span.textContent = ` (${words})`;
    time.after(span);
  }
  if (p.classList.contains("perimee")) return true;
  if (!stale(time.dateTime, now.date)) return false;
  p.classList.add("perimee");
  p.append(warning);
  return true;
}

/** follow says above the hours whether the place is open, and says it again when that changes. */
function follow(list: HTMLElement): void {
  if (list.previousElementSibling) return; // said already
  const rules = JSON.parse(list.dataset.horaires || "[]") as Rule[];
  const p = document.createElement("p");
  p.className = "maintenant";
  list.before(p);
  const say = (): void => {
    const now = clock(new Date());
    const state = now && spoken(rules, now);
    p.hidden = !state;
    p.classList.toggle("ouvert", !!state && state.open);
    if (p.textContent !== (state ? state.words : "")) p.textContent = state ? state.words : "";
  };
  say();
  const timer = setInterval(() => {
    if (list.isConnected) say();
    else clearInterval(timer);
  }, 20_000);
}
