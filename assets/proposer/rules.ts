// What an answer must be, by the form of its key: the rules of internal/content, whose table of cases both are held to. What
// leaves no doubt is put right instead of being refused.

import { months, daysIn } from "../formulaire/date";
import { fold } from "../carte/text";

/** Judged is the text to write, right or put right, or what to change. */
export interface Judged { value: string; problem: string }

const right = (value: string): Judged => ({ value, problem: "" });
const wrong = (problem: string): Judged => ({ value: "", problem });

/** judge judges one text; country is ISO 3166, for postal codes. */
export function judge(form: string, raw: string, country = "BE"): Judged {
  const text = raw.trim();
  const rule = rules[form];
  return rule ? rule(text, country) : right(text);
}

const rules: Record<string, (text: string, country: string) => Judged> = { courriel: mail, telephone: phone, url, "code-postal": postcode, date, langue: language, reference };

// Addresses.

function mail(text: string): Judged {
  if (isMail(text)) return right(text);
  let t = text;
  const inAngles = /^.*<([^<>\s]+@[^<>\s]+)>$/.exec(t), marked = markLink.exec(inAngles ? inAngles[1] : t);
  if (inAngles) t = inAngles[1];
  if (marked) t = marked[1];
  t = t.trim().replace(/^mailto:/, "");
  if (!t.includes("@")) t = t.replace(/\s*(?:[([{<]\s*(?:at|arobase|@|a)\s*[)\]}>]|\s(?:at|arobase)\s)\s*/gi, "@");
  t = t.replace(/\s*[([{]\s*(?:dot|point|\.)\s*[)\]}]\s*|\s(?:dot|point)\s/gi, ".").replace(/^[ .,;<>]+|[ .,;<>]+$/g, "");
  const [name, host, more] = t.split("@");
  if (host !== undefined && more === undefined) t = `${name.trim()}@${(/[ ;]/.test(host) ? host : host.replace(/,/g, ".")).trim()}`;
  if (isMail(t)) return right(t);
  return wrong(text.split("@").length > 2 ? "Une seule adresse ici\u00a0: gardez la principale." : "Ce n’est pas une adresse électronique. Écrivez-la comme info@exemple.be.");
}

const markLink = /^\[[^\]]*\]\(\s*([^)\s]+)\s*\)$/;

function isMail(text: string): boolean {
  const at = text.indexOf("@"), name = text.slice(0, at), host = text.slice(at + 1);
  if (at < 1 || new TextEncoder().encode(text).length > 254 || /^\.|\.$/.test(name) || text.includes("..") || !/^[\w.!#$%&'*+/=?^`{|}~-]+$/.test(name)) return false;
  const labels = host.split("."), top = labels[labels.length - 1];
  return labels.length > 1 && new TextEncoder().encode(top).length > 1 && !/[0-9_-]/.test(top) && labels.every((l) => /^[\p{L}\p{Nd}-]+$/u.test(l) && !/^-|-$/.test(l));
}

function phone(text: string): Judged {
  if (isPhone(text)) return right(text);
  const cured = text.replace(/^(?:t[eé]l(?:[eé]phone)?|gsm|mobile|num[eé]ro|n°|☎|📞)\s*[.:]*\s*/i, "").replace(/[Oo]/g, "0").replace(/^tel:/, "").trim();
  if (isPhone(cured)) return right(cured);
  const n = digits(text);
  if (n > 15 && !/\p{L}/u.test(text)) return wrong("Un seul numéro ici\u00a0: gardez le principal.");
  if (n >= 3 && /\p{L}/u.test(text)) return wrong("Ne gardez que le numéro\u00a0; dites le reste dans «\u00a0Son histoire\u00a0».");
  return wrong("Ce n’est pas un numéro de téléphone. Écrivez-le comme 081 12 34 56 ou +32 487 12 34 56.");
}

const digits = (text: string): number => text.replace(/[^0-9]/g, "").length;

function isPhone(text: string): boolean {
  const n = digits(text);
  return n >= 3 && n <= 15 && text.split("(").length === text.split(")").length && /^\+?[0-9 /.()–\-\u00a0\u202f\u2009]*$/.test(text);
}

function url(text: string): Judged {
  if (isURL(text)) return right(text);
  let t = text.replace(/^[ <>]+|[ <>]+$/g, "");
  const m = markLink.exec(t);
  if (m) t = m[1];
  if (isURL(t)) return right(t);
  t = t.replace(/^(?:h?t+p+s?|hhtps?)\s*(?:[:;]\s*\/*|\/+|:\\\\)\s*/i, "").replace(/^[/\\: ]+/, "");
  if (/^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[a-z]{2,}(?:[:/?#].*)?$/iu.test(t) && !t.includes("@") && isURL("https://" + t)) return right("https://" + t);
  const escaped = text.replace(/ /g, "%20");
  if (isURL(escaped)) return right(escaped);
  return wrong("Ce n’est pas une adresse Web. Elle commence par https://, comme https://exemple.be.");
}

function isURL(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  if (/[\s\u0000-\u001f\u007f-\u009f<>"\\`{}]/.test(text)) return false;
  const m = /^https?:\/\/([^/?#]*)([^?#]*)(?:\?[^#]*)?(#.*)?$/i.exec(text);
  if (!m || m[1].includes("@") || /%(?![0-9a-f]{2})/i.test(m[2] + (m[3] || ""))) return false;
  const host = /^([^:]*)(?::[0-9]*)?$/.exec(m[1]), name = host ? host[1] : "", last = name.lastIndexOf(".");
  return last > 0 && new TextEncoder().encode(name.slice(last)).length > 2 && !name.includes("..") && !name.startsWith(".") && /^[\p{L}\p{N}.-]+$/u.test(name);
}

// Places.

const postcodes: Record<string, [RegExp, string]> = {
  BE: [/^[1-9][0-9]{3}$/, "quatre chiffres"], FR: [/^[0-9]{5}$/, "cinq chiffres"], LU: [/^[1-9][0-9]{3}$/, "quatre chiffres"],
  DE: [/^[0-9]{5}$/, "cinq chiffres"], NL: [/^[1-9][0-9]{3} ?[A-Z]{2}$/, "quatre chiffres et deux lettres"], CH: [/^[1-9][0-9]{3}$/, "quatre chiffres"],
};

function postcode(text: string, country: string): Judged {
  const rule = postcodes[country];
  if (!rule || rule[0].test(text)) return right(text);
  let bare = text.toUpperCase();
  if (bare.startsWith(country)) bare = bare.slice(country.length);
  bare = bare.replace(/^-/, "").replace(/ /g, "").replace(/^B-/, "").replace(/^F-/, "");
  return rule[0].test(bare) ? right(bare) : wrong(`Un code postal de ce pays a ${rule[1]}.`);
}

// Dates.

const likeDate = "Écrivez une date comme 14/02/2022, un mois comme février 2022, ou une année.";

function date(text: string): Judged {
  const plain = text.replace(/\s+/g, " ");
  let m = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/.exec(text);
  if (m) return onDay(m[1], m[2], m[3]);
  m = /^([0-9]{1,2})\/([0-9]{1,2})\/([0-9]{4})$/.exec(text);
  if (m) return onDay(m[3], m[2], m[1]);
  const t = (/^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*[0-9].*$/.exec(plain) || ["", plain])[1];
  if ((m = /^([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?$/.exec(t))) return guessed(m[1], m[2], m[3]);
  if ((m = /^((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})$/.exec(t))) return guessed(m[1], m[2], m[3]);
  if ((m = /^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{2}|[0-9]{4})$/.exec(t))) return guessed(m[3].length === 4 ? m[3] : (Number(m[3]) < 70 ? "20" : "19") + m[3], m[2], m[1]);
  if ((m = /^([0-9]{1,2})[-/.]([0-9]{4})$/.exec(t))) return guessed(m[2], m[1], "");
  if ((m = /^(?:\p{L}+ )?(?:([0-9]{1,2})(?:er|e)? )?(\p{L}+)\.? ([0-9]{4})$/u.exec(t))) return guessed(m[3], String(monthNamed(m[2]) || 99), m[1]);
  return wrong(likeDate);
}

/** onDay keeps a date that is one. Day and month in the other order are put right. */
function onDay(year: string, month?: string, day?: string): Judged {
  const y = Number(year), m = Number(month || 0), d = Number(day || 0);
  if (y < 1000) return wrong(likeDate);
  if (month === undefined || (m >= 1 && m <= 12 && (day === undefined || (d >= 1 && d <= daysIn(y, m))))) return right(iso(y, m, d));
  if (day !== undefined && m > 12 && d >= 1 && d <= 12 && m <= daysIn(y, d)) return right(iso(y, d, m));
  return wrong("Ce jour n’existe pas. Vérifiez le jour, puis le mois, puis l’année.");
}

function guessed(year: string, month: string, day: string | undefined): Judged {
  const y = Number(year), m = Number(month), d = Number(day || 0);
  const [month_, day_] = m > 12 && d >= 1 && d <= 12 ? [d, m] : [m, d];
  if (m === 99 || y < 1000) return wrong(likeDate);
  if (month_ < 1 || month_ > 12 || day_ > daysIn(y, month_)) return wrong("Ce jour n’existe pas. Vérifiez le jour, puis le mois, puis l’année.");
  return right(iso(y, month_, day_));
}

function monthNamed(word: string): number {
  const w = fold(word);
  return months.findIndex((name) => w === fold(name) || (w.length >= 3 && fold(name).startsWith(w) && w !== "jui")) + 1;
}

const two = (n: number): string => ("0" + n).slice(-2);
const iso = (y: number, m: number, d: number): string => y + (m ? "-" + two(m) : "") + (d ? "-" + two(d) : "");

/** ends tells that a date is wholly before another: the end before the beginning. Both are as judge gives them. */
export function endsBefore(from: string, to: string): boolean {
  const number = (text: string, missing: number): number => {
    const [y, m, d] = text.split("-");
    return Number(y) * 10000 + (m ? Number(m) : missing) * 100 + (d ? Number(d) : missing);
  };
  return from !== "" && to !== "" && number(to, 99) < number(from, 1);
}

// Languages and names.

const languages = " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

const languageNames: Record<string, string> = {
  francais: "fr", neerlandais: "nl", flamand: "nl", allemand: "de", anglais: "en", arabe: "ar", turc: "tr", italien: "it", espagnol: "es", portugais: "pt", polonais: "pl", roumain: "ro", russe: "ru",
  ukrainien: "uk", bulgare: "bg", albanais: "sq", grec: "el", wallon: "wa", lingala: "ln", swahili: "sw", wolof: "wo", kinyarwanda: "rw", kirundi: "rn", persan: "fa", farsi: "fa", pachto: "ps", kurde: "ku",
  tigrigna: "ti", amharique: "am", somali: "so", armenien: "hy", georgien: "ka", chinois: "zh", peul: "ff", serbe: "sr", tchetchene: "ce", nederlands: "nl", deutsch: "de", english: "en", dutch: "nl",
  french: "fr", german: "de", vlaams: "nl", fra: "fr", fre: "fr", nld: "nl", dut: "nl", deu: "de", ger: "de", eng: "en", ara: "ar", tur: "tr", ita: "it", spa: "es", por: "pt",
};

const isLanguage = (code: string): boolean => /^[a-z]{2}$/.test(code) && languages.includes(` ${code} `);

function language(text: string): Judged {
  if (isLanguage(text)) return right(text);
  const folded = fold(text), base = folded.replace(/_/g, "-").split("-")[0];
  if (Object.prototype.hasOwnProperty.call(languageNames, folded)) return right(languageNames[folded]);
  if (base !== text && isLanguage(base)) return right(base);
  return wrong(`Nous ne connaissons pas la langue «\u00a0${text}\u00a0». Écrivez par exemple\u00a0: français, néerlandais, arabe.`);
}

/** reference keeps a name from being read as the address of a page, which would have to exist. */
function reference(text: string): Judged {
  if (!/^[a-z0-9-]+$/.test(text)) return right(text);
  if (!/[a-z]/.test(text)) return wrong("Écrivez le nom en toutes lettres.");
  return right(text.replace(/[a-z]/, (c) => c.toUpperCase()));
}
