// Leaflet's module form has no types of its own; they are those of its main file.
declare module "leaflet/dist/leaflet-src.esm.js" {
  export * from "leaflet";
}
