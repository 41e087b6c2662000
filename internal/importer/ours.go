package importer

import (
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/site"
)

// recognise knows the data files of a balise site, /donnees/initiatives.csv and /donnees/initiatives.geojson, and says where
// each of their columns goes. In any table, the characters that no text has are taken out.
func (t *Table) recognise() {
	for i := range t.Columns {
		t.Columns[i].Name = legible(t.Columns[i].Name)
	}
	for i := range t.Rows {
		for k := range t.Rows[i].Cells {
			c := &t.Rows[i].Cells[k]
			c.Text = legible(c.Text)
			for n := range c.Items {
				c.Items[n] = legible(c.Items[n])
			}
		}
	}
	switch {
	case t.isInventory():
		t.Form = "données d'un site balise (CSV)"
	case t.isOurGeoJSON():
		t.Form = "données d'un site balise (GeoJSON)"
		t.shownPlaces()
	default:
		return
	}
	t.Ours = true
	for i := range t.Columns {
		c := &t.Columns[i]
		switch c.Name {
		case "slug", "id":
			c.To = Target{Kind: Slug}
		case "url":
			c.To = Target{Kind: Left} // the site makes it of the file's name
		case "texte":
			c.To, c.Form = Target{Kind: Body}, Markdown
		case geometryColumn:
			c.To = Target{Key, "coordonnees"}
		default:
			c.To = Target{Key, c.Name}
		}
	}
}

// isInventory wants the two columns that only our table begins with, and no other that is not a key.
func (t *Table) isInventory() bool {
	if len(t.Columns) < 3 || t.Columns[0].Name != "slug" || t.Columns[1].Name != "url" {
		return false
	}
	k := keysOf(site.KindNamed("initiative"))
	return !slices.ContainsFunc(t.Columns[2:], func(c Column) bool { return k.at(c.Name) == nil && c.Name != "texte" })
}

// isOurGeoJSON wants features whose id ends their address.
func (t *Table) isOurGeoJSON() bool {
	id, url := t.index("id"), t.index("url")
	if id < 0 || url < 0 || t.index("titre") < 0 || t.index("secteurs") < 0 || t.index("nature") < 0 || t.index("etat") < 0 {
		return false
	}
	return !slices.ContainsFunc(t.Rows, func(r Row) bool {
		slug := r.cell(id).Text
		return slug == "" || !strings.HasSuffix(r.cell(url).Text, "/initiatives/"+slug+"/")
	})
}

func (t *Table) index(name string) int {
	return slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
}

// shownPlaces takes out the points that stand for a commune: its editor has not given them.
func (t *Table) shownPlaces() {
	precision, point := t.index("precision"), t.index(geometryColumn)
	for i := range t.Rows {
		r := &t.Rows[i]
		switch p := r.cell(precision).Text; {
		case precision < 0 || precision >= len(r.Cells):
		case p == site.Locality:
			r.Cells[precision] = Cell{}
			if point >= 0 && point < len(r.Cells) {
				r.Cells[point] = Cell{}
			}
		}
	}
}
