// What is asked, and the file that answers make.

import type { Answers } from "../formulaire/question";
import { words } from "../formulaire/date";
import { compose, value, type Item } from "./compose";
import { settle, type Outline } from "./coord";
import { written } from "./hours";
import { endsBefore, judge } from "./rules";

/** Ask is what the page says of a question beyond what all pages that ask do. */
export interface Ask {
  name: string; // where the answer goes: "contact.courriel", "chiffres.0.valeur", "texte.2"
  rank: number; // place in the header; 0: not in it
  form: string; // the rule of its text
  list: boolean; // several texts, one a line
  max: number; // characters; 0: no limit
  title: string; // of the part of the text it is
}

/** Ground is what may be known of places; null while it is not. */
export interface Ground {
  outline: Outline | null; // Belgium's
  commune: ((name: string) => boolean) | null; // it is one of Belgium
  territory(name: string): boolean; // it is larger than a commune
}

const first = (all: Answers, name: string): string => (all.get(name) || [""])[0].trim();

export const country = (all: Answers): string => first(all, "pays") || "BE";

/** discreet tells that the address and the point are asked to stay out of the file. */
export const discreet = (all: Answers): boolean => concerned(all) && all.has("sans-adresse");

/** concerned tells that the file would say more than the site. */
export const concerned = (all: Answers): boolean => ["rue", "commune", "masquee"].includes(first(all, "precision")) && (all.has("adresse") || all.has("coordonnees"));

/** split cuts a list; languages may stand on one line. */
const split = (a: Ask, text: string): string[] => text.split(a.form === "langue" ? /[\n,;/]| et / : "\n").map((t) => t.trim()).filter(Boolean);

/** settled gives the texts to write for an answer, and what is wrong with it. */
export function settled(a: Ask, answer: string[], all: Answers, ground: Ground): { values: string[]; problem: string } {
  const values: string[] = [];
  for (const text of a.list && answer.length < 2 ? split(a, answer.join("")) : answer) {
    let got = { value: text.trim(), problem: "" };
    if (a.form === "position") {
      const read = settle(text, country(all), ground.outline);
      got = { value: read.text, problem: read.problem };
    } else if (a.form === "horaires") got.value = written(text).hours;
    else got = judge(a.form, text, country(all));
    if (got.problem) return { values: [], problem: got.problem };
    values.push(got.value);
  }
  return { values, problem: "" };
}

/** clash says what an answer lacks because of the others. */
export function clash(a: Ask, answer: string[], all: Answers, ground: Ground): string {
  const given = answer.length > 0, figure = /^(chiffres\.\d\.)(valeur|libelle)$/.exec(a.name);
  if (a.max && given) {
    const over = Array.from(value(answer[0].replace(/\s+/g, " "))).length - a.max;
    if (over > 0) return `C’est trop long de ${over}\u00a0${over < 2 ? "caractère" : "caractères"}\u00a0: au-delà de ${a.max}, un texte est moins lu.`;
  }
  if (a.name === "commune") return commune(answer, all, ground);
  if (a.name === "zone") {
    const unknown = country(all) === "BE" && ground.commune ? split(a, answer.join("")).find((z) => !(ground.commune as (n: string) => boolean)(z) && !ground.territory(z)) : "";
    if (unknown) return `«\u00a0${unknown}\u00a0» n’est ni une commune, ni une province, ni une région que nous connaissons. Vérifiez ce nom, ou écrivez-le dans «\u00a0Son territoire, en mots\u00a0».`;
  }
  if (figure && !given && ["valeur", "libelle", "source"].some((k) => all.has(figure[1] + k))) return figure[2] === "valeur" ? "Il manque le nombre." : "Dites ce que ce nombre compte.";
  if (a.name === "fin" && given && endsBefore(judge("date", first(all, "depuis")).value, judge("date", answer[0]).value)) return "La fin vient avant le début. Corrigez l’une des deux dates.";
  return "";
}

function commune(answer: string[], all: Answers, ground: Ground): string {
  const name = (answer[0] || "").trim();
  if (!name) return all.has("zone") ? "" : "Écrivez la commune\u00a0: cette question est obligatoire. Sans lieu fixe, remplissez «\u00a0Où elle agit\u00a0».";
  const placed = all.has("coordonnees") && (!discreet(all) || first(all, "precision") === "rue");
  if (placed) return "";
  if (country(all) !== "BE") return "Nous ne connaissons pas toutes les communes de ce pays\u00a0: donnez aussi le point sur une carte.";
  if (ground.commune && !ground.commune(name)) return `Nous ne connaissons pas de commune «\u00a0${name}\u00a0». Choisissez-la dans la liste, ou donnez aussi le point sur une carte.`;
  return "";
}

/** Day is the visitor's. */
export interface Day { year: number; month: number; day: number }

/** file writes the entry's file: a draft, since a person of the site has to read it. */
export function file(asks: Ask[], all: Answers, day: Day, ground: Ground): string {
  const header: Item[] = [{ remark: sender(all, day) }, { key: "brouillon", text: "oui" }];
  for (const a of asks.filter((x) => x.rank > 0 && all.has(x.name)).sort((x, y) => x.rank - y.rank)) {
    const answer = kept(a, all.get(a.name) as string[], all);
    const { values } = settled(a, answer, all, ground);
    const [key, sub, last] = a.name.split(".");
    if (!values.length) continue;
    const multiple = a.list || values.length > 1 || lists.includes(a.name);
    const item: Item = multiple ? { list: values } : { text: a.max ? values[0].replace(/\s+/g, " ") : values[0] };
    const before = header[header.length - 1];
    if (!sub) header.push({ key, ...item });
    else if (!last) {
      if (before.key === key) (before.keys as Item[]).push({ key: sub, ...item });
      else header.push({ key, keys: [{ key: sub, ...item }] });
    } else {
      const into: Item = before.key === key ? before : { key, groups: [] };
      if (before !== into) header.push(into);
      const groups = into.groups as (Item[] & { of?: string })[];
      let group = groups[groups.length - 1];
      if (!group || group.of !== sub) groups.push((group = Object.assign([] as Item[], { of: sub })));
      group.push({ key: last, ...item });
    }
  }
  const story = asks.filter((a) => a.title && all.has(a.name)).map((a) => `## ${a.title}\n\n${plain((all.get(a.name) as string[])[0])}`);
  return compose(header, story.join("\n\n"));
}

const lists = ["secteurs", "statuts", "publics"];

/** kept is what the file keeps of an answer: less than was given, if the visitor so asks. */
function kept(a: Ask, answer: string[], all: Answers): string[] {
  if (!discreet(all) || !["adresse", "coordonnees"].includes(a.name)) return answer;
  const p = a.name === "coordonnees" && first(all, "precision") === "rue" ? settle(answer[0], country(all), null).point : null;
  return p ? [`${p.lat.toFixed(3)}, ${p.lon.toFixed(3)}`] : []; // as the site shows a street
}

function sender(all: Answers, day: Day): string {
  const who = [first(all, "vous.nom"), judge("courriel", first(all, "vous.courriel")).value].filter(Boolean).map((t) => value(t).replace(/\n/g, " ")).join(", ");
  return `Proposition du ${words(day)}, faite sur le site par ${who || "une personne qui n’a pas laissé son nom"}.\nÀ relire et à vérifier. Pour publier, effacez ces lignes et la suivante.`;
}

// An address must stay as it is: a backslash would break the link that is made of it.
const address = /(https?:\/\/[^\s<>[\]`*|\\]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/;

/** plain writes a text so that Markdown reads it as it was typed. Lines that begin by a dash or a number are the lists they look like. */
export function plain(text: string): string {
  return value(text).split("\n").map((raw) => {
    const line = raw.trim().replace(/^[•·‣▪*–—]\s+/, "- ").split(address).map((t, i) => (i % 2 ? t : t.replace(/[\\`*_[\]<|~]|&(?=#?\w+;)/g, "\\$&"))).join("");
    const marks = (/^(?:(?:-|\d{1,9}[.)])\s+)*/.exec(line) as RegExpExecArray)[0], rest = line.slice(marks.length);
    return marks.replace(/\s+/g, " ") + (/^(?:#{1,6}(?:\s|$)|>|\+(?:\s|$)|[-=:][-=:\s]*$|:{3,})/.test(rest) ? "\\" + rest : rest.replace(/^(\d{1,9})([.)])$/, "$1\\$2"));
  }).join("\n");
}
