// How old a date is, in words; run by cmd/assets, in several time zones.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ago, stale } from "./age.ts";

for (const [date, today, words, old] of [
  ["2026-03-12", "2026-03-12", "aujourd’hui", false],
  ["2026-03-12", "2026-03-13", "hier", false],
  ["2026-03-28", "2026-03-30", "il y a 2 jours", false], // over the night that loses an hour
  ["2026-02-28", "2026-03-27", "il y a 27 jours", false],
  ["2026-01-31", "2026-02-28", "il y a 28 jours", false],
  ["2026-03-12", "2026-04-11", "il y a 30 jours", false],
  ["2026-03-12", "2026-04-12", "il y a 1 mois", false],
  ["2026-03-12", "2026-06-20", "il y a 3 mois", false],
  ["2026-03-12", "2027-03-11", "il y a 11 mois", false],
  ["2026-03-12", "2027-03-12", "il y a un an", false],
  ["2026-03-12", "2027-03-13", "il y a un an", true],
  ["2024-02-29", "2025-02-28", "il y a 11 mois", false],
  ["2024-02-29", "2025-03-01", "il y a un an", true],
  ["2024-03-12", "2026-03-12", "il y a 2 ans", true],
  ["2026-03-13", "2026-03-12", null, false], // to come: the device's clock is wrong
  ["2026", "2026-03-12", null, false],
]) {
  test(`${date} on ${today}`, () => {
    const got = ago(date, today);
    assert.equal(got && got.replace(/\u00a0/g, " "), words);
    if (date.length === 10) assert.equal(stale(date, today), old);
  });
}
