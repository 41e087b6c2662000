// The script of the map's pages.
export {};
