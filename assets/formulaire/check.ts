// What is wrong with an answer, in words that say what to do. The answers are read by people: what they would understand
// passes.

import { read } from "./date";
import { plain, type Kind, type Question } from "./question";

/** asks says what a question waits for. */
export const asks: Record<Kind, string> = {
  texte: "Écrivez une réponse",
  "texte-long": "Écrivez une réponse",
  nombre: "Écrivez un nombre, en chiffres",
  date: "Écrivez une date, comme 14/02/2022, ou seulement un mois, comme 02/2022",
  courriel: "Écrivez une adresse comme prenom@exemple.be",
  telephone: "Écrivez un numéro comme 0487 12 34 56",
  choix: "Choisissez une réponse",
  "choix-multiple": "Cochez au moins une réponse",
  "oui-non": "Choisissez oui ou non",
};

/** problem says what to change in an answer; "" when it will do. */
export function problem(q: Question, answer: string[]): string {
  const text = plain(answer.join(""));
  if (!text) return q.required ? `${asks[q.kind]}\u00a0: cette question est obligatoire.` : "";
  switch (q.kind) {
    case "nombre":
      return number(text);
    case "date":
      return date(text);
    case "courriel":
      return mail(text);
    case "telephone":
      return phone(text);
  }
  return "";
}

/** number knows 12, -3, 12,5 and 12.5, and thousands set apart: 1 200, 1.200,5. */
function number(text: string): string {
  const typed = text.replace(/\s/g, "");
  if (/^[+-]?(\d{1,3}(\.\d{3})+(,\d+)?|\d+([.,]\d+)?)$/.test(typed)) return "";
  return "Écrivez seulement un nombre, en chiffres, comme 12 ou 12,5.";
}

function date(text: string): string {
  const found = read(text);
  if (found === "impossible") return "Ce jour n’existe pas. Vérifiez le jour, puis le mois, puis l’année, comme 14/02/2022.";
  if (found) return "";
  return /^\d{1,2}\D\d{1,2}\D\d{2}$/.test(text) ? "Écrivez l’année en quatre chiffres, comme 14/02/2022." : asks.date + ".";
}

function mail(text: string): string {
  const like = asks.courriel + ".";
  if (!text.includes("@")) return `Il manque le signe @. ${like}`;
  if (/\s/.test(text)) return `Une adresse n’a pas d’espace. ${like}`;
  if (text.split("@").length > 2) return `Une seule adresse ici. ${like}`;
  return /^[^\s@<>(),;:"]+@[^\s@<>(),;:".]+(\.[^\s@<>(),;:".]+)+$/.test(text) ? "" : like;
}

/** phone counts digits only: "02 502 69 49, après 17 h" is of use. */
function phone(text: string): string {
  return text.replace(/\D/g, "").length >= 8 ? "" : asks.telephone + " ou +32 487 12 34 56.";
}
