// What a search keeps of a text. internal/french (Stems) cuts by the same rules what the index holds: both are held to
// internal/french/testdata/mots.json.

import { words } from "../carte/text";

/** small are the words that say nothing by themselves. */
export const small = " a afin ai ainsi alors apres as au aussi autre autres aux avaient avait avant avec avez avons ayant bien c ce ceci cela celle celui ces cet" +
  " cette ceux chaque cherche chez comme d dans de deja depuis des deux dit doit doivent donc dont du elle elles en encore entre est et etaient" +
  " etait etant ete etes etre eu eux fait font furent fut ici il ils j je jusqu juste l la le les leur leurs lors lorsqu lui m ma mais me meme" +
  " memes mes moi moins mon n ne non nos notre nous on ont ou oui par parce pas pendant peu peut peuvent plus plusieurs pour presque puis puisqu" +
  " qu quand que quel quelle quelques qui s sa sans se sera seront ses si soit sommes son sont sous sur surtout t ta te tel telle tels tes toi" +
  " ton tous tout toute toutes tres trop tu un une vers veux voici voila vos votre voudrais vous y ";

/** stem takes its plural off a word: "initiatives" and "initiative" are one, "sociaux" and "social" too. */
export function stem(word: string): string {
  if (word.length > 5 && /[^e]aux$/.test(word)) return word.slice(0, -2) + "l";
  return word.length > 3 ? word.replace(/[sx]$/, "") : word;
}

/** stems cuts a text, without the small words. */
export const stems = (text: string): string[] => words(text).filter((w) => !small.includes(` ${w} `)).map(stem);

/** asked cuts what a visitor looks for: small words count when there is no other. */
export function asked(text: string): string[] {
  const found = stems(text);
  return (found.length ? found : words(text)).filter((w, i, all) => all.indexOf(w) === i).slice(0, 12);
}
