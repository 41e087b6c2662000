// What is kept of the guide; run by cmd/assets.

import assert from "node:assert/strict";
import { test } from "node:test";
import { over, Plan, sum, text, words } from "./plan.ts";

const task = (id, done = false, said = "") => ({ id, done, text: said });
const a = task("tache_a", false, "Demander l’avis de l’équipe"), b = task("tache_b", false, "Fixer une date"), given = task("tache_c", true, "Lire le chapitre");

test("a tick is kept with the others, whatever this page knows", () => {
  const kept = JSON.stringify({ faits: { "recruter/tache_a": true, "recruter/disparue": true, "autre/tache_a": true }, notes: { autre: "Un mot" }, demain: [1] });
  const plan = new Plan(kept);
  assert.deepEqual(plan.count("recruter", [a, b]), { done: 1, total: 2 }); // "disparue" counts for nothing
  plan.tick("recruter", b, true);
  const after = JSON.parse(plan.kept());
  assert.deepEqual(after, { demain: [1], faits: { "recruter/tache_a": true, "recruter/disparue": true, "autre/tache_a": true, "recruter/tache_b": true }, notes: { autre: "Un mot" } });
});

test("the same sentence in two steps is two things to do", () => {
  const plan = new Plan(null);
  plan.tick("recruter", a, true);
  assert.equal(plan.ticked("recruter", a), true);
  assert.equal(plan.ticked("evaluer", a), false);
});

test("what the editor ticked can be unticked, and comes back when it is forgotten", () => {
  const plan = new Plan(null);
  assert.equal(plan.ticked("recruter", given), true);
  plan.tick("recruter", given, false);
  assert.equal(new Plan(plan.kept()).ticked("recruter", given), false);
  plan.untick("recruter");
  assert.equal(plan.ticked("recruter", given), true);
  assert.equal(plan.kept(), null);
});

test("one step is unticked alone, and keeps its note", () => {
  const plan = new Plan(null);
  plan.tick("recruter", a, true);
  plan.tick("recruter-encore", a, true);
  plan.write("recruter", "Demander à deux associations.");
  plan.untick("recruter");
  assert.deepEqual(JSON.parse(plan.kept()), { faits: { "recruter-encore/tache_a": true }, notes: { recruter: "Demander à deux associations." } });
});

test("nothing is kept of nothing", () => {
  const plan = new Plan(null);
  assert.equal(plan.kept(), null);
  plan.tick("recruter", a, true);
  plan.write("recruter", "x");
  plan.tick("recruter", a, false);
  plan.write("recruter", "  \n");
  assert.equal(plan.kept(), null);
});

for (const kept of ["", "{", "null", "[]", '"x"', "12", '{"faits":[true],"notes":"x"}', '{"faits":{"recruter/tache_a":"oui"},"notes":{"recruter":3}}']) {
  test(`what is not a plan is no plan: ${kept}`, () => {
    const plan = new Plan(kept);
    assert.equal(plan.ticked("recruter", a), false);
    assert.equal(plan.note("recruter"), "");
    plan.tick("recruter", a, true);
    assert.equal(new Plan(plan.kept()).ticked("recruter", a), true);
  });
}

test("a step may be named as an object's own parts are", () => {
  const plan = new Plan(null);
  plan.write("__proto__", "Un mot");
  assert.equal(new Plan(plan.kept()).note("__proto__"), "Un mot");
  assert.equal({}.recruter, undefined);
});

for (const [done, total, want, all] of [[0, 6, "0 sur 6 fait", false], [1, 6, "1 sur 6 fait", false], [3, 6, "3 sur 6 faits", false], [6, 6, "6 sur 6 faits", true], [0, 0, "0 sur 0 fait", false]]) {
  test(want, () => {
    assert.equal(words({ done, total }).replace(/\u00a0/g, " "), want);
    assert.equal(over({ done, total }), all);
  });
}

test("counts add up", () => assert.deepEqual(sum([{ done: 1, total: 2 }, { done: 0, total: 7 }]), { done: 1, total: 9 }));

test("the plan as text", () => {
  const plan = new Plan(null);
  plan.tick("analyser", a, true);
  plan.write("analyser", "Voir avec Camille.\n\nAvant juin.\n");
  const steps = [{ slug: "analyser", title: "Étape 1. Analyser", tasks: [a, b] }, { slug: "lire", title: "Étape 2. Lire", tasks: [] }];
  assert.equal(text("Le réseau", "3 mars 2026", steps, plan).replace(/\u00a0/g, " "), `Mon plan – Le guide
Le réseau

Le 3 mars 2026 : 1 sur 2 fait.

Étape 1. Analyser (1 sur 2 fait)
[x] Demander l’avis de l’équipe
[ ] Fixer une date
Notes : Voir avec Camille.
  Avant juin.

Étape 2. Lire
`);
});
