// Words as they are looked for, and places as they are typed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { distance, Gazetteer, inWords } from "./near.ts";
import { fold, words } from "./text.ts";

test("fold", () => {
  for (const [text, want] of [["Écoute", "ecoute"], ["ŒUVRE", "oeuvre"], ["Ça et là", "ca et la"], ["aujourd’hui", "aujourd'hui"], ["Lætitia", "laetitia"]]) assert.equal(fold(text), want);
});

test("words", () => {
  for (const [text, want] of [
    ["L’entraide et l'écoute", ["entraide", "et", "ecoute"]], ["Qu'est-ce qu’un pair-aidant ?", ["est", "ce", "un", "pair", "aidant"]], ["  ", []],
    ["presqu'île d'Ath", ["presqu", "ile", "ath"]], ["l'", ["l"]], ["107", ["107"]],
  ]) assert.deepEqual(words(text), want);
});

const places = new Gazetteer({ noms: ["Liège=Luik=Lüttich", "Saint-Hubert", "Sint-Truiden=Saint-Trond", "Namur=Namen", "Jemeppe-sur-Sambre"], lon: [55714, 53800, 51833, 48675, 46700], lat: [506338, 500267, 508167, 504669, 504600] });

test("a place answers to all its names", () => {
  for (const name of ["Liège", "liege", "LUIK", "lüttich"]) assert.equal(places.find(name).nom, "Liège");
  for (const name of ["St Hubert", "saint hubert", "Saint-Hubert"]) assert.equal(places.find(name).nom, "Saint-Hubert");
  for (const name of ["", "   ", "Atlantide", "Lièg"]) assert.equal(places.find(name), null);
});

test("suggestions: the start of a name, then of a word", () => {
  assert.deepEqual(places.suggest("sa", 5).map((p) => p.nom), ["Saint-Hubert", "Sint-Truiden", "Jemeppe-sur-Sambre"]);
  assert.deepEqual(places.suggest("sa", 1).map((p) => p.nom), ["Saint-Hubert"]);
  assert.deepEqual(places.suggest("", 5), []);
});

test("distances", () => {
  const namur = places.find("Namur");
  assert.ok(Math.abs(distance(namur, places.find("Liège")) - 53.1) < 1);
  const at = (km, precision) => ({ lon: namur.lon, lat: namur.lat + km / 111.195, precision });
  for (const [e, want] of [[at(3.24, "exacte"), "à 3,2 km"], [at(3.24, "commune"), "à environ 3 km"], [at(42.4, "exacte"), "à 42 km"], [at(0.43, "exacte"), "à 450 m"], [at(0, "exacte"), "à 50 m"],
    [at(0.4, "rue"), "à moins d’un kilomètre, environ"], [{ lon: NaN, lat: NaN, precision: "masquee" }, ""]]) assert.equal(inWords(e, namur), want);
});
