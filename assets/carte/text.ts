// Words as they are looked for: without accents, ligatures, capitals and elisions. internal/french cuts texts by the same
// rules (Words): both are held to internal/french/testdata/mots.json.

const marks = /[\u0300-\u036f\u0483-\u0487\ufe00-\ufe0f]/g;

const letters: Record<string, string> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ς: "σ", "’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'" };

/** fold makes two spellings of a word the same: "Œuvre" and "oeuvre", "ÉCOUTE" and "écoute". */
export function fold(text: string): string {
  return text.normalize("NFD").replace(marks, "").toLowerCase().replace(/[œæßøłđς’ʼ‘`´]/g, (c) => letters[c]);
}

/** between is what stands between words, in a folded text. The classes of Unicode would be shorter: Firefox 68 knows none. */
export const between = /[\0-&(-/:-@[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u2bff\u2e00-\u2e7f\u3000-\u303f\ud800-\uf8ff\uff00-\uffff]+/;

const elided = /^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu)'(?=.)/;

/** words cuts a text; "l'entraide" is the word "entraide". */
export function words(text: string): string[] {
  const out: string[] = [];
  for (const part of fold(text).split(between)) {
    for (const w of part.replace(elided, "").split("'")) if (w) out.push(w);
  }
  return out;
}
