// What a questionnaire asks, and what is answered.

export type Kind = "texte" | "texte-long" | "nombre" | "date" | "courriel" | "telephone" | "choix" | "choix-multiple" | "oui-non";

/** Question is one question of a form (site.Question), with what it offers to choose among. */
export interface Question { no: number; id: string; kind: Kind; label: string; required: boolean; options: string[] }

/** Answers are by the question's id. None has no entry; only choix-multiple has more than one text. */
export type Answers = Map<string, string[]>;

/** plain takes out of a text what typography put in: it is to be read in an e-mail, by any program. */
export const plain = (text: string): string => text.replace(/[\u00a0\u202f\u2009]/g, " ").replace(/\u2019/g, "'").trim();
