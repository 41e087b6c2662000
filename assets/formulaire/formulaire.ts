// The script of a questionnaire's page. Without it the page is whole: one writes, prints, sends. See questionnaire.ts.

import { one } from "../carte/dom";
import { problem } from "./check";
import { Questionnaire } from "./questionnaire";
import { compose, file } from "./text";

const root = one(".questionnaire");
if (root && one(".question", root)) {
  const { nom = "", titre = "", destinataire = "", objet = "" } = root.dataset;
  new Questionnaire(root, {
    finish: destinataire ? "Vérifier et préparer l’envoi" : "Vérifier mes réponses", judge: problem,
    paper: {
      title: titre, to: destinataire, subject: objet || titre, ready: "Vos réponses sont prêtes", whole: "Vos réponses, telles qu’elles partiront", save: "Enregistrer un fichier texte",
      kept: "Pour garder vos réponses, ou les joindre à un message.", sheet: "Une feuille avec les questions et vos réponses, rien d’autre.", brief: false,
      make(questions, answers) {
        const text = compose(titre, questions, answers);
        return { text, file: file(text), name: nom + ".txt", type: "text/plain;charset=utf-8", subject: objet || titre };
      },
    },
  });
}
