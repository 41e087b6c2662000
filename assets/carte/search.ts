// The text search, loaded when the visitor first types: MiniSearch over what the page knows of each entry. A word matches
// by its beginning, or with one letter wrong from five letters on; two from eight on, as when two are swapped.

import MiniSearch from "minisearch";
import type { Hits } from "./filter";

/** Document is the text of one entry; id is its index. */
export interface Document { id: number; titre: string; lieu: string; mots: string }

/** Search answers texts. words and fold are those of text.ts, which the page has loaded already. */
export class Search {
  private index: MiniSearch<Document>;

  constructor(documents: Document[], private words: (text: string) => string[], private fold: (text: string) => string) {
    this.index = new MiniSearch({ fields: ["titre", "lieu", "mots"], tokenize: words, processTerm: (w) => w,
      searchOptions: { combineWith: "AND", prefix: true, fuzzy: (w) => (w.length > 7 ? 2 : w.length > 4 ? 1 : false), boost: { titre: 4, lieu: 2 } } });
    this.index.addAll(documents);
  }

  /** find gives the entries that hold every word, with how well; null when the text holds no word. */
  find(text: string): Hits {
    if (!this.words(text).length) return null;
    return new Map(this.index.search(this.fold(text)).map((r) => [r.id as number, r.score]));
  }
}
