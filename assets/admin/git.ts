// How a file travels when the form saves straight into a repository: the file itself. Every value is read as the text that
// was typed, and what the form has not changed keeps its bytes: Patch in internal/content does the same, finer.

import { isMap, isScalar, parseDocument, stringify, type Pair, type ParsedNode, type YAMLMap } from "yaml";
import type { Format } from "./decap";
import { values } from "./format";

/** Field is what the configuration says of a key. */
export interface Field { name: string; widget: string; multiple?: boolean; seul?: string; field?: Field; fields?: Field[] }

type Data = Record<string, unknown>;

interface Parts { before: string; head: string; after: string; body: string }

const refusal = "Ce fichier ne peut pas être lu par le formulaire : corrigez-le d’abord dans un éditeur de texte.";

/** split finds the header of a file: all of it, when the file has no text. */
export function split(file: string, bare: boolean): Parts | null {
  if (bare) return { before: file.startsWith("\ufeff") ? "\ufeff" : "", head: file.replace(/^\ufeff/, ""), after: "", body: "" };
  const m = /^(\ufeff?---[ \t]*\r?\n)([^]*?)(^---[ \t]*(?:\r?\n|$))/m.exec(file);
  return m && m.index === 0 ? { before: m[1], head: m[2], after: m[3], body: file.slice(m[0].length) } : null;
}

/** shaped gives a value the form its field has; undefined when it has none, or another. */
export function shaped(value: unknown, f: Field): unknown {
  if (value === null || value === undefined || value === "" || value === "~" || value === "null") return undefined;
  const list = f.widget === "list" || f.multiple === true;
  if (list) {
    const all = (Array.isArray(value) ? value : [value]).map((v) => element(v, f)).filter((v) => v !== undefined);
    return all.length ? all : undefined;
  }
  if (f.widget === "object") return group(value, f.fields || []);
  if (f.widget === "carte" && Array.isArray(value)) return value.join(", ");
  return typeof value === "string" ? value.replace(/\r\n/g, "\n").trim() || undefined : undefined;
}

function element(value: unknown, f: Field): unknown {
  if (f.fields) return typeof value === "string" && f.seul ? group({ [f.seul]: value }, f.fields) : group(value, f.fields);
  return typeof value === "string" ? value.trim() || undefined : undefined;
}

function group(value: unknown, fields: Field[]): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const out: Data = {};
  for (const f of fields) {
    const v = shaped((value as Data)[f.name], f);
    if (v !== undefined) out[f.name] = v;
  }
  return Object.keys(out).length ? out : undefined;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const plain = (body: string): string => body.replace(/\r\n/g, "\n").replace(/^\n+|\n+$/g, "");

/** format reads and writes the files of a collection; bare: they have no text. */
export function format(all: Field[], bare: boolean): Format {
  const fields = all.filter((f) => f.name !== "body");
  return {
    fromFile(file) {
      const parts = split(file, bare);
      const doc = parts && parseDocument(parts.head, { schema: "failsafe" });
      if (!parts || !doc || doc.errors.length || (doc.contents && !isMap(doc.contents))) return { titre: refusal, _illisible: true, _fichier: file };
      const js = (doc.toJS() || {}) as Data;
      const out: Data = { ...(group(js, fields) as Data | undefined), _fichier: file };
      if (!bare && plain(parts.body)) out.body = plain(parts.body);
      return out;
    },
    toFile(data) {
      if (data._illisible) throw new Error(refusal);
      const file = typeof data._fichier === "string" ? data._fichier : bare ? "" : "---\n---\n";
      return patch(file, values(data), fields, bare);
    },
  };
}

interface Change { from: number; to: number; text: string }

/** patch changes in a file the keys whose value is another, and the text if it is another. */
export function patch(file: string, data: Data, fields: Field[], bare: boolean): string {
  const parts = split(file, bare);
  if (!parts) throw new Error(refusal);
  const doc = parseDocument(parts.head, { schema: "failsafe", keepSourceTokens: true });
  if (doc.errors.length) throw new Error(refusal);
  if (doc.contents && isMap(doc.contents) && doc.contents.flow) throw new Error("L’en-tête de ce fichier est entre accolades : changez-le dans un éditeur de texte.");
  const pairs = doc.contents && isMap(doc.contents) ? (doc.contents as unknown as YAMLMap.Parsed).items : [];
  const keys = new Map<string, Pair<ParsedNode, ParsedNode | null>>();
  for (const p of pairs) if (isScalar(p.key)) keys.set(String(p.key.value), p);
  const changes: Change[] = [];
  let at = 0; // behind the last key that comes before, in the order of the fields
  for (const f of fields) {
    const pair = keys.get(f.name), now = shaped(data[f.name], f);
    const was = pair ? shaped(pair.value ? pair.value.toJS(doc) : undefined, f) : undefined;
    const lines = pair ? span(pair, parts.head) : null;
    if (!same(was, now)) changes.push({ from: lines ? lines[0] : at, to: lines ? lines[1] : at, text: now === undefined ? "" : stringify({ [f.name]: now }, { lineWidth: 0, flowCollectionPadding: false }) });
    if (lines) at = lines[1];
  }
  const end = (text: string): string => (file.includes("\r\n") ? text.replace(/\n/g, "\r\n") : text);
  let head = "", done = 0;
  for (const c of changes.sort((a, b) => a.from - b.from)) {
    head += parts.head.slice(done, c.from) + end(c.text);
    done = c.to;
  }
  head += parts.head.slice(done);
  const text = typeof data.body === "string" ? plain(data.body) : "";
  const lead = /^[\r\n]*/.exec(parts.body) as RegExpExecArray;
  const body = bare || plain(parts.body) === text ? parts.body : (plain(parts.body) ? lead[0] : "") + end(text === "" ? "" : text + "\n");
  return parts.before + head + parts.after + body;
}

/** span gives the lines of a key: from its first character to the end of its value's last line. */
function span(pair: Pair<ParsedNode, ParsedNode | null>, head: string): [number, number] {
  const from = pair.key.range[0];
  const last = pair.value && pair.value.range ? Math.max(pair.value.range[1], pair.key.range[1]) : pair.key.range[1];
  if (head[last - 1] === "\n") return [from, last]; // a text in several lines
  const line = head.indexOf("\n", last);
  return [from, line < 0 ? head.length : line + 1];
}
