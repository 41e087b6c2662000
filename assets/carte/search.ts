// The text search, loaded when the visitor first types: MiniSearch over what the page knows of each entry. A word matches
// by its beginning, or with one letter wrong from five letters on.

import MiniSearch from "minisearch";
import { labels, type Data } from "./data";
import type { Hits } from "./filter";
import { fold, words } from "./text";

/** Search answers texts. */
export class Search {
  private index: MiniSearch<{ id: number; titre: string; lieu: string; mots: string }>;

  /** texts gives what the page says of an entry beyond the data, "" when it says nothing. */
  constructor(data: Data, texts: (id: string) => string) {
    this.index = new MiniSearch({ fields: ["titre", "lieu", "mots"], tokenize: words, processTerm: (w) => w,
      searchOptions: { combineWith: "AND", prefix: true, fuzzy: (w) => (w.length > 4 ? 1 : false), boost: { titre: 4, lieu: 2 } } });
    const named = ["secteurs", "natures", "publics", "statuts", "province", "commune"];
    this.index.addAll(data.entries.map((e) => ({ id: e.index, titre: e.titre, lieu: e.lieu,
      mots: [...named.flatMap((cle) => labels(data, e, cle).map((v) => v.libelle)), texts(e.id)].join(" ") })));
  }

  /** find gives the entries that hold every word; null when the text holds none. */
  find(text: string): Hits {
    if (!words(text).length) return null;
    return new Map(this.index.search(fold(text)).map((r) => [r.id as number, r.score]));
  }
}
