// Words as they are looked for: without accents, ligatures, capitals and elisions.

const marks = /[\u0300-\u036f]/g;

/** fold makes two spellings of a word the same: "Œuvre" and "oeuvre", "ÉCOUTE" and "écoute". */
export function fold(text: string): string {
  return text.normalize("NFD").replace(marks, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss").replace(/[’ʼ‘`´]/g, "'");
}

const elided = /^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu)'(?=.)/;

/** words cuts a text; "l'entraide" is the word "entraide". */
export function words(text: string): string[] {
  return fold(text).split(/[^\p{L}\p{N}']+/u).flatMap((w) => w.replace(elided, "").split("'")).filter(Boolean);
}
