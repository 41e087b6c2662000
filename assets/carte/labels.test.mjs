// Names on the map: none lies over another, nor over the dot of another town.

import assert from "node:assert/strict";
import { test } from "node:test";
import { place } from "./labels.ts";

const size = { x: 400, y: 400 }, measure = (text) => 8 * text.length;
const name = (text, x, y, more = {}) => ({ text, x, y, r: 3, sure: false, dot: true, ...more });
const said = (names, marks = []) => place(names, marks, size, measure, 9).map((n) => n.text);

const group = name("Bruxelles", 100, 200, { r: 20, dot: false });

test("a name leaves the dots of the towns to come visible", () => {
  const [brussels, leuven] = place([group, name("Louvain", 160, 200)], [], size, measure, 9); // right of the mark, where it would stand
  assert.equal(leuven.text, "Louvain");
  assert.ok(brussels.top + 16 <= 180, `it stands above: ${brussels.top}`);
});

test("a town whose dot lies under a name is left out", () => {
  const around = [[160, 200], [100, 168], [100, 232], [40, 200], [140, 168], [140, 232], [60, 168], [60, 232]]; // all its places
  const towns = around.map(([x, y], i) => name(`V${i}`, x, y));
  const placed = place([group, ...towns], [], size, measure, 9);
  assert.equal(placed[0].text, "Bruxelles");
  const { left, top } = placed[0];
  for (const n of placed.slice(1)) assert.ok(n.x + 3 <= left || n.x - 3 >= left + 72 || n.y + 3 <= top || n.y - 3 >= top + 16, `${n.text} is under Bruxelles`);
  assert.ok(placed.length < 9 && placed.length > 3, `${placed.length}`);
});

test("the largest towns are never left out", () => {
  assert.deepEqual(said([name("Liège", 100, 200, { sure: true }), name("Namur", 135, 200, { sure: true })]), ["Liège", "Namur"]);
});
