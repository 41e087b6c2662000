// What the visitor has chosen, and how it is written in the address: the two always say the same.
//
// /carte/?secteurs=precarite,assuetudes&q=texte&i=slug, or the page the builder made for one sector, one nature or one
// territory (/carte/secteur/precarite/namur/): those are the canonical addresses of what they show.

import type { Data } from "./data";

export interface View { lat: number; lon: number; zoom: number }

export interface State {
  picked: Record<string, string[]>; // by facet key: ids; none is no filter
  q: string;
  pres: string; // the commune one starts from, by name
  tri: "" | "distance" | "nom" | "verification";
  i: string; // the open entry
  vue: View | null; // where the visitor has moved the map
}

export const none = (): State => ({ picked: {}, q: "", pres: "", tri: "", i: "", vue: null });

/** filtered tells that the state leaves some entries out, or may. */
export const filtered = (s: State): boolean => s.q.trim() !== "" || Object.values(s.picked).some((v) => v.length > 0);

const sorts = ["distance", "nom", "verification"];
const places: Record<string, string> = { region: "region", province: "province", commune: "commune" };

/** read reads an address. root is the site's; unknown lists what was ignored, to be said. */
export function read(url: URL, root: string, data: Data): { state: State; unknown: string[] } {
  const state = none();
  const unknown: string[] = [];
  const pick = (cle: string, id: string): boolean => {
    const f = data.facets.find((x) => x.cle === cle);
    const wanted = id.trim().toLowerCase();
    const v = f && (f.valeurs.find((x) => x.id === wanted) || f.valeurs.find((x) => x.id === `${cle}-${wanted}` || (cle in places && x.libelle.toLowerCase() === wanted)));
    if (!v) return false;
    const list = (state.picked[cle] = state.picked[cle] || []);
    if (!list.includes(v.id)) list.push(v.id);
    return true;
  };
  // "namur" is the commune, "province-namur" the province: in a page's address a territory is named exactly.
  const territory = (slug: string): boolean => data.facets.some((f) => f.cle in places && f.valeurs.some((v) => v.id === slug) && pick(f.cle, slug));
  const [section, what, id, more] = url.href.startsWith(root) ? new URL(url.href).pathname.slice(new URL(root).pathname.length).split("/") : [];
  if (section === "carte" && what === "secteur" && id) {
    pick("secteurs", id);
    if (more && more !== "page") territory(more);
  } else if (section === "carte" && what === "nature" && id) pick("natures", id);
  else if (section === "carte" && what === "territoire" && id) territory(id);
  url.searchParams.forEach((value, key) => {
    if (data.facets.some((f) => f.cle === key)) {
      for (const v of value.split(",")) if (v.trim() && !pick(key, v)) unknown.push(`${key}=${v}`);
    } else if (key === "q") state.q = value.slice(0, 200);
    else if (key === "pres") state.pres = value.slice(0, 100);
    else if (key === "tri" && sorts.includes(value)) state.tri = value as State["tri"];
    else if (key === "i" && data.byId.has(value)) state.i = value;
    else if (key === "vue" && view(value)) state.vue = view(value);
    else unknown.push(value ? `${key}=${value}` : key);
  });
  return { state, unknown };
}

function view(text: string): View | null {
  const [lat, lon, zoom] = text.split(",").map(Number);
  const sound = Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && zoom >= 3 && zoom <= 19;
  return sound ? { lat, lon, zoom } : null;
}

/** write gives the address of a state, from the site's root on. */
export function write(s: State, data: Data): string {
  const picked = data.facets.filter((f) => (s.picked[f.cle] || []).length > 0);
  const rest = query(s);
  const page = pageOf(s, picked.map((f) => f.cle));
  if (page) return page + (rest ? "?" + rest : "");
  const facets = picked.map((f) => `${f.cle}=${s.picked[f.cle].map(encodeURIComponent).join(",")}`);
  const all = [...facets, rest].filter(Boolean).join("&");
  return "carte/" + (all ? "?" + all : "");
}

/** pageOf gives the builder's page of a choice of one value, or of a sector in a territory; "" when there is none. */
function pageOf(s: State, keys: string[]): string {
  const single = (cle: string): string => (s.picked[cle] || []).length === 1 ? s.picked[cle][0] : "";
  const where = keys.filter((k) => k in places);
  const place = where.length === 1 ? single(where[0]) : "";
  const sector = keys.includes("secteurs") ? single("secteurs") : "";
  if (keys.length === 1 && sector) return `carte/secteur/${sector}/`;
  if (keys.length === 1 && keys[0] === "natures" && single("natures")) return `carte/nature/${single("natures")}/`;
  if (keys.length === 1 && place) return `carte/territoire/${place}/`;
  return "";
}

function query(s: State): string {
  const parts: string[] = [];
  const put = (key: string, value: string): void => {
    if (value) parts.push(`${key}=${encodeURIComponent(value).replace(/%20/g, "+").replace(/%2C/g, ",")}`);
  };
  put("q", s.q.trim());
  put("pres", s.pres.trim());
  put("tri", s.tri);
  put("i", s.i);
  if (s.vue) put("vue", [s.vue.lat.toFixed(4), s.vue.lon.toFixed(4), +s.vue.zoom.toFixed(2)].join(","));
  return parts.join("&");
}
