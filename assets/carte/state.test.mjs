// The state of the map is its address: what is written is read back the same, and what is not understood is said.

import assert from "node:assert/strict";
import { test } from "node:test";
import { none, read, write } from "./state.ts";

const value = (id, libelle = id, more = {}) => ({ id, libelle, ...more });
const data = {
  facets: [
    { cle: "secteurs", libelle: "Secteur", valeurs: [value("sante-mentale"), value("precarite"), value("assuetudes")] },
    { cle: "natures", libelle: "Nature", valeurs: [value("entraide"), value("formation")] },
    { cle: "region", libelle: "Région", valeurs: [value("region-wallonne", "Région wallonne"), value("fr", "France")] },
    { cle: "province", libelle: "Province", valeurs: [value("province-namur", "Namur", { parent: "region-wallonne" })] },
    { cle: "commune", libelle: "Commune", valeurs: [value("namur", "Namur", { parent: "province-namur" }), value("saint-hubert", "Saint-Hubert")] },
    { cle: "acces", libelle: "Accès", valeurs: [value("gratuit"), value("langue-nl")] },
  ],
  entries: [], byId: new Map([["transit", {}]]),
};

for (const root of ["https://exemple.be/", "https://exemple.be/reseau/carte/"]) {
  for (const address of [
    "carte/", "carte/secteur/precarite/", "carte/nature/entraide/", "carte/territoire/namur/", "carte/territoire/province-namur/", "carte/territoire/fr/",
    "carte/?secteurs=precarite,assuetudes", "carte/?secteurs=precarite&natures=entraide", "carte/?secteurs=precarite&commune=namur",
    "carte/secteur/precarite/?q=rue+%26+toit", "carte/?q=%C5%92uvre&pres=Li%C3%A8ge&tri=distance&i=transit&vue=50.4669,4.8675,9.5", "carte/?acces=gratuit,langue-nl&tri=verification",
  ]) {
    test(`${root}${address} is read and written the same`, () => {
      const { state, unknown } = read(new URL(root + address), root, data);
      assert.deepEqual(unknown, []);
      assert.equal(write(state, data), address);
    });
  }
}

const root = "https://exemple.be/";
const picked = (address) => read(new URL(root + address), root, data);

test("a sector in a territory is a page", () => {
  assert.deepEqual(picked("carte/secteur/precarite/province-namur/").state.picked, { secteurs: ["precarite"], province: ["province-namur"] });
});

test("a page of the list is no choice", () => {
  assert.deepEqual(picked("carte/page/2/").state, none());
  assert.deepEqual(picked("carte/secteur/precarite/page/3/").state.picked, { secteurs: ["precarite"] });
});

test("territories answer to their name too", () => {
  assert.deepEqual(picked("carte/?province=namur&commune=Saint-Hubert&region=region-wallonne").state.picked, { region: ["region-wallonne"], province: ["province-namur"], commune: ["saint-hubert"] });
});

test("what is not understood is ignored, and said", () => {
  const { state, unknown } = picked("carte/?secteurs=licornes,precarite&couleur=bleu&vue=pluton&i=personne&tri=hasard&utm_source=x");
  assert.deepEqual(state.picked, { secteurs: ["precarite"] });
  assert.deepEqual([state.vue, state.i, state.tri], [null, "", ""]);
  assert.deepEqual(unknown, ["secteurs=licornes", "couleur=bleu", "vue=pluton", "i=personne", "tri=hasard", "utm_source=x"]);
});

test("a value given twice counts once", () => {
  assert.deepEqual(picked("carte/?secteurs=precarite,precarite,").state.picked, { secteurs: ["precarite"] });
});
