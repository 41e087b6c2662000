// Coordinates as a fiche has them: "50.46690, 4.86750", latitude first.

export interface Point { lat: number; lon: number }

/** read gives the point of a text, or null: the text is the editor's, and may be anything. */
export function read(text: unknown): Point | null {
  if (typeof text !== "string") return null;
  const m = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (!m) return null;
  const lat = Number(m[1]), lon = Number(m[2]);
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

/** write gives five decimals: about a metre. */
export const write = (p: Point): string => `${p.lat.toFixed(5)}, ${p.lon.toFixed(5)}`;

/** fold makes two spellings of a name equal. */
export const fold = (s: string): string => s.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/œ/g, "oe").replace(/[’']/g, "'").trim();

/** Town is a name and its place: [name, latitude, longitude, how to tell it from another of that name]. */
export type Town = [string, number, number, string?];

/** find gives the towns whose name starts with a text, then those that hold it: at most ten. */
export function find(towns: Town[], text: string): Town[] {
  const wanted = fold(text);
  if (!wanted) return [];
  const starts = towns.filter(([name]) => fold(name).startsWith(wanted));
  const holds = towns.filter(([name]) => !fold(name).startsWith(wanted) && fold(name).includes(wanted));
  return [...starts.sort((a, b) => Number(fold(b[0]) === wanted) - Number(fold(a[0]) === wanted)), ...holds].slice(0, 10);
}

/** label tells a town from another of its name. */
export const label = ([name, , , more]: Town): string => (more ? `${name} (${more})` : name);
