// What the editors' form makes of names, places and files; run by cmd/assets.

import assert from "node:assert/strict";
import { test } from "node:test";
import { find, label, read, write } from "./coord.ts";
import { local, values } from "./format.ts";
import { format, patch } from "./git.ts";
import { over } from "./phrases.ts";
import { slug } from "./slug.ts";

test("a new file has the name balise would give its page", () => {
  for (const [title, want] of [["L’Îlot d’essai", "l-ilot-d-essai"], ["Cœur & Âme", "coeur-ame"], ["  Été 2022 !", "ete-2022"], ["80 %", "80"], ["Straße", "strasse"], ["…", ""]]) assert.equal(slug(title), want);
});

test("coordinates are the text that is written, five decimals when the map writes it", () => {
  assert.deepEqual(read("50.4669, 4.8675"), { lat: 50.4669, lon: 4.8675 });
  assert.deepEqual(read(" 50.4 4.8 "), { lat: 50.4, lon: 4.8 });
  for (const bad of ["", "50,4, 4,8", "Namur", "150, 4", "50", undefined, 50.4]) assert.equal(read(bad), null);
  assert.equal(write({ lat: 50.466904, lon: 4.8675 }), "50.46690, 4.86750");
});

test("a commune is found by its beginning first, accents aside", () => {
  const towns = [["Vieux-Liège", 1, 1], ["Liège", 50.6, 5.5], ["Liernu", 50.5, 4.8], ["Noville", 1, 2, "Liège"], ["Noville", 1, 3, "Luxembourg"]];
  assert.deepEqual(find(towns, "lieg").map(label), ["Liège", "Vieux-Liège"]);
  assert.deepEqual(find(towns, "noville").map(label), ["Noville (Liège)", "Noville (Luxembourg)"]);
  assert.deepEqual(find(towns, " "), []);
});

test("between the form and this computer, texts stay texts", () => {
  const data = local.fromFile('{"telephone":"0487123456","_etat":"x"}');
  const back = JSON.parse(local.toFile(data));
  assert.equal(back.telephone, "0487123456");
  assert.equal(back._etat, "x");
  assert.equal(typeof back._page, "string");
  assert.deepEqual(values(back), { telephone: "0487123456" });
});

test("phrases replace those they name alone", () => {
  assert.deepEqual(over({ a: { b: "b", c: "c" }, d: "d" }, { a: { b: "B" } }), { a: { b: "B", c: "c" }, d: "d" });
});

const fields = [
  { name: "titre", widget: "string" }, { name: "secteurs", widget: "select", multiple: true }, { name: "code_postal", widget: "string" }, { name: "coordonnees", widget: "carte" },
  { name: "pour", widget: "list", seul: "organisation", fields: [{ name: "organisation", widget: "string" }, { name: "participants", widget: "string" }] },
  { name: "partenaires", widget: "list", field: { name: "partenaires", widget: "string" } },
  { name: "contact", widget: "object", fields: [{ name: "nom", widget: "string" }, { name: "telephone", widget: "string" }] }, { name: "body", widget: "markdown" },
];

const file = `---
# La fiche
titre: "Le Relais" # son nom
secteurs: precarite
code_postal: 01000
coordonnees: [50.8503, 4.3517]
inconnue: garder
pour: [smes, {organisation: dune, participants: 3}]
contact:
  telephone: 0487123456 # GSM
depuis: 2022-02
---

Le texte.
`;

const { fromFile, toFile } = format(fields, false);

test("a file of a repository is read as typed", () => {
  const data = fromFile(file);
  assert.equal(data._fichier, file);
  assert.deepEqual(values(data), { titre: "Le Relais", secteurs: ["precarite"], code_postal: "01000", coordonnees: "50.8503, 4.3517", pour: [{ organisation: "smes" }, { organisation: "dune", participants: "3" }],
    contact: { telephone: "0487123456" }, body: "Le texte." });
});

test("what is saved as it was opened is the same file", () => {
  for (const text of [file, file.replace(/\n/g, "\r\n"), "\ufeff" + file, "---\n---\n", "---\ntitre: x\n---\nCorps sans ligne vide", "---\ncadre: |\n  a\n\n  # b\ntitre: x\n---\n"]) assert.equal(toFile(fromFile(text)), text);
});

test("what is changed changes its lines alone", () => {
  const edit = (change, text = file) => {
    const data = fromFile(text);
    change(data);
    return toFile(data);
  };
  assert.equal(edit((d) => { d.code_postal = "05000"; }), file.replace("01000", '"05000"'));
  assert.equal(edit((d) => { d.partenaires = ["Le Forum, Bruxelles"]; }), file.replace("contact:", "partenaires:\n  - Le Forum, Bruxelles\ncontact:"));
  assert.equal(edit((d) => { delete d.code_postal; }), file.replace("code_postal: 01000\n", ""));
  assert.equal(edit((d) => { d.body = "Autre.\n\nTexte."; }), file.replace("Le texte.", "Autre.\n\nTexte."));
  const windows = file.replace(/\n/g, "\r\n");
  assert.equal(edit((d) => { d.contact = { telephone: "081 12 34 56" }; }, windows), windows.replace("  telephone: 0487123456 # GSM", "  telephone: 081 12 34 56"));
  assert.equal(toFile({ titre: "Neuf", contact: { nom: "", telephone: "0487123456" }, _nom: "neuf", body: "Corps" }), '---\ntitre: Neuf\ncontact:\n  telephone: "0487123456"\n---\nCorps\n');
});

test("site.yaml is a header alone", () => {
  const bare = format([{ name: "titre", widget: "string" }, { name: "url", widget: "string" }], true);
  const data = bare.fromFile("titre: Essai # le nom\nautre: x\n");
  assert.equal(data.titre, "Essai");
  data.url = "https://exemple.be";
  assert.equal(bare.toFile(data), "titre: Essai # le nom\nurl: https://exemple.be\nautre: x\n");
});

test("what cannot be read is shown as such, and never written over", () => {
  for (const text of ["sans en-tête", "---\ntitre: [x\n---\n", "---\n- x\n---\n", "---\ntitre: x\ntitre: y\n---\n"]) {
    const data = fromFile(text);
    assert.match(data.titre, /éditeur de texte/);
    assert.throws(() => toFile(data));
  }
  assert.throws(() => patch("---\n{titre: x}\n---\n", { titre: "y" }, fields, false));
});
