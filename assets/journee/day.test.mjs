// A day of training: its address, its time, its days and its hours; run by cmd/assets, in several time zones.

import assert from "node:assert/strict";
import { test } from "node:test";
import { advice, choices, chosen, clock, days, digits, hour, lasting, letter, long, minutes, moved, none, read, split, timetable, total, write } from "./day.ts";

const nb = (s) => s.replace(/\u00a0/g, " ");
const known = new Map([["a", 60, 60], ["b", 45, 150], ["c", 20, 30]].map(([id, min, max]) => [id, { id, title: id, aim: "", min, max }]));
const exact = (...ns) => ns.map((n) => ({ min: n, max: n }));

for (const query of ["", "?modules=a", "?modules=c,a,b", "?modules=a&debut=09:30", "?debut=00:00", "?modules=a,b&debut=13:05&pause=0&repas=45", "?modules=b&pause=30",
  "?modules=c,b&durees=c:20,b:90&debut=09:30"]) {
  test(`"${query}" is read and written the same`, () => {
    const { plan, unknown, wrong } = read(query, known);
    assert.deepEqual([unknown, wrong], [[], []]);
    assert.equal(write(plan), query);
  });
}

test("what does not exist is left out, and told", () => {
  const { plan, unknown, wrong } = read("?modules=a,licorne,,b,a,licorne&durees=a:60,b:50,licorne:60,c&debut=midi&pause=7&repas=-1&utm_source=x", known);
  assert.deepEqual(plan, { ...none(), modules: ["a", "b"] });
  assert.deepEqual([unknown, wrong], [["licorne"], ["a:60", "b:50", "licorne:60", "c", "midi", "7", "-1"]]);
});

test("a length between two bounds may be chosen, and is forgotten with its module", () => {
  assert.deepEqual(choices({ min: 45, max: 150 }), [45, 60, 75, 90, 105, 120, 135, 150]);
  assert.deepEqual(choices({ min: 50, max: 70 }), [50, 60, 70]);
  assert.deepEqual(choices({ min: 60, max: 60 }), []);
  const { plan } = read("?modules=a,b&durees=b:90", known);
  assert.deepEqual(chosen(plan, known).map((m) => [m.id, m.min, m.max]), [["a", 60, 60], ["b", 90, 90]]);
  plan.modules = ["a"];
  assert.equal(write(plan), "?modules=a");
});

test("a link that was encoded on its way is the same", () => {
  assert.deepEqual(read("?modules=a%2Cb&debut=9%3A30", known).plan, { ...none(), modules: ["a", "b"], start: 570 });
});

for (const [text, at] of [["09:30", 570], ["9:30", 570], ["9h30", 570], ["9 h", 540], ["00:00", 0], ["23:59", 1439], ["24:00", null], ["9:60", null], ["9", null], ["", null], ["matin", null]]) {
  test(`"${text}" as an hour`, () => assert.equal(clock(text), at));
}

test("times in words", () => {
  assert.deepEqual([5, 45, 60, 65, 150, 720].map((n) => nb(minutes(n))), ["5 min", "45 min", "1 h", "1 h 05", "2 h 30", "12 h"]);
  assert.deepEqual([0, 570, 1439].map((n) => nb(hour(n))), ["0 h", "9 h 30", "23 h 59"]);
  assert.deepEqual([0, 570, 1439].map(digits), ["00:00", "09:30", "23:59"]);
  assert.equal(nb(lasting({ min: 90, max: 300 })), "entre 1 h 30 et 5 h");
  assert.equal(nb(long({ min: 45, max: 150 })), "de 45 min à 2 h 30");
  assert.deepEqual([lasting, long].map((say) => nb(say({ min: 90, max: 90 }))), ["1 h 30", "1 h 30"]);
});

test("a total of ranges is a range", () => {
  assert.deepEqual(total([{ min: 45, max: 150 }, { min: 45, max: 150 }]), { min: 90, max: 300 });
  assert.deepEqual(total([{ min: 45, max: 150 }, ...exact(60)]), { min: 105, max: 210 });
  assert.deepEqual(total([]), { min: 0, max: 0 });
});

for (const [lengths, firsts, count] of [
  [[], [], 0],
  [[360], [0], 1],
  [[180, 180], [0], 1],
  [[180, 181], [0, 1], 2],
  [[120, 120, 120, 1], [0, 3], 2],
  [[200, 200, 150], [0, 1], 2],
  [[60, 400, 60], [0, 1, 2], 4], // one that is longer than a day is not cut, and takes two
]) {
  test(`${lengths} in days`, () => {
    assert.deepEqual(split(lengths), firsts);
    assert.equal(days(lengths), count);
  });
}

test("every module is in one day, in order, and no day is too full", () => {
  for (let seed = 1; seed < 400; seed++) {
    const lengths = Array.from({ length: seed % 13 }, (_, i) => 15 + ((seed * 7919 + i * 104729) % 340));
    const firsts = split(lengths);
    const cut = firsts.map((f, d) => lengths.slice(f, firsts[d + 1]));
    assert.deepEqual(cut.flat(), lengths);
    for (const day of cut) assert.ok(day.length > 0 && day.reduce((a, b) => a + b) <= 360);
    assert.equal(days(lengths), firsts.length);
  }
});

test("what is said of days", () => {
  assert.equal(advice([]), "");
  assert.equal(advice(exact(180, 180)), "Cela tient en une journée.");
  assert.equal(advice(exact(180, 181)), "Il faut compter deux journées.");
  assert.equal(advice(Array(3).fill({ min: 45, max: 150 })), "Il faut compter une à deux journées, selon les durées choisies.");
  assert.equal(advice(Array(9).fill({ min: 45, max: 150 })), "Il faut compter deux à cinq journées, selon les durées choisies.");
  assert.equal(advice(exact(...Array(11).fill(360))), "Il faut compter 11 journées.");
});

const shown = (lengths, plan) => (timetable(lengths, { ...none(), ...plan }) || []).map((s) => `${digits(s.from)}-${digits(s.to)} ${s.rest}`.trim());

test("hours, with a pause and a meal", () => {
  assert.deepEqual(shown([90, 60, 120], { start: 540 }), ["09:00-10:30 pause", "10:45-11:45 repas", "12:45-14:45"]);
  assert.deepEqual(shown([90, 60, 120], { start: 540, lunch: 0 }), ["09:00-10:30 pause", "10:45-11:45 pause", "12:00-14:00"]);
  assert.deepEqual(shown([90, 60], { start: 540, pause: 0 }), ["09:00-10:30", "10:30-11:30"]);
  assert.deepEqual(shown([150, 60, 60], { start: 540, pause: 0, lunch: 30 }), ["09:00-11:30 repas", "12:00-13:00", "13:00-14:00"]);
  assert.deepEqual(shown([60, 60], { start: 810 }), ["13:30-14:30 pause", "14:45-15:45"]); // begun after the meal
  assert.equal(timetable([60, 60], { ...none(), start: 1380 }), null);
});

test("an order can be changed, within the list", () => {
  assert.deepEqual(moved(["a", "b", "c"], "b", -1), ["b", "a", "c"]);
  assert.deepEqual(moved(["a", "b", "c"], "b", 1), ["a", "c", "b"]);
  assert.deepEqual(moved(["a", "b"], "a", -1), ["a", "b"]);
  assert.deepEqual(moved(["a", "b"], "b", 1), ["a", "b"]);
  assert.deepEqual(moved(["a"], "x", 1), ["a"]);
});

test("the letter", () => {
  const module = (title, n) => ({ id: title, title, aim: "", min: n, max: n });
  const plan = { ...none(), start: 540 };
  const text = letter([[module("Un", 300)], [module("Deux", 90)]], "https://exemple.be/x?modules=a,b", "Le réseau", [timetable([300], plan), timetable([90], plan)]);
  assert.equal(nb(text), ["Bonjour,", "", "Voici le programme de formation composé sur le site « Le réseau ».", "", "Journée 1 :", "- 9 h à 14 h : Un (5 h)", "", "Journée 2 :", "- 9 h à 10 h 30 : Deux (1 h 30)",
    "", "En tout : 6 h 30, sans les pauses.", "Le programme : https://exemple.be/x?modules=a,b", ""].join("\r\n"));
});
