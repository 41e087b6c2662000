// Positions as people copy them: internal/content/coord.go, for what it understands.

import type { Point } from "../carte/near";

const like = "Copiez d’une carte la latitude, une virgule, la longitude\u00a0: 50.8503, 4.3517.";

/** Read is a position, the text to write for it, or what is wrong. */
export interface Read { point: Point | null; text: string; problem: string }

const no = (problem: string): Read => ({ point: null, text: "", problem });

const decimal = "([-+]?[0-9]{1,3})[.,]([0-9]+)";
const twoNumbers = new RegExp(`^\\(?\\s*${decimal}\\s*(?:[,;/|]\\s*|\\s)\\s*${decimal}\\s*\\)?$`);
const inMapURL = /(?:@|#map=[0-9.]+\/|geo:|[?&](?:q|ll|query)=)(-?[0-9]{1,2}\.[0-9]+)(?:,|\/|%2C)\s*(-?[0-9]{1,3}\.[0-9]+)/;
const degrees = /^[-+]?[0-9]{1,3}(?:\.[0-9]{1,20})?$/;

/** parse reads "50.8503, 4.3517", and what leaves no doubt: a decimal comma, the address of a map, degrees and minutes. */
export function parse(raw: string): Read {
  const text = raw.trim();
  const [lat, ...rest] = text.split(",");
  const lon = rest.join(",");
  if (rest.length && degrees.test(lat.replace(/ +$/, "")) && degrees.test(lon.replace(/^ +/, "")) && !decimalComma(text)) return placed(lat.trim(), lon.trim());
  let m = inMapURL.exec(text);
  if (m) return placed(m[1], m[2]);
  m = twoNumbers.exec(text);
  if (m) return placed(`${m[1]}.${m[2]}`, `${m[3]}.${m[4]}`);
  const found = sexagesimal(text);
  if (found) return placed(String(found[0]), String(found[1]));
  if (/^[-+]?[0-9]{1,3}(?:[.,][0-9]*)?$/.test(text)) return no(`Il manque la longitude\u00a0: un seul nombre est écrit. ${like}`);
  if (/[0-9]{4,}(?:[^.,0-9]|$)/.test(text)) return no(`Le point des décimales manque. ${like}`);
  return no(`Ce n’est pas une latitude et une longitude. ${like}`);
}

/** decimalComma knows "50,8503", one number with a French comma, from two. */
function decimalComma(text: string): boolean {
  const at = text.indexOf(","), whole = text.slice(0, at), rest = text.slice(at + 1);
  return !text.includes(".") && rest !== "" && !rest.startsWith(" ") && whole.length <= 3 && !/[-+]/.test(rest) && rest.length > 1;
}

const at = (lat: number, lon: number): Read => ({ point: { lat, lon }, text: `${lat}, ${lon}`, problem: "" });

/** placed puts two numbers together, in the order they can only have. */
function placed(latText: string, lonText: string): Read {
  const lat = Number(latText), lon = Number(lonText);
  if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) return at(lat, lon);
  if (Math.abs(lon) <= 90 && Math.abs(lat) <= 180) return at(lon, lat);
  return no(`Ce point n’est nulle part\u00a0: la latitude va de -90 à 90, la longitude de -180 à 180. ${like}`);
}

/** sexagesimal reads degrees with letters: 50°51'1"N 4°21'6"E, N 50.85 E 4.35. */
function sexagesimal(text: string): [number, number] | null {
  if (!/[°ºNSEWOnsewo]/.test(text)) return null;
  const plain = text.replace(/\b(nord|sud|est|ouest|latitude|longitude|lat|lon|long)\b\.?\s*[:=]?/gi, (w) => (/^l/i.test(w) ? "" : w[0].toUpperCase())).trim().toUpperCase();
  const halves = split(plain);
  if (!halves) return null;
  const [a, b] = halves.map(oneDegree);
  if (!a || !b) return null;
  const turned = a.axis === "x" || b.axis === "y", [lat, lon] = turned ? [b, a] : [a, b];
  if (lat.axis === "x" || lon.axis === "y") return null; // twice the same axis
  const round = (v: number): number => (Math.sign(v) * Math.round(Math.abs(v) * 1e6)) / 1e6;
  return [round(lat.v), round(lon.v)];
}

function split(text: string): string[] | null {
  const marks: number[] = [];
  for (let i = 0; i < text.length; i++) if ("NSEWO".includes(text[i])) marks.push(i);
  if (marks.length === 2) return marks[0] === 0 ? [text.slice(0, marks[1]), text.slice(marks[1])] : [text.slice(0, marks[0] + 1), text.slice(marks[0] + 1)];
  if (marks.length) return null;
  for (const sep of [", ", ";", ",", " "]) {
    const parts = text.split(sep);
    if (parts.length === 2) return parts;
  }
  return null;
}

const part = /^([-+]?[0-9]{1,3}(?:[.,][0-9]+)?)\s*(?:°|º|deg|d)?\s*(?:([0-9]{1,2}(?:[.,][0-9]+)?)\s*['’′]\s*)?(?:([0-9]{1,2}(?:[.,][0-9]+)?)\s*(?:["”″]|''|’’|′′)\s*)?$/;

function oneDegree(half: string): { v: number; axis: string } | null {
  let text = half.replace(/^[ ,;\u00a0]+|[ ,;\u00a0]+$/g, ""), axis = "", sign = 1;
  const i = text.search(/[NSEWO]/);
  if (i >= 0) {
    axis = "NS".includes(text[i]) ? "y" : "x";
    if ("SWO".includes(text[i])) sign = -1;
    text = (text.slice(0, i) + text.slice(i + 1)).trim();
  }
  const m = part.exec(text);
  if (!m) return null;
  let v = 0;
  for (const [k, scale] of [[1, 1], [2, 60], [3, 3600]]) {
    if (!m[k]) continue;
    let n = Number(m[k].replace(",", "."));
    if (k > 1 && n >= 60) return null;
    if (n < 0) {
      sign = -sign;
      n = -n;
    }
    v += n / scale;
  }
  return { v: sign * v, axis };
}

/** Outline is rings of longitudes and latitudes. */
export type Outline = [number, number][][];

/** boxes are around countries whose outline the program knows: what is outside is surely outside. */
const boxes: Record<string, [number, number, number, number]> = { BE: [2.5, 49.45, 6.45, 51.55], FR: [-5.5, 41, 10, 51.4], NL: [3.2, 50.6, 7.5, 53.8], LU: [5.6, 49.3, 6.7, 50.3], DE: [5.7, 47, 15.3, 55.3] };

const tolerance = 1800; // metres: outlines are not exact, and quays and bridges lie on them; the program lets pass a little more

/** within tells whether a point is in a country: "oui", "non", or "" when it is not known. outline is Belgium's. */
export function within(p: Point, country: string, outline: Outline | null): "oui" | "non" | "" {
  const box = boxes[country];
  if (!box) return "";
  if (p.lon < box[0] || p.lat < box[1] || p.lon > box[2] || p.lat > box[3]) return "non";
  if (!outline) return "";
  const belgian = inside(p, outline);
  if (country === "BE") return belgian || near(p, outline) ? "oui" : "non";
  return belgian && !near(p, outline) ? "non" : "";
}

function inside(p: Point, outline: Outline): boolean {
  let odd = false;
  for (const ring of outline) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x1, y1] = ring[i], [x2, y2] = ring[j];
      if (y1 > p.lat !== y2 > p.lat && p.lon < ((x2 - x1) * (p.lat - y1)) / (y2 - y1) + x1) odd = !odd;
    }
  }
  return odd;
}

/** near measures on a plane tangent at the point: exact enough over two kilometres. */
function near(p: Point, outline: Outline): boolean {
  const ky = 111_320, kx = ky * Math.cos((p.lat * Math.PI) / 180);
  return outline.some((ring) => ring.some(([x, y], i) => {
    const [x0, y0] = ring[(i || ring.length) - 1];
    const ax = (x0 - p.lon) * kx, ay = (y0 - p.lat) * ky, bx = (x - p.lon) * kx, by = (y - p.lat) * ky;
    const dx = bx - ax, dy = by - ay, t = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(ax + t * dx, ay + t * dy) < tolerance;
  }));
}

/** settle reads a position as the program would judge it, for a country: numbers in the wrong order are put right. */
export function settle(text: string, country: string, outline: Outline | null): Read {
  const read = parse(text), p = read.point;
  if (!p) return read;
  if (p.lat === 0 && p.lon === 0) return no(`Le point 0, 0 est au milieu de l’océan. ${like}`);
  if (within(p, country, outline) !== "non") return read;
  if (boxes[country] && within({ lat: p.lon, lon: p.lat }, country, outline) !== "non") return at(p.lon, p.lat);
  return no(`Ce point n’est pas ${country === "BE" ? "en Belgique" : "dans le pays choisi"}. Vérifiez les deux nombres sur une carte, ou le pays.`);
}
