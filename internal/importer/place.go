package importer

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// borderTolerance is how far outside its country a point may fall, in metres; content's own.
const borderTolerance = 2000

// outlined are the countries whose outline is known, the site's own first.
var outlined = []string{"BE", "FR", "NL", "LU", "DE"}

var (
	codeBefore = regexp.MustCompile(`^(?:[A-Z]{1,2}[- ])?([1-9][0-9]{3}|[0-9]{5})[ ,–-]+(\pL.*)$`)
	codeBehind = regexp.MustCompile(`^(\pL.*?)[ ,]*\(?(?:[A-Z]{1,2}[- ])?([1-9][0-9]{3}|[0-9]{5})\)?$`)
	wholeForm  = regexp.MustCompile(`(?s)^(.+?)[ ,;\n–-]+(?:[A-Z]{1,2}[- ])?([1-9][0-9]{3}|[0-9]{5})[ ,]+(\pL[^0-9\n]*)$`)
)

// place makes one place of what the row tells of it.
func (f *fiche) place() {
	if f.p.keys.at("commune") == nil {
		return
	}
	f.join()
	f.defaults()
	if f.p.atlas == nil {
		return
	}
	if !f.p.t.Ours {
		f.address()
		f.commune()
		f.turn()
	}
	f.country()
}

// join puts a latitude and a longitude together.
func (f *fiche) join() {
	lat, lon := f.half[0], f.half[1]
	switch {
	case lat == "" && lon == "":
	case len(f.values["coordonnees"]) > 0:
		f.aside("latitude, longitude", strings.Trim(lat+", "+lon, ", "))
	case lat == "" || lon == "":
		f.fail(f.from["coordonnees"], lat+lon, "Il manque la moitié de la position.", "Donnez la latitude et la longitude.")
	default:
		f.values["coordonnees"] = []string{lat + ", " + lon}
	}
}

// defaults leaves out what goes without saying.
func (f *fiche) defaults() {
	if f.one("etat") == "active" {
		delete(f.values, "etat")
	}
	if f.one("pays") == "BE" {
		delete(f.values, "pays")
	}
	if p := f.one("precision"); p == site.Exact && f.one("coordonnees") != "" {
		delete(f.values, "precision")
	}
}

// address parts "Rue de Fer 12, 5000 Namur" when nothing else tells the commune.
func (f *fiche) address() {
	if f.one("commune") != "" || f.p.keys.at("adresse") == nil {
		return
	}
	m := wholeForm.FindStringSubmatch(f.one("adresse"))
	if m == nil {
		return
	}
	name := strings.TrimSpace(m[3])
	if _, ok := f.p.atlas.Find(name, f.one("pays")); !ok {
		return
	}
	from := f.from["adresse"]
	if f.one("code_postal") == "" {
		f.set("code_postal", from, m[2])
	} else if f.one("code_postal") != m[2] {
		return
	}
	f.values["adresse"] = []string{strings.Trim(m[1], " ,;")}
	f.set("commune", from, name)
}

// commune parts "5000 Namur", and writes the name as the gazetteer does.
func (f *fiche) commune() {
	name := f.one("commune")
	if name == "" {
		return
	}
	if f.p.keys.at("code_postal") != nil {
		code := ""
		if m := codeBefore.FindStringSubmatch(name); m != nil {
			code, name = m[1], m[2]
		} else if m := codeBehind.FindStringSubmatch(name); m != nil {
			code, name = m[2], m[1]
		}
		switch {
		case code != "" && f.one("code_postal") == "":
			f.set("code_postal", f.from["commune"], code)
		case code != "" && f.one("code_postal") != code:
			name = f.one("commune")
		}
	}
	f.values["commune"] = []string{f.p.spelt(name, f.one("pays"))}
}

// spelt gives a place's name as it is shown. A name that would then mean another place stays.
func (p *planner) spelt(name, country string) string {
	l, ok := p.atlas.Find(name, country)
	if !ok {
		return name
	}
	if again, ok := p.atlas.Find(l.Name, country); !ok || again.At != l.At {
		return name
	}
	return l.Name
}

// turn puts latitude and longitude in the order that leads to the country.
func (f *fiche) turn() {
	c, bad := content.ParseCoord(f.one("coordonnees"))
	country := f.one("pays")
	if country == "" {
		country = outlined[0]
	}
	if bad != nil || !c.Set {
		return
	}
	inside, known := f.p.atlas.InCountry(orb.Point{c.Lon, c.Lat}, country, borderTolerance)
	turned, _ := f.p.atlas.InCountry(orb.Point{c.Lat, c.Lon}, country, borderTolerance)
	if !known || inside || !turned {
		return
	}
	c.Lat, c.Lon = c.Lon, c.Lat
	f.note(f.from["coordonnees"], f.one("coordonnees"), "La latitude et la longitude étaient inversées : elles sont remises dans l'ordre.", "Vérifiez le lieu sur la carte.")
	f.values["coordonnees"] = []string{coordText(c)}
}

// country sets the country of a place abroad, by the outlines, then by the gazetteer, when the row does not say it.
func (f *fiche) country() {
	if f.one("pays") != "" || f.p.keys.at("pays") == nil || f.p.t.Ours && f.p.t.index("pays") >= 0 {
		return
	}
	say := func(code, why string) {
		f.set("pays", "", code)
		f.note("", "", fmt.Sprintf("Le pays est mis à %s (%s) : %s.", code, geo.CountryName(code), why), "Vérifiez-le.")
	}
	if c, bad := content.ParseCoord(f.one("coordonnees")); bad == nil && c.Set {
		for _, code := range outlined {
			if in, _ := f.p.atlas.InCountry(orb.Point{c.Lon, c.Lat}, code, 0); in {
				if home, _ := f.p.atlas.InCountry(orb.Point{c.Lon, c.Lat}, "BE", borderTolerance); !home {
					say(code, "c'est là que tombe le point")
				}
				return
			}
		}
		return
	}
	name := f.one("commune")
	if _, ok := f.p.atlas.Find(name, "BE"); ok || name == "" {
		return
	}
	if l, ok := f.p.atlas.Find(name, ""); ok && french.Fold(l.Name) == french.Fold(name) {
		say(l.Country, "c'est là qu'est "+l.Name)
	}
}
