// Plain HTML for sites that refuse frames: links, a place and a sentence, made from the site's own pages. It carries its
// few colours itself, since it lives under another site's styles, and no script.

import { all, one } from "../carte/dom";
import type { Choice } from "./choice";

/** most is how many entries such a list holds; the site's own page has the rest. */
const most = 100;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escaped = (text: string): string => text.trim().replace(/[ \n\t]+/g, " ").replace(/[&<>"]/g, (c) => entities[c]);

const text = (e: Element | null | undefined): string => escaped((e && e.textContent) || "");

/** link writes one with its public address. */
function link(choice: Choice, address: string, words: string): string {
  const c = choice.colours;
  return `<a href="${escaped(address)}"${c ? ` style="color:${c.accent}"` : ""}>${words}</a>`;
}

function around(choice: Choice, page: Document, lines: string[]): string {
  const c = choice.colours;
  const back = link(choice, choice.base + choice.page(), `Voir sur ${escaped(choice.site)}`);
  const numbers = choice.numbers ? all(".urgence li", page).map((li) => {
    const a = one("a", li);
    return `<li>${text(one("span", li))} : ${link(choice, (a && a.getAttribute("href")) || "", text(a))}</li>`;
  }) : [];
  return [`<div lang="fr"${c ? ` style="padding:1em;background:${c.fond};color:${c.encre}"` : ""}>`, ...lines, `<p>${back}</p>`,
    ...(numbers.length ? ["<p>Besoin d’aide maintenant ? Vous pouvez appeler :</p>", "<ul>", ...numbers, "</ul>"] : []), "</div>"].join("\n");
}

/** list writes the entries of a list's page. */
export function list(page: Document, choice: Choice): string {
  const items = all("[data-initiative]", page).slice(0, most).map((item) => {
    const lines = all("p", item), state = text(one("em", item)), where = text(one("p:last-child span", item));
    const sentence = lines.length > 1 ? text(lines[0]) : "";
    return `<li>${link(choice, `${choice.base}initiatives/${item.dataset.initiative}/`, text(one("a", item)))}${state && ` (${state})`}${where && ` – ${where}`}${sentence && `<br>${sentence}`}</li>`;
  });
  return around(choice, page, ["<ul>", ...items, "</ul>"]);
}

/** card writes one entry, from its own page. */
export function card(page: Document, choice: Choice): string {
  const article = one("main", page) as HTMLElement;
  const ways = all<HTMLAnchorElement>('a[href^="tel:"], a[href^="mailto:"]', article).map((a) => `<li>${link(choice, a.getAttribute("href") || "", text(a))}</li>`);
  const sentence = text(one(".chapo", article));
  return around(choice, page, [`<p>${link(choice, choice.base + choice.page(), text(one("h1", article)))}${sentence && `<br>${sentence}`}</p>`, ...(ways.length ? ["<ul>", ...ways, "</ul>"] : [])]);
}
