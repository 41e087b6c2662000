// The page's rules are the program's: both are held to one table (internal/content/testdata/formes.json); run by cmd/assets.

import assert from "node:assert/strict";
import { test } from "node:test";
import cases from "../../internal/content/testdata/formes.json";
import { parse, settle, within } from "./coord.ts";
import { written } from "./hours.ts";
import { endsBefore, judge } from "./rules.ts";
import { fileName, slug } from "./slug.ts";

const box = [[[2.5, 49.5], [6.4, 49.5], [6.4, 51.5], [2.5, 51.5], [2.5, 49.5]]]; // the Belgium of content's tests

const made = ({ forme, valeur, pays = "BE" }) => {
  if (forme === "slug") return slug(valeur);
  if (!valeur.trim()) return null; // nothing is judged of nothing
  if (forme === "horaires") {
    const { hours, sure } = written(valeur);
    return sure ? hours : null;
  }
  const got = forme === "position" ? settle(valeur, pays, box) : judge(forme, valeur, pays);
  return got.problem ? null : "text" in got ? got.text : got.value;
};

for (const c of cases) {
  test(`${c.forme} ${c.valeur}`, () => {
    if (c.libre) assert.deepEqual(written(c.valeur), { hours: c.donne, sure: false });
    else assert.equal(made(c), c.donne);
  });
}

test("what is refused is refused with words", () => {
  for (const c of cases.filter((x) => x.donne === null && x.valeur.trim() && x.forme !== "horaires")) {
    const { problem } = c.forme === "position" ? settle(c.valeur, c.pays || "BE", box) : judge(c.forme, c.valeur, c.pays || "BE");
    assert.match(problem, /^[A-ZÀÉ«].*\.$/u, c.valeur);
  }
});

test("a name is not read as a page's address", () => {
  for (const [typed, want] of [["Smes", "Smes"], ["smes", "Smes"], ["le-forum", "Le-forum"], ["2bouts", "2Bouts"], ["l'équipe", "l'équipe"]]) assert.equal(judge("reference", typed).value, want);
  assert.notEqual(judge("reference", "123").problem, "");
});

test("a file's name is one that is read, under the address it says", () => {
  for (const [title, want] of [["Le Relais", "le-relais.md"], ["12 mois", "initiative-12-mois.md"], ["12", "12.md"], ["12345 pas", "12345-pas.md"], ["Lisez-moi", "lisez-moi.md"], ["README", "initiative-readme.md"], ["😀", "initiative.md"], ["", "initiative.md"]]) assert.equal(fileName(title), want);
});

test("the end comes after the beginning", () => {
  for (const [from, to, want] of [["2022", "2021", true], ["2022", "2022", false], ["2022-05", "2022", false], ["2022-05-02", "2022-05", false], ["2022-05-02", "2022-05-01", true], ["", "2022", false]]) assert.equal(endsBefore(from, to), want);
});

test("a border is no wall", () => {
  for (const [lat, lon, want] of [[50, 4, "oui"], [49.49, 4, "oui"], [49.46, 4, "non"], [40, 4, "non"]]) assert.equal(within({ lat, lon }, "BE", box), want);
  assert.equal(within({ lat: 50, lon: 4 }, "BE", null), "", "without an outline nobody knows");
  assert.equal(within({ lat: 50, lon: 4 }, "CA", box), "");
  assert.equal(parse("50.1, 4.1").text, "50.1, 4.1");
});
