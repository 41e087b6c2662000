// A street map of vectors, from one file the site or another host keeps. Heavy, and so loaded only when a visitor asks.

import { PMTiles, TileType, type RangeResponse } from "pmtiles";
import { leafletLayer } from "protomaps-leaflet";
import type { GridLayer } from "leaflet";
import { lend } from "./leaflet-lent";

/** Archive tells of the first part that does not come: the library would only write it in the console. */
class Archive extends PMTiles {
  constructor(url: string, private failed: () => void) {
    super(url);
  }

  async getZxy(z: number, x: number, y: number, signal?: AbortSignal): Promise<RangeResponse | undefined> {
    try {
      return await super.getZxy(z, x, y, signal);
    } catch (e) {
      if (!signal || !signal.aborted) this.failed();
      throw e;
    }
  }
}

/** layer opens the file, and makes the layer that draws it. It throws when the file is not there, or holds no vectors. */
export async function layer(url: string, leaflet: unknown, dark: boolean, failed: () => void): Promise<GridLayer> {
  lend(leaflet);
  const archive = new Archive(url, failed);
  const header = await archive.getHeader();
  if (header.tileType !== TileType.Mvt) throw new Error(`${url}: no vectors`);
  return leafletLayer({ url: archive, maxDataZoom: header.maxZoom, flavor: dark ? "dark" : "light", lang: "fr", attribution: "" }) as unknown as GridLayer;
}
