package site

import "enrouteweb.org/balise/internal/french"

// territories gives each initiative's commune its slug in URLs. Communes that share a name but not a province or country
// are homonyms: theirs ends in the postal code.
func (s *Site) territories() {
	places := map[string]map[string]bool{} // slug → province+country of those who have it
	is := Of[*Initiative](s)
	for n, i := range is {
		i.Index = n
		if slug := french.Slug(i.Lieu.Commune); slug != "" {
			if places[slug] == nil {
				places[slug] = map[string]bool{}
			}
			places[slug][i.Lieu.Pays+"/"+i.Lieu.Province] = true
		}
	}
	for _, i := range is {
		slug := french.Slug(i.Lieu.Commune)
		if len(places[slug]) > 1 && i.Lieu.CodePostal != "" {
			slug += "-" + french.Slug(i.Lieu.CodePostal)
		}
		i.Lieu.Territory = slug
	}
}
