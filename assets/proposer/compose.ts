// Writing a file of the content: content.Compose, byte for byte (internal/content/compose.go says why each rule is there).

/** Item is one key of a header, and what it is given: one of text, list, keys and groups; or a remark alone. */
export interface Item { key?: string; text?: string; list?: string[]; keys?: Item[]; groups?: Item[][]; remark?: string }

/** compose writes the header, its keys in the order given, then the body; lines end in "\n". */
export function compose(header: Item[], body: string): string {
  const out = ["---\n"];
  for (const item of header) {
    if (item.remark) for (const line of item.remark.split("\n")) out.push(("# " + line).replace(/[^\S\ufeff]+$/, "") + "\n");
    out.push(written(item, ""));
  }
  const text = body.replace(/\r\n/g, "\n").replace(/^\n+|\n+$/g, "");
  return out.join("") + "---\n" + (text && text + "\n");
}

const empty = (i: Item): boolean => (i.keys || []).every(empty) && (i.groups || []).every((g) => g.every(empty)) && !value(i.text || "") && !values(i.list || []).length;

function written(item: Item, indent: string): string {
  if (empty(item)) return "";
  const text = value(item.text || ""), list = values(item.list || []), start = `${indent}${item.key}:`;
  if (text) return start + block(text, indent);
  if (list.length) return start + several(list, indent);
  if (item.keys && item.keys.length) return start + "\n" + item.keys.map((k) => written(k, indent + "  ")).join("");
  return start + "\n" + (item.groups || []).map((g) => group(g, indent + "  ")).join("");
}

function group(g: Item[], indent: string): string {
  const keys = g.map((k) => written(k, indent + "  ")).join("");
  return keys && `${indent}- ${keys.slice(indent.length + 2)}`;
}

function block(text: string, indent: string): string {
  if (!text.includes("\n")) return ` ${scalar(text, false)}\n`;
  return " |-\n" + text.split("\n").map((line) => (line && indent + "  " + line) + "\n").join("");
}

const widest = 100; // longest list between brackets, in bytes

function several(list: string[], indent: string): string {
  const items = list.map((v) => v.replace(/\n/g, " "));
  const line = ` [${items.map((v) => scalar(v, true)).join(", ")}]\n`;
  if (new TextEncoder().encode(line).length < widest) return line;
  return "\n" + items.map((v) => `${indent}  - ${scalar(v, false)}\n`).join("");
}

/** scalar writes a text of one line as a YAML value; flow: between [ ]. */
export function scalar(raw: string, flow: boolean): string {
  const text = value(raw);
  if (!quoted(text, flow) && !/["\t]/.test(text) && !text.startsWith("---") && straighten(text) === text && !marked(text)) return text;
  return /["\\\t]/.test(text) ? `'${text.replace(/'/g, "''")}'` : `"${text}"`;
}

/** quoted tells of what YAML would not read as the text it is. */
function quoted(text: string, flow: boolean): boolean {
  return ["", "~", "null", "-", "?"].includes(text) || text.trim() !== text || /^[,[\]{}#&*!|>'"%@`:]|^[-?] |: |:$| #|\t/.test(text) || (flow && /[,[\]{}]/.test(text));
}

/** marked tells of what an editor would be asked about. */
const marked = (text: string): boolean => /^[\t\n\f\r ]*[•·–—‣▪*-][\t\n\f\r \u00a0]*[^\t\n\f\r -]/.test(text) || text.includes(" - ") || text.includes("#");

function straighten(text: string): string {
  const r = Array.from(text);
  if (r.length < 2 || !"“”„‟‘‚".includes(r[0]) || !"“”‟’".includes(r[r.length - 1])) return text;
  const inner = r.slice(1, -1).join("");
  return /[“”„]/.test(inner) ? text : inner.trim();
}

// eslint-disable-next-line no-control-regex
const odd = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/g;

/** value is a text as it is kept: without what cannot be seen, and with composed accents. */
export function value(text: string): string {
  let out = whole(text).replace(/\r\n/g, "\n").replace(/[\u200b\u2060\ufeff]/g, "").replace(odd, " ");
  if (out.includes("\n")) out = out.split("\n").map((line) => line.replace(/\s+$/, "")).map((line) => (line.trim() === "---" ? "- - -" : line)).join("\n");
  return out.trim().normalize("NFC");
}

/** whole replaces halves of characters, which no file can hold. */
const whole = (text: string): string => Array.from(text, (c) => (/^[\ud800-\udfff]$/.test(c) ? "\ufffd" : c)).join("");

const values = (list: string[]): string[] => list.map(value).filter(Boolean);
