// What one chooses to show on another site, and the addresses that show it.

/** Value is one value of a facet, as donnees/facettes.json writes it; territories name the one around them. */
export interface Value { id: string; libelle: string }

export interface Facet { cle: string; libelle: string; valeurs: Value[] }

export interface Colours { fond: string; encre: string; accent: string }

export type What = "tout" | "carte" | "liste" | "fiche";

export class Choice {
  sector = "";
  territory = "";
  what: What = "tout";
  id = ""; // of the one initiative, with "fiche"
  height = 600;
  colours: Colours | null = null; // null: the site's own, that follow the reader's theme
  numbers = true; // the emergency numbers stay

  /** base is the site's public address, here where this page found it: the same, but on a computer that prepares the site. */
  constructor(readonly base: string, readonly here: string, readonly site: string, readonly facets: Facet[]) {}

  values(cle: string): Value[] {
    const f = this.facets.find((x) => x.cle === cle);
    return f ? f.valeurs : [];
  }

  /** path is the list's, the same for its own page and for the embedded one: "secteur/precarite/". */
  private path(): string {
    if (this.sector) return `secteur/${this.sector}/` + (this.territory ? this.territory + "/" : "");
    return this.territory ? `territoire/${this.territory}/` : "";
  }

  /** page is where the site itself shows it. */
  page(): string {
    return this.what === "fiche" ? `initiatives/${this.id}/` : "carte/" + this.path();
  }

  /** source is the page that plain HTML is made from: the embedded one, the lightest, where there is one. */
  source(): string {
    return this.what === "fiche" || this.split() ? this.page() : "embed/" + (this.path() || "carte/");
  }

  /** split tells that a sector is chosen in one commune. Such a list has no page to embed: the commune's is filtered. */
  private split(): boolean {
    return this.sector !== "" && this.values("commune").some((v) => v.id === this.territory);
  }

  /** address is what the frame shows. */
  address(): string {
    const query: string[] = [];
    let path = this.path() || "carte/";
    if (this.what === "fiche") {
      path = "carte/";
      query.push("i=" + this.id);
    } else if (this.split()) {
      path = `territoire/${this.territory}/`;
      query.push("secteurs=" + this.sector);
    }
    const c = this.colours;
    if (c) query.push(...(["fond", "encre", "accent"] as const).map((name) => `${name}=${c[name].slice(1)}`));
    if (!this.numbers) query.push("urgence=non");
    return `embed/${path}` + (query.length ? "?" + query.join("&") : "") + (this.what === "tout" ? "" : "#" + this.what);
  }
}
