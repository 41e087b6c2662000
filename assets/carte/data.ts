// The map's data, as the builder writes it (donnees/carte.geojson, or carte.json above a thousand entries), in one shape.

/** Value is one value of a facet. Sectors have a mark; territories name the one around them. */
export interface Value {
  id: string;
  libelle: string;
  lettre?: string;
  forme?: string;
  rang?: number;
  parent?: string;
}

/** Facet is one way to filter; cle is its parameter in addresses. */
export interface Facet {
  cle: string;
  libelle: string;
  valeurs: Value[];
}

/** Entry is one initiative. */
export interface Entry {
  index: number; // its place in French order
  id: string; // slug
  titre: string;
  lieu: string; // its place in words
  lon: number; // degrees WGS 84; NaN when no point is shown
  lat: number;
  values: number[][]; // by facet, in the order of Data.facets: ranks of its values
  precision: string; // exacte, rue, commune, masquee; "" without a place
  verifie: string; // AAAA-MM-JJ; "" when never
  zone: boolean; // it acts in a zone of its own
}

export interface Data {
  facets: Facet[];
  entries: Entry[];
  byId: Map<string, Entry>;
}

interface Feature {
  id: string;
  geometry: { coordinates: [number, number] } | null;
  properties: {
    titre: string; secteurs?: string[]; nature?: string; statuts?: string[]; publics?: string[]; etat?: string; acces?: string[];
    lieu: string; territoires?: string[]; precision?: string; verifie_le?: string; zone?: boolean;
  };
}

interface Features { facettes: Facet[]; features: Feature[] }

type Ranks = number | number[];

interface Columns {
  facettes: Facet[];
  id: string[]; titre: string[]; lon: (number | null)[]; lat: (number | null)[];
  secteurs: Ranks[]; natures: Ranks[]; statuts: Ranks[]; publics: Ranks[]; etat: Ranks[]; acces: Ranks[];
  lieux: string[]; lieu: number[]; territoires: Ranks[]; precision: number[]; verifie_le: number[]; zone: number[] | null;
}

const territorial = ["region", "province", "commune"];
const precisions = ["exacte", "rue", "commune", "masquee", ""];

/** decode reads either form. */
export function decode(raw: Features | Columns): Data {
  const entries = "features" in raw ? fromFeatures(raw) : fromColumns(raw);
  return { facets: raw.facettes, entries, byId: new Map(entries.map((e) => [e.id, e])) };
}

/** chains gives, for each territory, the ranks of itself and of all around it, by facet. */
function chains(facets: Facet[]): Map<string, [number, number][]> {
  const at = new Map<string, { facet: number; rank: number; parent?: string }>();
  facets.forEach((f, facet) => {
    if (territorial.includes(f.cle)) f.valeurs.forEach((v, rank) => at.set(v.id, { facet, rank, parent: v.parent }));
  });
  const out = new Map<string, [number, number][]>();
  at.forEach((_, id) => {
    const chain: [number, number][] = [];
    for (let t = at.get(id), steps = 0; t && steps < 5; t = t.parent ? at.get(t.parent) : undefined, steps++) chain.push([t.facet, t.rank]);
    out.set(id, chain);
  });
  return out;
}

function placed(values: number[][], territories: string[], around: Map<string, [number, number][]>): void {
  for (const id of territories) {
    for (const [facet, rank] of around.get(id) || []) {
      if (!values[facet].includes(rank)) values[facet].push(rank);
    }
  }
}

function fromFeatures(raw: Features): Entry[] {
  const around = chains(raw.facettes);
  const ranks = raw.facettes.map((f) => new Map(f.valeurs.map((v, i) => [v.id, i] as const)));
  return raw.features.map((f, index) => {
    const p = f.properties;
    const given: Record<string, string[]> = { secteurs: p.secteurs || [], natures: p.nature ? [p.nature] : [], statuts: p.statuts || [], publics: p.publics || [],
      etat: [p.etat || "active"], acces: p.acces || [] };
    const values = raw.facettes.map((facet, i) => (given[facet.cle] || []).map((id) => ranks[i].get(id)).filter((r): r is number => r !== undefined));
    placed(values, p.territoires || [], around);
    const [lon, lat] = f.geometry ? f.geometry.coordinates : [NaN, NaN];
    const precision = p.precision || (f.geometry ? "exacte" : "");
    return { index, id: f.id, titre: p.titre, lieu: p.lieu, lon, lat, values, precision, verifie: p.verifie_le || "", zone: !!p.zone };
  });
}

function fromColumns(raw: Columns): Entry[] {
  const around = chains(raw.facettes);
  const territories = raw.facettes.filter((f) => territorial.includes(f.cle)).flatMap((f) => f.valeurs.map((v) => v.id));
  const columns: Record<string, Ranks[]> = { secteurs: raw.secteurs, natures: raw.natures, statuts: raw.statuts, publics: raw.publics, etat: raw.etat, acces: raw.acces };
  const zones = new Set(raw.zone || []);
  const list = (r: Ranks): number[] => (typeof r !== "number" ? r : r < 0 ? [] : [r]);
  let x = 0, y = 0;
  return raw.id.map((id, index) => {
    const dx = raw.lon[index], dy = raw.lat[index];
    const known = dx !== null && dy !== null;
    if (known) {
      x += dx;
      y += dy;
    }
    const values = raw.facettes.map((f) => (columns[f.cle] ? list(columns[f.cle][index]) : []));
    placed(values, list(raw.territoires[index]).map((r) => territories[r]), around);
    const v = String(raw.verifie_le[index]);
    return { index, id, titre: raw.titre[index], lieu: raw.lieux[raw.lieu[index]], lon: known ? x / 1e5 : NaN, lat: known ? y / 1e5 : NaN, values,
      precision: precisions[raw.precision[index]], verifie: v.length === 8 ? `${v.slice(0, 4)}-${v.slice(4, 6)}-${v.slice(6)}` : "", zone: zones.has(index) };
  });
}

/** sectors lists the sectors of an entry, with their marks. */
export function sectors(data: Data, e: Entry): Value[] {
  return labels(data, e, "secteurs");
}

/** labels lists the values an entry has in a facet. */
export function labels(data: Data, e: Entry, cle: string): Value[] {
  const f = data.facets.findIndex((x) => x.cle === cle);
  return f < 0 ? [] : e.values[f].map((r) => data.facets[f].valeurs[r]);
}

export const hasPoint = (e: Entry): boolean => e.lon === e.lon;

/** approximate tells that a point stands for an area, not for a door. */
export const approximate = (e: Entry): boolean => e.precision !== "exacte";
