// The index as the builder writes it (output/recherche_index.go), in the shape the search wants.

/** Written is donnees/recherche.json: see searchIndex there. */
export interface Written { types: [string, string, string][]; pages: (number | string)[][]; mots: string; ou: string }

/** Page is one answer: what a line of results shows. */
export interface Page { type: string; url: string; titre: string; lieu: string; note: string; texte: string }

/** Document is what is searched of an answer; id is its rank among the pages. mots are stems already, with spaces between. */
export interface Document { id: number; titre: string; lieu: string; texte: string; mots: string }

/** decode reads the file. Addresses are from the site's root, without its slash. */
export function decode(w: Written): { pages: Page[]; documents: Document[] } {
  const text = (v: number | string | undefined): string => String(v === undefined ? "" : v);
  const pages = w.pages.map(([type, slug, titre, lieu, note, texte]) => {
    const [words, before, after] = w.types[type as number];
    return { type: words, url: before + slug + after, titre: text(titre), lieu: text(lieu), note: text(note), texte: text(texte) };
  });
  const stems: string[][] = pages.map(() => []);
  const where = w.ou.split(";");
  w.mots.split(" ").forEach((word, i) => {
    let at = 0;
    for (const step of word ? where[i].split(".") : []) {
      at += parseInt(step, 36);
      stems[at].push(word);
    }
  });
  return { pages, documents: pages.map((p, id) => ({ id, titre: p.titre, lieu: p.lieu, texte: p.texte, mots: stems[id].join(" ") })) };
}
