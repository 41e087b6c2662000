// The draft, kept and found again, whatever became of the questions and of the browser's storage; run by cmd/assets.

import assert from "node:assert/strict";
import { test } from "node:test";
import { digest, Drawer, keyOf, pack, unpack } from "./draft.ts";

const question = (id, kind = "texte", options = []) => ({ no: 1, id, kind, label: id, required: false, options });
const form = [question("nom"), question("publics", "choix-multiple", ["A", "B", "C"]), question("duree", "choix", ["Court", "Long"]), question("constructor")];
const answers = new Map([["nom", ["Une personne"]], ["publics", ["A", "C"]], ["duree", ["Court"]]]);
const draft = pack(form, answers, 1_700_000_000_000);

test("what was kept comes back", () => {
  assert.deepEqual(unpack(draft, form), { answers, when: 1_700_000_000_000, changed: false, lost: 0 });
});

test("no answer, nothing to keep", () => assert.equal(pack(form, new Map(), 1), ""));

test("when the questions change, what still has its place stays", () => {
  const now = [question("publics", "choix-multiple", ["C", "D"]), question("duree", "choix", ["Moyen"]), question("autre")];
  assert.deepEqual(unpack(draft, now), { answers: new Map([["publics", ["C"]]]), when: 1_700_000_000_000, changed: true, lost: 2 });
  const simple = unpack(draft, [question("publics", "choix", ["A", "C"]), ...form.slice(2)]);
  assert.deepEqual(simple.answers.get("publics"), ["A"], "one answer where one is asked");
  assert.ok(simple.changed && simple.lost === 1);
});

test("another wording is the same question; another id, kind or order is not", () => {
  assert.equal(digest(form), digest(form.map((q) => ({ ...q, label: "autre", required: true }))));
  for (const other of [form.slice(1), [...form].reverse(), [question("nom", "texte-long"), ...form.slice(1)]]) assert.notEqual(digest(form), digest(other));
});

test("what is no draft is none", () => {
  for (const text of [null, "", "{", "null", "3", "[]", "{}", '{"v":2,"le":1,"r":{}}', '{"v":1,"le":1,"r":{"nom":"x"}}', '{"v":1,"r":{"nom":["x"]}}', '{"v":1,"le":1,"r":null}']) assert.equal(unpack(text, form), null, text);
});

test("the key is the page's address", () => {
  assert.equal(keyOf("/carte/formulaires/a/index.html"), keyOf("/carte/formulaires/a/"));
  assert.notEqual(keyOf("/formulaires/a/"), keyOf("/formulaires/b/"));
});

test("a browser that keeps nothing stops nothing", () => {
  const items = new Map();
  const box = { getItem: (k) => items.get(k) ?? null, setItem: (k, v) => void items.set(k, v), removeItem: (k) => void items.delete(k) };
  const drawer = new Drawer(() => box, "cle");
  assert.ok(drawer.ok && items.size === 0, "the trial leaves nothing");
  drawer.put("x");
  assert.equal(drawer.get(), "x");
  drawer.put("");
  assert.ok(drawer.get() === null && items.size === 0);
  const refused = new Drawer(() => { throw new Error("SecurityError"); }, "cle");
  refused.put("x");
  assert.ok(!refused.ok && refused.get() === null);
  const full = new Drawer(() => ({ ...box, setItem: (k, v) => { if (v.length > 3) throw new Error("QuotaExceededError"); items.set(k, v); } }), "cle");
  assert.ok(full.ok);
  full.put("trop long");
  assert.ok(!full.ok);
});
