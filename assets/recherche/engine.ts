// The search itself, loaded when the visitor comes to the field: MiniSearch over the index the builder wrote. A word matches
// by its beginning. Only when nothing does are letters allowed to be wrong: one from five letters on, two from eight on; then
// two from five on, as when two are swapped. Only when nothing has all the words is what has some of them given.

import MiniSearch from "minisearch";
import { decode, type Document, type Page, type Written } from "./index";
import { asked, stems } from "./stems";

/** Answer is what a search gives, the best first. how tells how well it matches: every word as typed, every word but for a
 * letter or two, or some of the words. */
export interface Answer { pages: Page[]; how: "exact" | "proche" | "partiel" }

/** block is how many pages are read at once: between two, the phone answers its owner. */
const block = 250;

/** wrong says how many letters of a word may be, when those of five to seven letters may have one or two. */
const wrong = (some: 1 | 2) => (w: string): number | false => (w.length > 7 ? 2 : w.length > 4 ? some : false);

export class Engine {
  private constructor(private pages: Page[], private index: MiniSearch<Document>) {}

  static async make(written: Written): Promise<Engine> {
    const { pages, documents } = decode(written);
    const index = new MiniSearch<Document>({ fields: ["titre", "lieu", "texte", "mots"], tokenize: (text, field) => (field === "mots" ? text.split(" ").filter(Boolean) : stems(text)), processTerm: (w) => w,
      searchOptions: { tokenize: (text) => text.split(" "), prefix: true, boost: { titre: 6, lieu: 3, texte: 1.5 } } });
    await index.addAllAsync(documents, { chunkSize: block });
    return new Engine(pages, index);
  }

  /** find answers a text; null when there is no word in it. */
  find(text: string): Answer | null {
    const terms = asked(text);
    if (!terms.length) return null;
    const look = (how: Answer["how"], combineWith: "AND" | "OR", fuzzy: false | 1 | 2): Answer =>
      ({ how, pages: this.index.search(terms.join(" "), { combineWith, fuzzy: fuzzy && wrong(fuzzy) }).map((r) => this.pages[r.id as number]) });
    let answer = look("exact", "AND", false);
    if (!answer.pages.length) answer = look("proche", "AND", 1);
    if (!answer.pages.length) answer = look("proche", "AND", 2);
    if (!answer.pages.length && terms.length > 1) answer = look("partiel", "OR", 1);
    return answer;
  }
}
