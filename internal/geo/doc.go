// Package geo answers questions about places: where a commune is, whether a point lies in a country, in which province,
// and how all that is drawn on a small map. Points in, answers out; it reads no file and knows nothing of sites.
//
// # Units
//
// A position is an orb.Point in degrees, WGS 84, LONGITUDE FIRST. Distances are metres on the ground. A drawing is in the
// units of its Frame: y grows downwards as in SVG, and Frame.Px is the number of units in one CSS pixel on a phone 360
// pixels wide, the width for which everything here is sized.
//
// # Data
//
// All data comes from one small file, geo.json, that cmd/basemap derives from packages when the project is made: borders
// from OpenStreetMap (ODbL), localities from GeoNames (CC BY 4.0), coast and province limits from Natural Earth. Load reads
// it once; an Atlas never changes afterwards and may be shared. What the file is good for: Belgium's borders are right
// within some 30 m, those of its neighbours within 100 m close by and 1.5 km far away; the coast and the limits of
// provinces within some 700 m; a locality is a point near its church or town hall, never its territory.
//
// # Names
//
// A place is found by any of its names, French, Dutch or German, whatever the accents, capitals, hyphens, apostrophes and
// whatever the way "Saint" is written. Where several localities share a name, the most populated one answers; the name
// of its province in brackets, "Noville (Luxembourg)", chooses another.
package geo
