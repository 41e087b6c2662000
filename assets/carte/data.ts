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

/** Zone is a territory by its slug, or a place by its position: longitude, latitude. */
export type Zone = string | [number, number];

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
  zone: Zone[]; // where it acts, when that is said apart from where it sits
}

export interface Data {
  facets: Facet[];
  entries: Entry[];
  byId: Map<string, Entry>;
}

/** Ranks are values of a facet: a rank, a list of several, null or nothing for none. */
type Ranks = number | number[] | null | undefined;

interface Feature {
  id: string;
  geometry: { coordinates: [number, number] } | null;
  properties: {
    titre: string; secteurs?: Ranks; natures?: Ranks; statuts?: Ranks; publics?: Ranks; etat?: Ranks; acces?: Ranks; territoires?: Ranks;
    lieu?: string; precision?: string; verifie_le?: string; zone?: Zone[];
  };
}

interface Features { features: Feature[] }

interface Columns {
  id: string[]; titre: string[]; lon: (number | null)[]; lat: (number | null)[];
  secteurs: Ranks[]; natures: Ranks[]; statuts: Ranks[]; publics: Ranks[]; etat: Ranks[]; acces: Ranks[]; territoires: Ranks[];
  lieux: string[]; lieu: number[]; precision: number[]; verifie_le: number[]; zone: Record<string, Zone[]>;
}

/** Given are the ranks of one entry, by facet. */
type Given = Record<string, unknown>;

const territorial = ["region", "province", "commune"];
const precisions = ["exacte", "rue", "commune", "masquee", ""];

/** decode reads either form. */
export function decode(facets: Facet[], raw: Features | Columns): Data {
  const values = valued(facets);
  const entries = "features" in raw ? fromFeatures(facets, raw, values) : fromColumns(raw, values);
  return { facets, entries, byId: new Map(entries.map((e) => [e.id, e])) };
}

const list = (r: Ranks): number[] => (r === null || r === undefined ? [] : typeof r === "number" ? [r] : r);

/** valued gives what turns an entry's ranks into its values by facet: a territory counts for all those around it. */
function valued(facets: Facet[]): (given: Given) => number[][] {
  const all = facets.flatMap((f, facet) => (territorial.includes(f.cle) ? f.valeurs.map((v, rank) => ({ id: v.id, parent: v.parent, facet, rank })) : []));
  const byId = new Map(all.map((t) => [t.id, t]));
  const known = new Map<string, number[]>();
  const share = (l: number[]): number[] => { // thousands of entries have the same few lists
    const key = l.join();
    const same = known.get(key);
    if (!same) known.set(key, l);
    return same || l;
  };
  return (given) => {
    const values = facets.map((f) => (territorial.includes(f.cle) ? [] : list(given[f.cle] as Ranks)));
    for (const r of list(given.territoires as Ranks)) {
      for (let t: (typeof all)[number] | undefined = all[r], steps = 0; t && steps < 5; t = t.parent ? byId.get(t.parent) : undefined, steps++) {
        if (!values[t.facet].includes(t.rank)) values[t.facet].push(t.rank);
      }
    }
    return values.map(share);
  };
}

function fromFeatures(facets: Facet[], raw: Features, values: (given: Given) => number[][]): Entry[] {
  const territories = facets.flatMap((f) => (territorial.includes(f.cle) ? f.valeurs : []));
  return raw.features.map((f, index) => {
    const p = f.properties;
    const own = list(p.territoires).map((r) => territories[r].libelle);
    const [lon, lat] = f.geometry ? f.geometry.coordinates : [NaN, NaN];
    return { index, id: f.id, titre: p.titre, lieu: p.lieu || own[0] || "", lon, lat, values: values({ ...p }), precision: p.precision || (f.geometry ? "exacte" : ""), verifie: p.verifie_le || "", zone: p.zone || [] };
  });
}

function fromColumns(raw: Columns, values: (given: Given) => number[][]): Entry[] {
  const { secteurs, natures, statuts, publics, etat, acces, territoires } = raw;
  const columns: Record<string, Ranks[]> = { secteurs, natures, statuts, publics, etat, acces, territoires };
  let x = 0, y = 0;
  return raw.id.map((id, index) => {
    const dx = raw.lon[index], dy = raw.lat[index];
    const known = dx !== null && dy !== null;
    if (known) {
      x += dx;
      y += dy;
    }
    const given: Given = {};
    for (const k in columns) given[k] = columns[k][index];
    const v = String(raw.verifie_le[index]);
    return { index, id, titre: raw.titre[index], lieu: raw.lieux[raw.lieu[index]], lon: known ? x / 1e4 : NaN, lat: known ? y / 1e4 : NaN, values: values(given),
      precision: precisions[raw.precision[index]], verifie: v.length === 8 ? `${v.slice(0, 4)}-${v.slice(4, 6)}-${v.slice(6)}` : "", zone: raw.zone[index] || [] };
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
