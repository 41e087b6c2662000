// What is said of each kind of answer; run by cmd/assets.

import assert from "node:assert/strict";
import { test } from "node:test";
import { problem } from "./check.ts";
import { read, words } from "./date.ts";

const said = (kind, text, required = false) => problem({ no: 1, id: "a", kind, label: "A", required, options: [] }, text === "" ? [] : [text]).replace(/\u00a0/g, " ");

for (const [kind, good, wrong] of [
  ["texte", ["x", " x "], []],
  ["nombre", ["12", " 12 ", "12,5", "12.5", "-3", "1 200", "1\u202f200,5", "1.200,5", "0"], ["douze", "12 personnes", "12,5,6", "1.2.3", "-"]],
  ["courriel", ["prenom@exemple.be", " prenom@exemple.be ", "prenom.nom+pat@sous.exemple.be", "prénom@exemple.be"], ["prenom", "prenom@exemple", "prenom@@exemple.be", "prenom @exemple.be", "a@b.be, c@d.be", "prenom@exemple,be", "prenom@.be", "@exemple.be"]],
  ["telephone", ["0487 12 34 56", "+32 487/12.34.56", "02 502 69 49, après 17 h"], ["le soir", "107"]],
  ["date", ["14/02/2022", "2022-02-14", "14.2.2022", "14 2 2022", "14 / 02 / 2022", "14 février 2022", "le 1er MARS 2022", "mars 2022", "02/2022", "2022-02", "2022", "29/02/2024"],
    ["31/02/2022", "29/02/2023", "14/13/2022", "14/02/22", "0/02/2022", "bientôt", "14 brumaire 2022", "13/2022", "0000"]],
]) {
  test(kind, () => {
    for (const text of good) assert.equal(said(kind, text), "", text);
    for (const text of wrong) assert.notEqual(said(kind, text), "", text);
  });
}

test("a problem says what to do", () => {
  for (const [kind, text, want] of [
    ["nombre", "douze", "Écrivez seulement un nombre, en chiffres, comme 12 ou 12,5."],
    ["courriel", "prenom", "Il manque le signe @. Écrivez une adresse comme prenom@exemple.be."],
    ["courriel", "a b@exemple.be", "Une adresse n’a pas d’espace. Écrivez une adresse comme prenom@exemple.be."],
    ["courriel", "a@exemple.be,b@exemple.be", "Une seule adresse ici. Écrivez une adresse comme prenom@exemple.be."],
    ["courriel", "prenom@exemple", "Écrivez une adresse comme prenom@exemple.be."],
    ["telephone", "107", "Écrivez un numéro comme 0487 12 34 56 ou +32 487 12 34 56."],
    ["date", "31/02/2022", "Ce jour n’existe pas. Vérifiez le jour, puis le mois, puis l’année, comme 14/02/2022."],
    ["date", "14/02/22", "Écrivez l’année en quatre chiffres, comme 14/02/2022."],
    ["date", "bientôt", "Écrivez une date, comme 14/02/2022, ou seulement un mois, comme 02/2022."],
  ]) assert.equal(said(kind, text), want);
});

test("only what is obligatory must be answered", () => {
  for (const [kind, want] of [
    ["texte", "Écrivez une réponse : cette question est obligatoire."],
    ["date", "Écrivez une date, comme 14/02/2022, ou seulement un mois, comme 02/2022 : cette question est obligatoire."],
    ["courriel", "Écrivez une adresse comme prenom@exemple.be : cette question est obligatoire."],
    ["choix", "Choisissez une réponse : cette question est obligatoire."],
    ["choix-multiple", "Cochez au moins une réponse : cette question est obligatoire."],
    ["oui-non", "Choisissez oui ou non : cette question est obligatoire."],
  ]) {
    assert.equal(said(kind, "", true), want);
    assert.equal(said(kind, ""), "");
    assert.equal(said(kind, "  ", true), want, "spaces are no answer");
  }
});

test("a date is as precise as it was written", () => {
  for (const [text, want] of [["14/02/2022", "14 février 2022"], ["1/8/2022", "1er août 2022"], ["12/2022", "décembre 2022"], ["en Février 2022", "février 2022"], ["2022", "2022"]]) assert.equal(words(read(text)), want);
});

test("every day there is is read back, and no other", () => {
  for (let day = Date.UTC(2023, 0, 1); day < Date.UTC(2025, 0, 1); day += 86_400_000) {
    const [year, month, date] = new Date(day).toISOString().slice(0, 10).split("-").map(Number);
    for (const text of [`${date}/${month}/${year}`, new Date(day).toISOString().slice(0, 10)]) assert.deepEqual(read(text), { year, month, day: date });
    assert.deepEqual(read(words({ year, month, day: date })), { year, month, day: date });
  }
  for (const [month, last] of [[1, 31], [2, 28], [4, 30], [12, 31]]) assert.equal(read(`${last + 1}/${month}/2023`), "impossible");
});
