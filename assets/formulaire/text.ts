// The answers as a plain text: what goes in an e-mail, in a file, on the clipboard.

import { read, words } from "./date";
import { plain, type Answers, type Question } from "./question";

/** most is the length, in characters, of the longest mailto: address that programs take whole. */
export const most = 1900;

/** told writes one answer as it is read: its lines, a date in words. */
export function told(q: Question, answer: string[]): string[] {
  if (q.kind === "date" && answer.length) {
    const day = read(plain(answer[0]));
    if (day && day !== "impossible") return [words(day)];
  }
  if (q.kind === "choix-multiple") return answer.map(plain);
  return answer.join("").replace(/\r\n?/g, "\n").split("\n").map((line) => plain(line));
}

/** compose writes the answers under their questions, and counts what has none. Lines end in "\n". */
export function compose(title: string, questions: Question[], answers: Answers): string {
  const parts = [plain(title)];
  let none = 0;
  for (const q of questions) {
    const answer = answers.get(q.id);
    if (!answer) {
      none++;
      continue;
    }
    const lines = told(q, answer);
    parts.push([`${q.no}. ${plain(q.label)}`, ...(q.kind === "choix-multiple" ? lines.map((l) => "- " + l) : lines)].join("\n").trim());
  }
  if (none) parts.push(`(Sans réponse : ${none} ${none < 2 ? "question" : "questions"} sur ${questions.length}.)`);
  return parts.join("\n\n") + "\n";
}

const crlf = (text: string): string => text.replace(/\n/g, "\r\n");

/** encoded percent-encodes a value of a mailto: address. Half a character, which nothing can encode, becomes U+FFFD. */
const encoded = (text: string): string => encodeURIComponent(Array.from(text, (c) => (/^[\ud800-\udfff]$/.test(c) ? "\ufffd" : c)).join(""));

/** mailto makes the address that begins a message (RFC 6068); without a text, one with its subject only. */
export function mailto(to: string, subject: string, text = ""): string {
  return `mailto:${encoded(to).replace(/%40/g, "@")}?subject=${encoded(plain(subject))}` + (text && `&body=${encoded(crlf(text))}`);
}

/** file is what the text file holds: programs on Windows need the mark at its head and the ends of lines. */
export const file = (text: string): string => "\ufeff" + crlf(text);
