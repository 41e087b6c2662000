package importer

import (
	"encoding/json"
	"fmt"
	"strings"
)

// geometryColumn is what the position of a feature is called in tables and messages.
const geometryColumn = "geometry"

// readGeoJSON reads a FeatureCollection or a Feature (RFC 7946).
func readGeoJSON(o object) (*Table, error) {
	if err := checkCRS(o); err != nil {
		return nil, err
	}
	b := newBuilder("GeoJSON")
	features, ok := o.get("features").([]any)
	if !ok && o.text("type") == "Feature" {
		features = []any{o}
	}
	for _, f := range features {
		b.feature(f, Unknown, "")
	}
	return b.done()
}

// done gives the table, if there is anything in it.
func (b *builder) done() (*Table, error) {
	if len(b.t.Rows) == 0 {
		return nil, &Unreadable{"Ce fichier ne contient aucun lieu.", ""}
	}
	if b.wide {
		return nil, tooWide()
	}
	b.t.recognise()
	return b.t, nil
}

// checkCRS refuses positions that are not degrees. RFC 7946, section 4, has taken the member out of the format: what is left
// of it names WGS 84, or something that would be read wrong.
func checkCRS(o object) error {
	crs := o.get("crs")
	if crs == nil {
		return nil
	}
	name := rawJSON(crs)
	for _, same := range []string{"CRS84", "EPSG::4326", "EPSG:4326", "WGS84", "WGS 84"} {
		if strings.Contains(name, same) {
			return nil
		}
	}
	inner, _ := crs.(object)
	if p, ok := inner.get("properties").(object); ok && p.text("name") != "" {
		name = p.text("name")
	}
	return &Unreadable{fmt.Sprintf("Les positions de ce GeoJSON ne sont pas en degrés : elles sont en %s.", q(name)), "Exportez-le à nouveau en WGS 84 (EPSG:4326), la forme de toutes les cartes en ligne."}
}

// style are the properties that only say how a place is drawn (simplestyle-spec 1.1).
var style = map[string]bool{"marker-color": true, "marker-size": true, "marker-symbol": true, "stroke": true, "stroke-opacity": true, "stroke-width": true, "fill": true, "fill-opacity": true}

// feature makes a row of a feature. layer is the name of its layer in a uMap.
func (b *builder) feature(v any, form Form, layer string) {
	b.start()
	o, ok := v.(object)
	if !ok || o.text("type") != "Feature" && o.get("properties") == nil {
		b.note("", short(rawJSON(v), 60), "Cet élément n'est pas un lieu (Feature) : rien n'y est lu.", "")
		b.put(b.column("feature", Target{Kind: More}, Unknown), Cell{Text: rawJSON(v)})
		return
	}
	if layer != "" {
		b.put(b.column(layerColumn, Target{}, Unknown), Cell{Text: layer})
	}
	if id := scalar(o.get("id")); id != "" {
		b.put(b.column("id", Target{}, Unknown), Cell{Text: id})
	}
	if p, ok := o.get("properties").(object); ok {
		b.flatten("", p)
	}
	for i := range b.t.Columns {
		if c := &b.t.Columns[i]; style[c.Name] && c.To.Kind == Unset {
			c.To.Kind = Left
		}
	}
	if form != Unknown {
		for i := range b.t.Columns {
			if c := &b.t.Columns[i]; c.Name != layerColumn && c.Name != geometryColumn && c.Name != "id" {
				c.Form = form
			}
		}
	}
	b.geometry(o.get("geometry"))
}

// geometry puts the position of a point in the row, latitude first. What is not a point is said, and stays unplaced: the
// middle of a line or of an area may be where nothing is.
func (b *builder) geometry(v any) {
	g, ok := v.(object)
	if !ok {
		return // null: an entry without a place
	}
	kind := g.text("type")
	list, _ := g.get("coordinates").([]any)
	if kind == "MultiPoint" && len(list) == 1 {
		if inner, ok := list[0].([]any); ok {
			kind, list = "Point", inner
		}
	}
	if kind != "Point" {
		names := map[string]string{"Polygon": "une surface", "MultiPolygon": "plusieurs surfaces", "LineString": "une ligne", "MultiLineString": "plusieurs lignes", "MultiPoint": "plusieurs points"}
		what := names[kind]
		if what == "" {
			what = "d'une forme inconnue (" + short(kind, 20) + ")"
		}
		b.note(geometryColumn, kind, "Ce lieu est "+what+" sur la carte, et non un point : la fiche n'a pas de coordonnées.", "Ajoutez-les à la main, ou indiquez la commune.")
		return
	}
	lon, okLon := number(list, 0)
	lat, okLat := number(list, 1)
	if !okLon || !okLat {
		b.note(geometryColumn, rawJSON(g.get("coordinates")), "Ce point n'a pas deux nombres : la fiche n'a pas de coordonnées.", "Ajoutez-les à la main, ou indiquez la commune.")
		return
	}
	b.put(b.column(geometryColumn, Target{Kind: Key, Path: "coordonnees"}, Unknown), Cell{Text: lat + ", " + lon})
}

// number gives a number of a list, also one that is written as a text.
func number(list []any, i int) (string, bool) {
	if i >= len(list) {
		return "", false
	}
	switch v := list[i].(type) {
	case json.Number:
		return plainDegrees(v.String())
	case string:
		return plainDegrees(v)
	}
	return "", false
}
