// Opening hours as people say them, made those of OpenStreetMap: internal/content/hours_guess.go and hours.go, for what they
// understand. The rest is kept as it is, as a remark that the format allows.

import { fold } from "../carte/text";

const days: Record<string, string> = {};
for (const [code, words] of Object.entries({
  Mo: "lundi lundis lun lu mo monday mon", Tu: "mardi mardis mar ma tu tuesday tue", We: "mercredi mercredis mer me we wednesday wed", Th: "jeudi jeudis jeu je th thursday thu",
  Fr: "vendredi vendredis ven ve fr friday fri", Sa: "samedi samedis sam sa saturday sat", Su: "dimanche dimanches dim di su sunday sun", PH: "ph ferie feries", SH: "sh",
  off: "ferme fermee fermes off closed", "12:00": "midi", "24:00": "minuit", "Mo-Fr": "semaine", "Sa-Su": "weekend week",
})) for (const w of words.split(" ")) days[w] = code;

const phrases: [string, string][] = [["7j/7", " mo-su "], ["7 jours sur 7", " mo-su "], ["tous les jours", " mo-su "], ["chaque jour", " mo-su "], ["week-end", " sa-su "], ["vacances scolaires", " sh "],
  ["jours feries", " ph "], ["jour ferie", " ph "], ["en semaine", " mo-fr "], ["–", "-"], ["—", "-"], ["\u2212", "-"], ["\u00a0", " "], ["\u202f", " "], [" - ", "-"]];
const phrase = new RegExp(phrases.map(([p]) => p.replace("/", "\\/")).join("|"), "g");

const two = (n: string | undefined): string => ("0" + Number(n || 0)).slice(-2);

/** guess gives the hours in the format; "" when anything is not understood. */
export function guess(text: string): string {
  const folded = fold(text.trim());
  if (/^\s*(?:uniquement |seulement )?sur (?:rendez-vous|rdv)\s*$/.test(folded)) return '"sur rendez-vous"';
  if (folded.includes("24") && /^\s*(?:24\s*h?\s*(?:\/|sur)\s*24\s*h?)?[\s,]*(?:7\s*(?:j|jours)?\s*(?:\/|sur)\s*7\s*(?:j|jours)?)?\s*$/.test(folded)) return "24/7";
  const said = folded.replace(/\.00/g, ":00").replace(phrase, (p) => (phrases.find(([from]) => from === p) as [string, string])[1])
    .replace(/\b([0-2]?[0-9])\s*(?:h|u)(?:eures?)?\s*([0-5][0-9])?(?:\b|$)/g, (_, h: string, m?: string) => `${two(h)}:${two(m)}`)
    .replace(/\b([0-2]?[0-9])[:.]([0-5][0-9])\b/g, (_, h: string, m: string) => `${two(h)}:${two(m)}`)
    .replace(/(^|[\s,;])([0-2]?[0-9])-([0-2]?[0-9])($|[\s,;])/g, (_, a: string, from: string, to: string, b: string) => `${a}${two(from)}:00-${two(to)}:00${b}`);
  const made = assemble(said.match(/[a-z]+|[0-2][0-9]:[0-5][0-9]\+?|[-,;]|\S/g) || []);
  return sound(made) ? made : "";
}

/** assemble puts days, times and what joins them in order; "" when a word is unknown. */
function assemble(words: string[]): string {
  let out = "", last = "", join = "", shut = false;
  const put = (kind: string, word: string): boolean => {
    if (shut && kind !== "day") return false;
    if (last === kind && kind !== "off") out += join === "-" ? "-" : join === ";" ? "; " : ",";
    else if (last && kind === "day") out += "; ";
    else if (last === "day") out += " ";
    else if (last) return false;
    out += word;
    last = kind;
    join = "";
    return true;
  };
  for (const w of words) {
    const code = days[w] || "";
    if (["-", "au", "a", "jusque"].includes(w)) join = "-";
    else if ([",", "et", "/", "puis"].includes(w)) join = ",";
    else if ([";", "|"].includes(w)) join = ";";
    else if (["de", "du", "le", "les", ":", "ouvert", "d", "jours"].includes(w)) continue;
    else if (code === "off" && last !== "day") shut = true;
    else if (!(code === "off" ? put("off", code) : code.includes(":") || /^..:../.test(w) ? put("hour", code || w) : code ? put("day", code) : false)) return "";
  }
  if (!shut) return out;
  return last === "" ? "off" : last === "day" ? out + " off" : "";
}

const day = "(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:-(?:Mo|Tu|We|Th|Fr|Sa|Su))?|PH|SH";
const list = `(?:${day})(?:,(?:${day}))*`, span = "[0-2]\\d:[0-5]\\d(?:-[0-2]\\d:[0-5]\\d|\\+)", rule = new RegExp(`^(?:(${list})(?: (${span}(?:,\\s*${span})*|off|closed))?|(${span}(?:,\\s*${span})*)|off|closed|24/7|"[^"]*[^"\\s][^"]*")$`);

/** sound tells of hours that are read as they are: the part of the format that this page writes. */
export function sound(text: string): boolean {
  const rules = text.split(";").map((r) => r.trim());
  return text !== "" && rules.every((r, i) => {
    const m = rule.exec(r);
    if (!m) return r === "" && i > 0 && i === rules.length - 1;
    return (m[2] || m[3] || "").split(",").every((t) => {
      const [from, to] = t.trim().replace("+", "").split("-");
      return !/\d/.test(t) || (from < "24:00" && (!to || (to <= "24:00" && from !== to)));
    });
  });
}

/** written gives what the file holds, and whether it was understood. */
export function written(text: string): { hours: string; sure: boolean } {
  const one = text.replace(/\s*\n\s*/g, " ; ").trim();
  if (sound(one)) return { hours: one, sure: true };
  const made = guess(one);
  return made ? { hours: made, sure: true } : { hours: `"${text.replace(/"/g, "'").replace(/\s+/g, " ").trim()}"`, sure: false };
}
