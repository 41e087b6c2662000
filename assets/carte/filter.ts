// Which entries a choice keeps, and how many each further choice would: OR within a facet, AND between facets.

import type { Data, Entry } from "./data";
import type { State } from "./state";

export interface Found {
  entries: Entry[]; // in French order
  counts: number[][]; // by facet and value: entries kept if this value, and no other of its facet, were picked
}

/** Hits are the entries a text is found in, with how well; null: no text was asked for. */
export type Hits = Map<number, number> | null;

/** find does it in one pass: an entry that fails one facet only still counts for the values of that one. */
export function find(data: Data, state: State, hits: Hits): Found {
  const wanted = data.facets.map((f) => {
    const ids = state.picked[f.cle] || [];
    return ids.length ? f.valeurs.map((v) => ids.includes(v.id)) : null;
  });
  const counts = data.facets.map((f) => new Array<number>(f.valeurs.length).fill(0));
  const entries: Entry[] = [];
  for (const e of data.entries) {
    if (hits && !hits.has(e.index)) continue;
    let failed = -1, failures = 0;
    for (let f = 0; f < wanted.length && failures < 2; f++) {
      const w = wanted[f];
      if (w && !e.values[f].some((r) => w[r])) {
        failed = f;
        failures++;
      }
    }
    if (failures === 0) {
      entries.push(e);
      for (let f = 0; f < counts.length; f++) for (const r of e.values[f]) counts[f][r]++;
    } else if (failures === 1) {
      for (const r of e.values[failed]) counts[failed][r]++;
    }
  }
  return { entries, counts };
}

/** without gives a state with one facet let go of; "q" lets go of the text. */
export function without(state: State, cle: string): State {
  if (cle === "q") return { ...state, q: "" };
  return { ...state, picked: { ...state.picked, [cle]: [] } };
}
