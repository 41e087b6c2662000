// What the page looks for is what the index holds: both are held to one table (internal/french/testdata/mots.json).

import assert from "node:assert/strict";
import { test } from "node:test";
import cases from "../../internal/french/testdata/mots.json";
import { words } from "../carte/text.ts";
import { asked, small, stem, stems } from "./stems.ts";

for (const { texte, mots, racines } of cases) {
  test(texte, () => {
    assert.deepEqual(words(texte), mots);
    assert.deepEqual(stems(texte), racines);
  });
}

test("stem: what is typed of a word so far is still its beginning", () => {
  for (const w of ["initiatives", "hopitaux", "ateliers", "prix"]) {
    for (let n = 1; n < w.length - 2; n++) assert.ok(stem(w).startsWith(stem(w.slice(0, n))), w.slice(0, n));
  }
});

test("asked: small words count alone, a word counts once", () => {
  for (const [text, want] of [["un groupe de parole à Namur", ["groupe", "parole", "namur"]], ["le", ["le"]], ["", []], ["?!", []], ["pair Pairs pair", ["pair"]]]) assert.deepEqual(asked(text), want);
  assert.equal(asked("a1 b2 c3 d4 e5 f6 g7 h8 i9 j10 k11 l12 m13 n14").length, 12);
});

test("the small words stand between spaces", () => assert.match(small, /^( [a-z]+)+ $/));
