package output

import (
	"encoding/json"
	"html/template"
)

// rue is what the page of the map holds of the street map its site has chosen: all that the script needs, and what a visitor
// is told before she lets her browser speak to another host.
type rue struct {
	Genre  string `json:"genre"` // "pmtiles" or "tuiles"
	URL    string `json:"url"`   // from the site's root, or whole
	Zoom   int    `json:"zoom"`
	Credit string `json:"credit"`
	Hote   string `json:"hote,omitempty"` // of another site: her consent comes first
}

// streetJSON is the street map as the page holds it; "" when the site has none.
func (m *maker) streetJSON() template.JS {
	s := m.s.Config.Carte.StreetMap()
	if s.Kind == "" {
		return ""
	}
	data, err := json.Marshal(rue{s.Kind, s.URL, s.ZoomMax, s.Credit, s.Host}) // escapes what HTML would read
	if err != nil {
		m.fail(err)
	}
	return template.JS(data)
}

// allow opens a page's content policy to the one host its map may ask, and to nothing else of it.
func (m *maker) allow(f *Frame) {
	s := m.s.Config.Carte.StreetMap()
	switch {
	case s.Host == "" || m.script.Rue == "":
	case s.Kind == "tuiles":
		f.Images = "https://" + s.Host
	default:
		f.Connexions = "https://" + s.Host
	}
}
