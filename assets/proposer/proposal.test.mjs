// The file that answers make, and what each answer owes the others; run by cmd/assets. That it is written as the program writes
// is in cmd/assets/proposer_test.go.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clash, file, settled } from "./proposal.ts";

const ask = (name, rank, more = {}) => ({ name, rank, form: "", list: false, max: 0, title: "", ...more });
const asks = [
  ask("titre", 1), ask("resume", 2, { max: 20 }), ask("secteurs", 3), ask("commune", 4), ask("adresse", 6), ask("coordonnees", 5, { form: "position" }), ask("precision", 7), ask("zone", 8, { form: "zone", list: true }),
  ask("partenaires", 9, { form: "reference", list: true }), ask("depuis", 10, { form: "date" }), ask("fin", 11, { form: "date" }),
  ...[0, 1].flatMap((n) => ["valeur", "libelle", "source"].map((k, i) => ask(`chiffres.${n}.${k}`, 12 + 3 * n + i))),
  ask("contact.telephone", 20, { form: "telephone" }), ask("contact.courriel", 19, { form: "courriel" }), ask("horaires", 21, { form: "horaires" }), ask("acces.langues", 22, { form: "langue", list: true }),
  ask("texte.0", 0, { title: "Objectifs" }), ask("texte.1", 0, { title: "Perspectives" }), ask("vous.nom", 0), ask("vous.courriel", 0, { form: "courriel" }), ask("sans-adresse", 0), ask("pays", 23),
];
const by = (name) => asks.find((a) => a.name === name);
const known = { outline: null, commune: (n) => n === "Namur", territory: (n) => n === "Wallonie" };
const answers = (o) => new Map(Object.entries(o).map(([k, v]) => [k, Array.isArray(v) ? v : [v]]));
const day = { year: 2026, month: 11, day: 2 };
const written = (o) => file(asks, answers(o), day, known);

test("the header in the order of keys, then the text in parts", () => {
  assert.equal(written({
    "vous.nom": "Ana\n", "vous.courriel": "mailto:ana@exemple.be", "texte.1": "Encore *mieux*.", titre: " Le Relais : un lieu ", resume: "Deux\nlignes.", secteurs: ["precarite"], commune: "Namur", coordonnees: "50,4669 ; 4,8675",
    partenaires: "Le Forum, Bruxelles\n\nsmes", depuis: "mars 2022", "chiffres.1.valeur": "80 %", "chiffres.1.libelle": "vers l'emploi", "chiffres.0.valeur": "4", "chiffres.0.libelle": "lieux", "chiffres.0.source": "Nous",
    "contact.telephone": "tél. 081 12 34 56", "contact.courriel": "info@exemple.be", horaires: "lundi 9h-12h", "acces.langues": "français, arabe et nl",
  }), `---
# Proposition du 2 novembre 2026, faite sur le site par Ana, ana@exemple.be.
# À relire et à vérifier. Pour publier, effacez ces lignes et la suivante.
brouillon: oui
titre: "Le Relais : un lieu"
resume: Deux lignes.
secteurs: [precarite]
commune: Namur
coordonnees: 50.4669, 4.8675
partenaires: ["Le Forum, Bruxelles", Smes]
depuis: 2022-03
chiffres:
  - valeur: 4
    libelle: lieux
    source: Nous
  - valeur: 80 %
    libelle: vers l'emploi
contact:
  courriel: info@exemple.be
  telephone: 081 12 34 56
horaires: Mo 09:00-12:00
acces:
  langues: [fr, ar, nl]
---
## Perspectives

Encore \\*mieux\\*.
`);
});

test("nobody has to say who they are", () => assert.match(written({ titre: "A" }), /par une personne qui n’a pas laissé son nom\.\n/));

test("what the site hides may be left out of the file", () => {
  const place = { titre: "A", adresse: "Rue de Fer 12", coordonnees: "50.46691, 4.86752", "sans-adresse": "oui" };
  for (const [precision, has] of [["exacte", ["Rue de Fer 12", "50.46691, 4.86752"]], ["rue", ["50.467, 4.868"]], ["commune", []], ["masquee", []]]) {
    const text = written({ ...place, precision });
    for (const t of has) assert.ok(text.includes(t), `${precision}: ${t} is not in\n${text}`);
    if (precision !== "exacte") assert.ok(!/Rue de Fer|50\.46691|adresse:/.test(text), `${precision}:\n${text}`);
  }
});

test("what an answer owes the others", () => {
  for (const [name, all, want] of [
    ["commune", {}, /obligatoire/], ["commune", { zone: "Wallonie" }, /^$/], ["commune", { commune: "Namur" }, /^$/], ["commune", { commune: "Namour" }, /Nous ne connaissons pas de commune/],
    ["commune", { commune: "Namour", coordonnees: "50, 4" }, /^$/], ["commune", { commune: "Namour", coordonnees: "50, 4", precision: "masquee", "sans-adresse": "oui" }, /Nous ne connaissons pas/],
    ["commune", { commune: "Paris", pays: "FR" }, /donnez aussi le point/], ["zone", { zone: "Namur\nWallonie" }, /^$/], ["zone", { zone: "Namur\nNamour" }, /«\u00a0Namour\u00a0»/], ["zone", { zone: "Franche-Comté", pays: "FR" }, /^$/],
    ["fin", { depuis: "2022", fin: "mars 2021" }, /avant le début/], ["fin", { depuis: "2022", fin: "2022" }, /^$/], ["fin", { fin: "2022" }, /^$/],
    ["chiffres.0.libelle", { "chiffres.0.valeur": "4" }, /compte/], ["chiffres.0.valeur", { "chiffres.0.source": "Nous" }, /nombre/], ["chiffres.1.valeur", { "chiffres.0.source": "Nous" }, /^$/], ["chiffres.0.source", { "chiffres.0.valeur": "4" }, /^$/],
    ["resume", { resume: "x".repeat(21) }, /trop long de 1\u00a0caractère/], ["resume", { resume: "😀".repeat(20) }, /^$/],
  ]) assert.match(clash(by(name), answers(all).get(name) || [], answers(all), known), want, `${name} ${JSON.stringify(all)}`);
  const nothing = { outline: null, commune: null, territory: () => false };
  for (const name of ["commune", "zone"]) assert.equal(clash(by(name), ["Namour"], answers({ [name]: "Namour" }), nothing), "", "what is not known is left to the program");
});

test("one wrong line of a list is enough", () => {
  assert.deepEqual(settled(by("acces.langues"), ["fr; klingon"], new Map(), known).values, []);
  assert.match(settled(by("acces.langues"), ["fr; klingon"], new Map(), known).problem, /klingon/);
  assert.deepEqual(settled(by("secteurs"), ["a", "b"], new Map(), known), { values: ["a", "b"], problem: "" });
});
