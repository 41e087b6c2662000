// What stops the site, under the form: a fiche that was saved with a mistake is on the disk, but no page shows it, and the form
// alone would say "Enregistré" and no more. The preview tells its pages what it found; the form listens as they do.

interface Told { ok: boolean; erreurs: number; html: string }

/** most is how many mistakes are shown: one at a time is mended anyway. */
const most = 3;

/** watch shows what the preview says is wrong, for as long as it is. */
export function watch(): void {
  const box = document.createElement("section");
  box.id = "fautes";
  box.setAttribute("role", "status");
  document.body.appendChild(box);
  new EventSource("/_balise/events").onmessage = (ev) => {
    const told = JSON.parse(ev.data as string) as Partial<Told>;
    if (typeof told.ok !== "boolean") return; // news of another kind
    box.textContent = "";
    if (!told.ok) show(box, told as Told);
  };
}

function show(box: HTMLElement, told: Told): void {
  const said = document.createElement("template");
  said.innerHTML = told.html || ""; // by the preview itself, escaped
  const list = document.createElement("ul");
  said.content.querySelectorAll("li.erreur").forEach((one, i) => {
    if (i < most) list.appendChild(line(one));
  });
  add(box, "strong", told.erreurs > 1
    ? `${told.erreurs} erreurs à corriger. Ce qui est enregistré n’est pas perdu, mais le site ne le montre pas encore.`
    : "Une erreur à corriger. Ce qui est enregistré n’est pas perdu, mais le site ne le montre pas encore.");
  box.appendChild(list);
}

/** line is one mistake: where, what, what to write, and the page that explains. */
function line(one: Element): HTMLElement {
  const item = document.createElement("li");
  for (const [name, tag] of [[".lieu", "code"], [".message", "span"], [".conseil-donne", "span"]]) {
    const text = one.querySelector(name);
    if (text) add(item, tag, text.textContent || "");
  }
  const why = one.querySelector<HTMLAnchorElement>(".que-faire a");
  if (why) {
    const link = add(item, "a", "Que faire ?") as HTMLAnchorElement;
    link.href = why.getAttribute("href") || "/aide/";
    link.target = "_blank"; // the form may hold what is not saved
  }
  return item;
}

function add(to: HTMLElement, tag: string, text: string): HTMLElement {
  const e = document.createElement(tag);
  e.textContent = text;
  to.append(e, " ");
  return e;
}
