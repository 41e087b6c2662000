// The name of a file: french.Slug and site.SlugOf.

const letters: Record<string, string> = { œ: "oe", Œ: "oe", æ: "ae", Æ: "ae", ß: "ss", ẞ: "ss", ø: "o", Ø: "o", ł: "l", Ł: "l", đ: "d", Đ: "d" };

/** slug makes a text a piece of an address: a-z, 0-9 and "-". It may be empty. */
export function slug(text: string): string {
  return text.normalize("NFD").replace(/[œŒæÆßẞøØłŁđĐ]/g, (c) => letters[c]).replace(/\p{Mn}/gu, "").replace(/[A-Z]/g, (c) => c.toLowerCase()).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** fileName is the file's. A number in front would only order it, and some names are not read at all: these get a word before. */
export function fileName(title: string): string {
  const name = slug(title);
  if (!name) return "initiative.md";
  return (/^[0-9]{1,4}-./.test(name) || /^(readme|lisezmoi)$/.test(name) ? "initiative-" : "") + name + ".md";
}
