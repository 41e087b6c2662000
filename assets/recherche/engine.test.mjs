// The answers: how words are found, and in what order.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "./engine.ts";
import { decode } from "./index.ts";

const written = {
  types: [["initiative", "initiatives/", "/"], ["passage du guide", "guide/", ""], ["définition", "glossaire/#", ""]],
  pages: [
    [0, "relais", "Le Relais", "Liège", "Suspendue", "Un groupe d’entraide ouvert à tous, le mardi soir."],
    [0, "coeur", "Le Cœur d’Ath", "Ath"],
    [1, "recruter/#annonce", "Écrire l’annonce", "", "Recruter"],
    [2, "entraide", "L’entraide", "", "", "S’aider entre pairs."],
    [0, "hopital", "L’Hôpital de jour", "Namur", "", "Des services sociaux et un groupe de parole."],
  ],
  mots: "benevole hopital logement", ou: "0.1;1;0.4",
};

test("decode", () => {
  const { pages, documents } = decode(written);
  assert.deepEqual(pages.map((p) => p.url), ["initiatives/relais/", "initiatives/coeur/", "guide/recruter/#annonce", "glossaire/#entraide", "initiatives/hopital/"]);
  assert.deepEqual(pages[0], { type: "initiative", url: "initiatives/relais/", titre: "Le Relais", lieu: "Liège", note: "Suspendue", texte: "Un groupe d’entraide ouvert à tous, le mardi soir." });
  assert.deepEqual(pages[1], { type: "initiative", url: "initiatives/coeur/", titre: "Le Cœur d’Ath", lieu: "Ath", note: "", texte: "" });
  assert.deepEqual(documents.map((d) => d.mots), ["benevole logement", "benevole hopital", "", "", "logement"]);
  assert.deepEqual(decode({ types: [], pages: [], mots: "", ou: "" }), { pages: [], documents: [] });
});

const engine = await Engine.make(written);

const ask = (text) => {
  const answer = engine.find(text);
  return answer && [answer.how, ...answer.pages.map((p) => p.titre)];
};

for (const [text, want] of [
  ["relais", ["exact", "Le Relais"]], ["RELAIS", ["exact", "Le Relais"]], ["liege", ["exact", "Le Relais"]], ["coeur", ["exact", "Le Cœur d’Ath"]], ["cœurs", ["exact", "Le Cœur d’Ath"]],
  ["l'entraide", ["exact", "L’entraide", "Le Relais"]], ["l’entraide", ["exact", "L’entraide", "Le Relais"]], ["entr", ["exact", "L’entraide", "Le Relais"]],
  ["hôpitaux", ["exact", "L’Hôpital de jour", "Le Cœur d’Ath"]], ["service social", ["exact", "L’Hôpital de jour"]], ["bénévoles", ["exact", "Le Relais", "Le Cœur d’Ath"]],
  ["entriade", ["proche", "L’entraide", "Le Relais"]], ["hopitla", ["proche", "L’Hôpital de jour", "Le Cœur d’Ath"]], ["leige", ["proche", "Le Relais"]], ["relay", ["proche", "Le Relais"]], ["namure", ["proche", "L’Hôpital de jour"]],
  ["cherchons un groupe à Namur", ["partiel", "L’Hôpital de jour", "Le Relais"]], ["annonces", ["exact", "Écrire l’annonce"]],
  ["zzz", ["proche"]], ["zzz yyy", ["partiel"]], ["", null], [" ?! ", null],
]) {
  test(`« ${text} »`, () => assert.deepEqual(ask(text), want));
}
