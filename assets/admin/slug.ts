// The name of a new file, made of its title as balise makes addresses: french.Slug is its twin.

const letters: Record<string, string> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" };

export function slug(title: string): string {
  return title.toLowerCase().replace(/[œæßøłđ]/g, (c) => letters[c]).normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}
