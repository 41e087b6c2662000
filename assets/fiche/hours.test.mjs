// What is said of opening hours at a moment, in Belgium; run by cmd/assets, in several time zones. 2026: Easter is 5 April.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, holiday, spoken } from "./hours.ts";

const nb = (s) => s.replace(/\u00a0/g, " ");
const day = (date) => Date.parse(date) / 86_400_000;

/** at gives a moment as Belgian clocks show it. */
const at = (text) => {
  const [date, time] = text.split(" ");
  const [h, m] = time.split(":").map(Number);
  return { date, day: day(date), minute: h * 60 + m };
};

const week = [0, 1, 2, 3, 4];
const office = [{ days: week, times: [[540, 720], [780, 1020]] }];
const withPH = [...office, { ph: true }];
const night = [{ days: [4, 5], times: [[1320, 1620]] }];
const always = [{ times: [[0, 1440]] }];

const cases = [
  // An ordinary week: Monday 2 March 2026.
  ["opens later", office, "2026-03-02 08:59", "Fermé maintenant. Ouvre à 9 h"],
  ["the first minute", office, "2026-03-02 09:00", "Ouvert maintenant. Ferme à 12 h"],
  ["the last minute", office, "2026-03-02 11:59", "Ouvert maintenant. Ferme à 12 h"],
  ["noon", office, "2026-03-02 12:00", "Fermé maintenant. Ouvre à 13 h"],
  ["evening", office, "2026-03-02 17:00", "Fermé maintenant. Ouvre demain à 9 h"],
  ["Friday evening", office, "2026-03-06 18:00", "Fermé maintenant. Ouvre lundi à 9 h"],
  ["Sunday", office, "2026-03-08 10:00", "Fermé maintenant. Ouvre demain à 9 h"],
  ["half hours", [{ days: [0], times: [[570, 1065]] }], "2026-03-02 10:00", "Ouvert maintenant. Ferme à 17 h 45"],
  ["a week away", [{ days: [0], times: [[570, 600]] }], "2026-03-02 10:00", "Fermé maintenant. Ouvre lundi 9 mars à 9 h 30"],

  // A later rule replaces an earlier one, for the day.
  ["short Wednesday", [...office, { days: [2], times: [[540, 600]] }], "2026-03-04 10:30", "Fermé maintenant. Ouvre demain à 9 h"],
  ["closed Wednesday", [...office, { days: [2] }], "2026-03-04 10:30", "Fermé maintenant. Ouvre demain à 9 h"],

  // Public holidays: 1 May 2026 is a Friday, 25 May is Whit Monday.
  ["a holiday nobody named", office, "2026-05-01 10:00", null],
  ["a holiday said closed", withPH, "2026-05-01 10:00", "Fermé maintenant. Ouvre lundi à 9 h"],
  ["a holiday with its hours", [...office, { ph: true, times: [[600, 660]] }], "2026-05-01 10:00", "Ouvert maintenant. Ferme à 11 h"],
  ["a holiday after it, unnamed", office, "2026-04-30 18:00", "Fermé maintenant"],
  ["a weekday rule that comes last", [{ ph: true }, ...office], "2026-05-01 10:00", null],
  ["holidays named with a day", [{ days: [6], ph: true, times: [[600, 720]] }], "2026-05-01 10:30", "Ouvert maintenant. Ferme à 12 h"],
  ["and on other days", [{ ph: true, times: [[600, 720]] }], "2026-04-30 10:30", "Fermé maintenant. Ouvre demain à 10 h"],
  ["before Whitsun", withPH, "2026-05-22 18:00", "Fermé maintenant"], // Whit Sunday is doubtful
  ["the feast of the French Community", withPH, "2027-09-27 10:00", null],
  ["day and night, on a holiday", always, "2026-12-25 10:00", null],

  // Nights.
  ["before a night", night, "2026-03-06 21:00", "Fermé maintenant. Ouvre à 22 h"],
  ["before midnight", night, "2026-03-06 23:30", "Ouvert maintenant. Ferme à 3 h"],
  ["past midnight", night, "2026-03-07 02:59", "Ouvert maintenant. Ferme à 3 h"],
  ["after a night", night, "2026-03-07 03:00", "Fermé maintenant. Ouvre à 22 h"],
  ["the last night's end", night, "2026-03-08 01:00", "Ouvert maintenant. Ferme à 3 h"],
  ["after the last night", night, "2026-03-08 04:00", "Fermé maintenant. Ouvre vendredi à 22 h"],
  ["until midnight", [{ days: [0], times: [[540, 1440]] }], "2026-03-02 23:59", "Ouvert maintenant. Ferme à minuit"],
  ["joined over midnight", [{ days: [0], times: [[540, 1440]] }, { days: [1], times: [[0, 180]] }], "2026-03-02 23:59", "Ouvert maintenant. Ferme à 3 h"],
  ["day and night", always, "2026-03-02 12:00", "Ouvert maintenant"],
  ["a night another rule may cut", [{ days: [4], times: [[1320, 1620]] }, { days: [5] }], "2026-03-07 01:00", null],
  ["a night after a doubtful day", [{ days: [3, 4], times: [[1320, 1620]] }], "2026-05-02 01:00", null],
  ["a night into a doubtful day", [{ days: [3, 4], times: [[1320, 1620]] }], "2026-04-30 23:00", "Ouvert maintenant"],

  // Parts of the year, days of the month.
  ["in season", [{ dates: [[401, 931]], times: [[600, 720]] }], "2026-09-30 11:00", "Ouvert maintenant. Ferme à 12 h"],
  ["the season's end", [{ dates: [[401, 931]], times: [[600, 720]] }], "2026-09-30 13:00", "Fermé maintenant"],
  ["before the season", [{ dates: [[401, 931]], times: [[600, 720]] }], "2026-03-10 11:00", "Fermé maintenant. Ouvre mercredi 1er avril à 10 h"],
  ["winter, past New Year", [{ dates: [[1101, 228]], days: [0], times: [[600, 720]] }], "2026-01-05 11:00", "Ouvert maintenant. Ferme à 12 h"],
  ["closed for the holidays", [...office, { dates: [[1224, 102]] }], "2026-12-28 10:00", "Fermé maintenant"],
  ["closed in summer", [...office, { dates: [[701, 831]] }], "2026-08-31 10:00", "Fermé maintenant. Ouvre demain à 9 h"],
  ["the first Monday", [{ nth: [[0, 1]], times: [[600, 720]] }], "2026-03-02 11:00", "Ouvert maintenant. Ferme à 12 h"],
  ["the second Monday", [{ nth: [[0, 1]], times: [[600, 720]] }], "2026-03-09 11:00", "Fermé maintenant"], // then Easter Monday
  ["the last Friday", [{ nth: [[4, -1]], times: [[600, 720]] }], "2026-03-27 11:00", "Ouvert maintenant. Ferme à 12 h"],
  ["the last Friday but one", [{ nth: [[4, -1]], times: [[600, 720]] }], "2026-03-20 11:00", "Fermé maintenant. Ouvre vendredi 27 mars à 10 h"],
  ["no rule at all", [{ days: [0], times: [] }], "2026-03-03 11:00", "Fermé maintenant"],
];

for (const [name, rules, moment, want] of cases) {
  test(name, () => {
    const got = spoken(rules, at(moment));
    assert.equal(got && nb(got.words), want);
    if (got) assert.equal(got.open, want.startsWith("Ouvert"));
  });
}

test("the clocks of Belgium, wherever the device is", () => {
  for (const [utc, want] of [
    ["2026-01-15T11:00:00Z", "2026-01-15 12:00"],
    ["2026-07-15T22:30:00Z", "2026-07-16 00:30"],
    ["2026-03-29T00:59:00Z", "2026-03-29 01:59"], // summer time begins: 2:00 does not exist
    ["2026-03-29T01:00:00Z", "2026-03-29 03:00"],
    ["2026-10-25T00:30:00Z", "2026-10-25 02:30"], // it ends: 2:30 comes twice
    ["2026-10-25T01:30:00Z", "2026-10-25 02:30"],
    ["2026-12-31T23:00:00Z", "2027-01-01 00:00"],
  ]) {
    assert.deepEqual(clock(new Date(utc)), at(want), utc);
  }
});

test("the days on which clocks change", () => {
  const rules = [{ days: [5, 6], times: [[1320, 1620]] }];
  for (const [utc, want] of [
    ["2026-03-29T00:30:00Z", "Ouvert maintenant. Ferme à 3 h"],
    ["2026-03-29T01:00:00Z", "Fermé maintenant. Ouvre à 22 h"],
    ["2026-10-25T01:30:00Z", "Ouvert maintenant. Ferme à 3 h"],
    ["2026-10-25T02:00:00Z", "Fermé maintenant. Ouvre à 22 h"],
  ]) {
    assert.equal(nb(spoken(rules, clock(new Date(utc))).words), want, utc);
  }
});

test("public holidays", () => {
  const of = (year, kind) => {
    const out = [];
    for (let d = day(`${year}-01-01`); d < day(`${year + 1}-01-01`); d++) if (holiday(d) === kind) out.push(new Date(d * 86_400_000).toISOString().slice(5, 10));
    return out.join(" ");
  };
  assert.equal(of(2026, "ph"), "01-01 04-06 05-01 05-14 05-25 07-21 08-15 11-01 11-11 12-25");
  assert.equal(of(2027, "ph"), "01-01 03-29 05-01 05-06 05-17 07-21 08-15 11-01 11-11 12-25");
  assert.equal(of(2038, "ph"), "01-01 04-26 05-01 06-03 06-14 07-21 08-15 11-01 11-11 12-25"); // the latest Easter there is
  assert.equal(of(2026, "doubt"), "04-05 05-24 09-27");
});
