// OR within a facet, AND between facets, and the count of each further choice: held against doing it one by one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { find, without } from "./filter.ts";
import { none } from "./state.ts";

const facets = ["a", "b", "c"].map((cle) => ({ cle, libelle: cle, valeurs: [0, 1, 2, 3].map((i) => ({ id: cle + i, libelle: cle + i })) }));
let seed = 7;
const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
const entries = Array.from({ length: 200 }, (_, index) => ({ index, values: facets.map(() => [0, 1, 2, 3].filter(() => random(3) === 0)) }));
const data = { facets, entries, byId: new Map() };

const keeps = (e, picked, hits) => (!hits || hits.has(e.index)) && facets.every((f, i) => !(picked[f.cle] || []).length || e.values[i].some((r) => picked[f.cle].includes(f.valeurs[r].id)));

for (let n = 0; n < 40; n++) {
  test(`choice ${n}`, () => {
    const picked = Object.fromEntries(facets.map((f) => [f.cle, f.valeurs.map((v) => v.id).filter(() => random(4) === 0)]));
    const hits = random(3) === 0 ? new Map(entries.filter(() => random(2)).map((e) => [e.index, 1])) : null;
    const found = find(data, { ...none(), picked }, hits);
    assert.deepEqual(found.entries.map((e) => e.index), entries.filter((e) => keeps(e, picked, hits)).map((e) => e.index));
    facets.forEach((f, i) => f.valeurs.forEach((v, r) => {
      assert.equal(found.counts[i][r], entries.filter((e) => keeps(e, { ...picked, [f.cle]: [v.id] }, hits)).length, v.id);
    }));
    assert.ok(find(data, without({ ...none(), picked }, "a"), hits).entries.length >= found.entries.length);
  });
}
