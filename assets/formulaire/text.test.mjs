// The answers as a plain text, as an e-mail's address and as a file; run by cmd/assets.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compose, file, mailto, most } from "./text.ts";

const questions = [
  ["organisation", "texte", "Quelle est l\u2019organisation\u202f?"], ["publics", "choix-multiple", "Pour qui\u00a0?"], ["besoin", "texte-long", "Pourquoi ?"], ["debut", "date", "Quand ?"], ["reste", "texte", "Autre chose ?"],
].map(([id, kind, label], i) => ({ no: i + 1, id, kind, label, required: false, options: kind === "choix-multiple" ? ["L\u2019équipe", "La direction"] : [] }));

const answers = new Map([["organisation", [" Le Relais "]], ["publics", ["L\u2019équipe", "La direction"]], ["besoin", ["Une ligne.\r\n\r\nUne autre & « la dernière ».\n"]], ["debut", ["1/3/2027"]]]);

const text = `Demander une formation

1. Quelle est l'organisation ?
Le Relais

2. Pour qui ?
- L'équipe
- La direction

3. Pourquoi ?
Une ligne.

Une autre & « la dernière ».

4. Quand ?
1er mars 2027

(Sans réponse : 1 question sur 5.)
`;

test("questions, answers, and what has none", () => assert.equal(compose("Demander une formation", questions, answers), text));

test("answered whole, nothing is missing", () => {
  const whole = compose("T", questions, new Map([...answers, ["reste", ["Non"]]]));
  assert.ok(!whole.includes("Sans réponse") && whole.endsWith("5. Autre chose ?\nNon\n"));
});

test("the address says all, and is read back", () => {
  const url = mailto("pat+un@exemple.be", "Demande d\u2019aide & d'avis", text);
  assert.match(url, /^mailto:pat%2Bun@exemple\.be\?subject=[^&]*&body=[^&]*$/);
  const [subject, body] = url.split("?")[1].split("&").map((p) => decodeURIComponent(p.slice(p.indexOf("=") + 1)));
  assert.equal(subject, "Demande d'aide & d'avis");
  assert.equal(body, text.replace(/\n/g, "\r\n"));
  assert.equal(mailto("a@exemple.be", "Sujet"), "mailto:a@exemple.be?subject=Sujet");
});

test("accents weigh six characters: long answers do not fit", () => {
  const of = (n) => mailto("a@exemple.be", "Sujet", compose("T", questions, new Map([["besoin", ["é".repeat(n)]]]))).length;
  assert.ok(of(200) <= most && of(350) > most);
});

test("half a character does not stop anything", () => assert.match(mailto("a@exemple.be", "S", "x\ud83d y \ude00\ud83d\ude00"), /&body=x%EF%BF%BD%20y%20%EF%BF%BD%F0%9F%98%80$/));

test("the file is for any program, on Windows too", () => assert.equal(file("a\né\n"), "\ufeffa\r\né\r\n"));
