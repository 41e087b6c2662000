package content

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/paulmach/orb"
	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// borderTolerance is how far outside its country a point may fall: outlines are not exact, and quays and bridges lie on
// them.
const borderTolerance = 2000

// checkCountry accepts a code of ISO 3166-1.
func checkCountry(text string) (string, *Flaw) {
	if geo.ValidCountry(text) {
		return text, nil
	}
	if up := strings.ToUpper(text); geo.ValidCountry(up) {
		return "", flaw("pays-inconnu", up, "", "Le code d'un pays s'écrit en capitales.")
	}
	if code := countryNamed(text); code != "" {
		return "", flaw("pays-inconnu", code, "", "Un pays s'écrit avec son code de deux lettres, et non %s.", q(text))
	}
	return "", flaw("pays-inconnu", "", "Par exemple BE pour la Belgique, FR pour la France, LU pour le Luxembourg.", "%s n'est pas le code de deux lettres d'un pays.", q(text))
}

// countryNames gives the codes of the countries by their French name, as a slug.
var countryNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{"belgie": "BE", "belgium": "BE", "bel": "BE", "fra": "FR", "uk": "GB", "angleterre": "GB", "hollande": "NL", "rdc": "CD", "congo-kinshasa": "CD"}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if code := string([]rune{a, b}); geo.ValidCountry(code) {
				names[french.Slug(geo.CountryName(code))] = code
			}
		}
	}
	return names
})

// countryNamed gives the code of a country's French name, "" when there is none.
func countryNamed(name string) string { return countryNames()[french.Slug(name)] }

var postcodes = map[string]*regexp.Regexp{
	"BE": regexp.MustCompile(`^[1-9][0-9]{3}$`), "FR": regexp.MustCompile(`^[0-9]{5}$`), "LU": regexp.MustCompile(`^[1-9][0-9]{3}$`),
	"DE": regexp.MustCompile(`^[0-9]{5}$`), "NL": regexp.MustCompile(`^[1-9][0-9]{3} ?[A-Z]{2}$`), "CH": regexp.MustCompile(`^[1-9][0-9]{3}$`),
}

// checkPostcode judges a postal code by its country's form.
func checkPostcode(text, country string) *Flaw {
	form := postcodes[country]
	if form == nil || form.MatchString(text) {
		return nil
	}
	bare := strings.ToUpper(strings.TrimSpace(text))
	bare = strings.ReplaceAll(strings.TrimPrefix(strings.TrimPrefix(bare, country), "-"), " ", "")
	bare = strings.TrimPrefix(strings.TrimPrefix(bare, "B-"), "F-")
	if !form.MatchString(bare) {
		bare = ""
	}
	many := map[string]string{"BE": "quatre chiffres", "LU": "quatre chiffres", "CH": "quatre chiffres", "FR": "cinq chiffres", "DE": "cinq chiffres", "NL": "quatre chiffres et deux lettres"}[country]
	return flaw("code-postal-invalide", bare, hintOr(bare, "Si l'adresse est dans un autre pays, ajoutez la clé pays."), "Un code postal de %s a %s : %s ne convient pas.", geo.CountryName(country), many, q(text))
}

// valueAt gives the place of a key's value; ok is false when the key is not in the header.
func (d *decoder) valueAt(key string) (span, bool) {
	for _, k := range d.keys {
		if k.Key == key {
			return span{int(k.Line), int(k.Col), 1}, true
		}
	}
	return span{}, false
}

// flawAt reports what is wrong with a key's value, known by its key.
func (d *decoder) flawAt(key string, f *Flaw) {
	at, ok := d.valueAt(key)
	if f == nil || !ok || d.enough(f.Code) {
		return
	}
	raw, whole := rawValue(d.work(at.line), at.col, "")
	if n := valueOf(d.root, key); n != nil && n.Value != "" {
		raw, whole = rawValue(d.work(at.line), at.col, n.Value)
	}
	if whole {
		at.length = width(raw)
	}
	x := d.report(f.Severity, f.Code, at, f.Message, f.Hint)
	if n := valueOf(d.root, key); n == nil || n.Kind != yaml.ScalarNode && n.Style&yaml.FlowStyle == 0 {
		return // a value over several lines, or one that may be: its key is misspelt
	}
	if f.Better != "" && whole {
		x.Fix = d.fix(span{at.line, at.col, 1}, strings.Trim(raw, `"'`), f.Better)
	}
}

// checkPosition judges coordinates by the country they should be in.
func (d *decoder) checkPosition(c site.Coord, country string) {
	atlas := d.set.atlas
	if !c.Set {
		return
	}
	if c.Lat == 0 && c.Lon == 0 {
		d.flawAt("coordonnees", flaw("coordonnees-hors-pays", "", coordHint, "Le point 0, 0 est au milieu de l'océan Atlantique."))
		return
	}
	if atlas == nil {
		return
	}
	inside, known := atlas.InCountry(orb.Point{c.Lon, c.Lat}, country, borderTolerance)
	if inside || !known {
		return
	}
	if swapped, _ := atlas.InCountry(orb.Point{c.Lat, c.Lon}, country, borderTolerance); swapped {
		d.flawAt("coordonnees", flaw("coordonnees-inversees", formatDegrees(c.Lon)+", "+formatDegrees(c.Lat), "", "La latitude vient d'abord, la longitude ensuite : ces deux nombres sont inversés."))
		return
	}
	where := ""
	for _, other := range []string{"BE", "FR", "NL", "LU", "DE"} {
		if in, _ := atlas.InCountry(orb.Point{c.Lon, c.Lat}, other, 0); in {
			where = fmt.Sprintf(" : il tombe %s", inCountry(other))
			if near := atlas.LocalityAt(orb.Point{c.Lon, c.Lat}); near.Name != "" && near.Country == other {
				where += ", près de " + near.Name
			}
		}
	}
	hint := "Vérifiez les deux nombres sur une carte."
	if where != "" {
		hint = "Vérifiez les deux nombres sur une carte, ou changez la clé pays."
	}
	d.flawAt("coordonnees", flaw("coordonnees-hors-pays", "", hint, "Ce point n'est pas %s%s.", inCountry(country), where))
}

// checkSwapped judges coordinates whose country is not said: they are wrong when only the other order is in Belgium.
func (d *decoder) checkSwapped(c site.Coord) {
	if d.set.atlas == nil || !c.Set {
		return
	}
	inside, _ := d.set.atlas.InCountry(orb.Point{c.Lon, c.Lat}, "BE", borderTolerance)
	if swapped, _ := d.set.atlas.InCountry(orb.Point{c.Lat, c.Lon}, "BE", borderTolerance); swapped && !inside {
		d.checkPosition(c, "BE")
	}
}

// inCountry says where in a sentence: "en Belgique", "au Luxembourg", "aux Pays-Bas".
func inCountry(code string) string {
	name := geo.CountryName(code)
	switch code {
	case "NL", "US", "PH", "AE", "BS", "MV", "SC":
		return "aux " + name
	case "LU", "CA", "PT", "DK", "JP", "BR", "MA", "CD", "CG", "BJ", "TG", "CM", "ML", "NE", "SN", "GA", "TD", "BF", "RW", "BI", "GB", "VN", "LB", "MX", "PE", "CL", "KE", "NG":
		return "au " + name
	}
	if strings.ContainsAny(name[:1], "AEIOU") || strings.HasSuffix(name, "e") || strings.HasPrefix(name, "É") {
		return "en " + name
	}
	return "dans le pays " + q(name)
}

// checkCommune judges a commune's name. Without a point of its own, an entry of an unknown commune could not be placed.
func (d *decoder) checkCommune(name, country string, placed bool) (geo.Locality, bool) {
	if name == "" || d.set.atlas == nil {
		return geo.Locality{}, false
	}
	if l, ok := d.set.atlas.Find(name, country); ok {
		return l, true
	}
	if l, ok := d.set.atlas.Find(name, ""); ok && l.Country != country {
		f := flaw("commune-inconnue", "", fmt.Sprintf("Ajoutez la ligne « pays: %s », ou corrigez le nom.", l.Country), "%s est %s, et la fiche est %s.", q(l.Name), inCountry(l.Country), inCountry(country))
		if placed {
			f.Severity = diag.Avertissement
		}
		d.flawAt("commune", f)
		return geo.Locality{}, false
	}
	near := d.set.atlas.Suggest(name, country)
	hint := "Vérifiez le nom, ou ajoutez la commune et sa place sous « communes » dans vocabulaires.yaml."
	if near != "" {
		hint = "Vouliez-vous dire " + q(near) + " ?"
	}
	f := flaw("commune-inconnue", near, hint, "La commune %s n'est pas dans le répertoire de balise (%s).", q(name), geo.CountryName(country))
	if placed {
		f.Severity = diag.Avertissement
	} else if near == "" {
		f.Hint = "Vérifiez le nom, ou ajoutez les coordonnées : coordonnees: 50.4669, 4.8675"
	}
	d.flawAt("commune", f)
	return geo.Locality{}, false
}

// checkDistance advises on a point that is far from its commune.
func (d *decoder) checkDistance(c site.Coord, l geo.Locality) {
	const far = 25_000
	if !c.Set || l.Name == "" || d.reported("coordonnees") {
		return
	}
	if m := geo.Distance(orb.Point{c.Lon, c.Lat}, l.At); m > far {
		f := flaw("coordonnees-loin", "", "Vérifiez les deux nombres sur une carte, et le nom de la commune.", "Ce point est à %d km de %s.", int(m/1000), l.Name)
		f.Severity = diag.Conseil
		d.flawAt("coordonnees", f)
	}
}

// checkZone judges the names of the places where an initiative acts.
func (d *decoder) checkZone(zone []string, country string) {
	if d.set.atlas == nil || len(zone) == 0 {
		return
	}
	list := valueOf(d.root, "zone")
	for i, name := range zone {
		if d.enough("zone-inconnue") || d.knownZone(name, country) {
			continue
		}
		f := flaw("zone-inconnue", d.nearZone(name, country), "Le nom est montré tel quel, mais la fiche n'est pas rangée sous ce territoire.", "Le territoire %s n'est pas dans le répertoire de balise.", q(name))
		f.Severity = diag.Conseil
		if f.Better == "" && country != "BE" {
			continue // only Belgium's territories are known by name
		}
		if f.Better != "" {
			f.Severity, f.Hint = diag.Avertissement, "Vouliez-vous dire "+q(f.Better)+" ?"
		}
		switch {
		case list == nil:
		case list.Content == nil:
			d.flaw(list, f)
		case i < len(list.Content):
			for _, n := range list.Content {
				if clean(n) == name {
					d.flaw(n, f)
					break
				}
			}
		}
	}
}

// knownZone accepts a province, a region, a country or a commune.
func (d *decoder) knownZone(name, country string) bool {
	if _, ok := d.set.atlas.Find(name, country); ok {
		return true
	}
	if geo.FindTerritory(name) != "" || geo.ValidCountry(name) || countryNamed(name) != "" {
		return true
	}
	switch french.Slug(name) {
	case "federation-wallonie-bruxelles", "communaute-francaise", "communaute-germanophone", "cantons-de-l-est", "belgique-francophone", "en-ligne", "europe":
		return true
	}
	_, ok := d.set.atlas.Find(name, "")
	return ok
}

// nearZone proposes the nearest territory.
func (d *decoder) nearZone(name, country string) string {
	var names []string
	for _, id := range geo.Provinces() {
		p, _ := geo.Province(id)
		names = append(names, p)
	}
	for _, id := range geo.Regions() {
		names = append(names, geo.RegionName(id))
	}
	names = append(names, "Wallonie", "Flandre", "Bruxelles", "Belgique", "Fédération Wallonie-Bruxelles")
	if near, ok := french.Nearest(name, names); ok {
		return near
	}
	return d.set.atlas.Suggest(name, country)
}
