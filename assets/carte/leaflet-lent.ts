// protomaps-leaflet looks for Leaflet in a global L. There is none here, and a second copy would weigh as much as the map:
// cmd/assets gives its L this name, and the map's own Leaflet is lent to it before it draws.

export let L: unknown;

export function lend(leaflet: unknown): void {
  L = leaflet;
}
