package geo

import (
	"iter"
	"math"
	"slices"
	"sort"
	"strings"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/french"
)

// nameKey is what two spellings of one place name have in common: letters and digits only, folded, "St" and "Sint" as
// "saint", "Ste" as "sainte", "lez" and "lès" as "les", "s/" as "sur".
func nameKey(name string) string {
	b := make([]byte, 0, len(name)+8)
	folded := lower(name)
	for i := 0; i < len(folded); {
		j := i
		for j < len(folded) && letter(folded[j]) {
			j++
		}
		switch word := folded[i:j]; word {
		case "st", "sint", "sankt":
			b = append(b, "saint"...)
		case "ste":
			b = append(b, "sainte"...)
		case "lez":
			b = append(b, "les"...)
		case "s":
			b = append(b, word...)
			if j < len(folded) && folded[j] == '/' {
				b = append(b, "ur"...)
			}
		default:
			b = append(b, word...)
		}
		i = max(j, i+1)
		for i < len(folded) && !letter(folded[i]) {
			i++
		}
	}
	return string(b)
}

// lower folds. Most names are plain, and Load folds thousands: those take the short way.
func lower(name string) string {
	for i := range len(name) {
		if name[i] >= 0x80 {
			return french.Fold(name)
		}
	}
	return strings.ToLower(name)
}

func letter(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= 0x80 }

// Find gives the locality of that name in a country (ISO 3166-1 alpha-2). With an empty country it looks in Belgium
// first, then in the others. The name may end with a province in brackets, which then must be the right one.
func (a *Atlas) Find(name, country string) (Locality, bool) {
	name, province, ok := cutProvince(name)
	key := nameKey(name)
	if !ok || key == "" {
		return Locality{}, false
	}
	codes := a.codes
	if country != "" {
		codes = []string{strings.ToUpper(country)}
	}
	for _, code := range codes {
		for _, id := range a.names[code+key] {
			if province == "" || a.localities[id].Province == province {
				return a.locality(id), true
			}
		}
	}
	return Locality{}, false
}

// Places gives every place of a country with the names it answers to, its own first. The order is the atlas's: the most
// populated first, then what With added.
func (a *Atlas) Places(country string) iter.Seq2[Locality, []string] {
	names := map[int32][]string{}
	for _, s := range a.spellings[country] {
		names[s.locality] = append(names[s.locality], s.text)
	}
	return func(yield func(Locality, []string) bool) {
		for i, l := range a.localities {
			if l.Country == country && !yield(l, names[int32(i)]) {
				return
			}
		}
	}
}

// cutProvince splits "Noville (Luxembourg)". ok is false when what is in brackets is no province: a guess would be the
// wrong homonym.
func cutProvince(name string) (place, province string, ok bool) {
	name = strings.TrimSpace(name)
	i := strings.LastIndexByte(name, '(')
	if i <= 0 || !strings.HasSuffix(name, ")") {
		return name, "", true
	}
	slug := FindTerritory(name[i+1 : len(name)-1])
	province, ok = strings.CutPrefix(slug, "province-")
	if slug == brusselsRegion {
		province, ok = brussels, true
	}
	return strings.TrimSpace(name[:i]), province, ok
}

// Suggest gives the name, as shown, that is nearest to one that Find does not know; "" when none is near. A postal code
// before the name and what is in brackets behind it are put aside.
func (a *Atlas) Suggest(name, country string) string {
	name = strings.TrimLeft(name, "0123456789 -–,.")
	if i := strings.IndexByte(name, '('); i > 0 {
		name = name[:i]
	}
	name = strings.TrimSpace(name)
	if nameKey(name) == "" {
		return ""
	}
	if l, ok := a.Find(name, country); ok {
		return l.Name
	}
	list := a.spellings[strings.ToUpper(country)]
	if country == "" {
		list = a.spellings["BE"]
	}
	words := make([]string, len(list))
	for i, s := range list {
		words[i] = s.text
	}
	best, ok := french.Nearest(name, words)
	if !ok {
		return ""
	}
	return a.localities[list[slices.Index(words, best)].locality].Name
}

// LocalityAt gives the locality whose point is nearest to p, in any country. It is a name to say where something is
// ("près de …"), not a proof of the commune it belongs to. The zero Locality when the atlas is empty.
func (a *Atlas) LocalityAt(p orb.Point) Locality {
	best, bestDist := int32(-1), math.Inf(1)
	squash := math.Cos(p[1] * math.Pi / 180)
	try := func(k int) (more bool) {
		at := a.localities[a.byLat[k]].At
		dy := at[1] - p[1]
		if dy*dy >= bestDist {
			return false // all further ones are further still
		}
		dx := (at[0] - p[0]) * squash
		if d := dx*dx + dy*dy; d < bestDist || (d == bestDist && a.byLat[k] < best) {
			best, bestDist = a.byLat[k], d
		}
		return true
	}
	start := sort.Search(len(a.byLat), func(k int) bool { return a.localities[a.byLat[k]].At[1] >= p[1] })
	for k := start; k < len(a.byLat) && try(k); k++ {
	}
	for k := start - 1; k >= 0 && try(k); k-- {
	}
	if best < 0 {
		return Locality{}
	}
	return a.locality(best)
}
