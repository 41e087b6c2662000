package review

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// pair is two entries that may be one, by their rank in a list.
type pair struct{ a, b int }

// twins looks for what is in the site twice, among initiatives and among organisations: by name, and by place.
//
// Two entries that name or link to each other are known to be two. Places are the true ones, since both files are the
// editor's own; nothing of them is told.
func (in *Input) twins(all []*read) (list diag.List) {
	for _, kind := range []string{"initiative", "organisation"} {
		var rs []*read
		for _, r := range all {
			if r.base.Kind.Name == kind && !in.Wrong[r.base.Src.File] {
				rs = append(rs, r)
			}
		}
		slices.SortFunc(rs, func(a, b *read) int { return strings.Compare(a.base.Path, b.base.Path) })
		told := map[int]bool{}
		for _, named := range []bool{true, false} {
			pairs := near(rs)
			if named {
				pairs = alike(rs)
			}
			slices.SortFunc(pairs, func(x, y pair) int { return cmp.Or(cmp.Compare(x.b, y.b), cmp.Compare(x.a, y.a)) })
			for _, p := range pairs {
				if d, at, ok := in.twin(rs, p, named, told); ok {
					told[at] = true
					list.Add(d)
				}
			}
		}
	}
	return list
}

// twin tells of a pair once, at the file that changed, or at the later of the two.
func (in *Input) twin(rs []*read, p pair, named bool, told map[int]bool) (d diag.Diag, at int, ok bool) {
	at, other := p.b, p.a
	if !in.About(rs[at].base.Src.File) {
		at, other = other, at
	}
	x, y := rs[at].base, rs[other].base
	if told[at] || !in.About(x.Src.File) || knows(x, y) || knows(y, x) {
		return d, at, false
	}
	what, one := "une initiative", "la même initiative"
	if x.Kind.Name == "organisation" {
		what, one = "une organisation", "la même organisation"
	}
	message := fmt.Sprintf("« %s » porte presque le même nom que « %s » (%s).", x.Titre, y.Titre, y.Src.File)
	switch {
	case !named:
		message = fmt.Sprintf("« %s » est à moins de %d mètres de « %s » (%s).", x.Titre, site.SameDoor, y.Titre, y.Src.File)
	case french.Fold(x.Titre) == french.Fold(y.Titre):
		message = fmt.Sprintf("« %s » porte le même nom qu'%s de %s.", x.Titre, what, y.Src.File)
	}
	d = atTitle(x.Src, "doublon-possible", message,
		fmt.Sprintf("Si c'est %s, gardez un seul fichier. Si ce sont bien deux, faites un lien de l'une à l'autre : ce conseil disparaît.", one))
	return d, at, true
}

// knows tells that an entry links to another, or is named by it.
func knows(x, y *site.Base) bool {
	to := func(l site.Link) bool { return l.URL == y.URL() }
	return slices.ContainsFunc(x.LinksTo, to) || slices.ContainsFunc(x.NamedBy, to)
}

// near finds the pairs whose true points are within 30 m of each other and whose holders are not the same: a grid of cells of
// that size, each compared with itself and those around it.
func near(rs []*read) []pair {
	type cell struct{ x, y int }
	const degree = 111_320 // metres in a degree of latitude
	grid := map[cell][]int{}
	at := func(c site.Coord) cell {
		return cell{int(math.Floor(c.Lon * degree * math.Cos(math.Round(c.Lat)*math.Pi/180) / site.SameDoor)), int(math.Floor(c.Lat * degree / site.SameDoor))}
	}
	var out []pair
	for i, r := range rs {
		if !r.at.Set {
			continue
		}
		c := at(r.at)
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				for _, j := range grid[cell{c.x + dx, c.y + dy}] {
					if geo.Distance(point(r.at), point(rs[j].at)) <= site.SameDoor && !sameHolder(r, rs[j]) {
						out = append(out, pair{j, i})
					}
				}
			}
		}
		if same := grid[c]; len(same) < 50 { // a house of associations: each is told of one neighbour, no need for all
			grid[c] = append(same, i)
		}
	}
	return out
}

func point(c site.Coord) orb.Point { return orb.Point{c.Lon, c.Lat} }

// sameHolder tells that two initiatives are of one organisation.
func sameHolder(a, b *read) bool {
	x, ok := a.Entry.(*site.Initiative)
	y, both := b.Entry.(*site.Initiative)
	if !ok || !both {
		return false
	}
	for _, l := range []site.Ref{x.Organisation, x.Porteur} {
		for _, m := range []site.Ref{y.Organisation, y.Porteur} {
			if l.Text != "" && l.Text == m.Text {
				return true
			}
		}
	}
	return false
}

// small are words that do not tell two names of a network apart, beside those of no name at all (french.Telling).
var small = set("fondation association service centre ong")

func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// name is a title as names are compared: its telling words, folded, in order of the alphabet.
type name struct {
	words   []string
	joined  string // the same as typed, in one: "Infor-drogues" is "Infordrogues"
	commune string
}

func nameOf(r *read) name {
	n := name{}
	switch x := r.Entry.(type) {
	case *site.Initiative:
		n.commune = french.Slug(x.Commune)
	case *site.Organisation:
		n.commune = french.Slug(x.Commune)
	}
	place := strings.Split(n.commune, "-")
	for _, w := range french.Telling(r.base.Titre) {
		if !small[w] && !slices.Contains(place, w) {
			n.words = append(n.words, w)
		}
	}
	if len(n.words) == 0 { // "Le Service de Namur"
		n.words = strings.Split(french.Slug(r.base.Titre), "-")
	}
	n.joined = strings.Join(n.words, "")
	slices.Sort(n.words)
	return n
}

// heldName is a name in a bucket: the word that the others of the bucket may differ by.
type heldName struct {
	at      int
	word    string
	letters uint64
}

// alike finds the pairs whose names are the same but for a letter or two of one word, and which are not known to be in two
// communes. A name is put in as many buckets as it has words, each without one of them: only the left-out words of a bucket
// are compared, by their letters first.
func alike(rs []*read) []pair {
	names := make([]name, len(rs))
	buckets := map[string][]heldName{}
	joined := map[string][]heldName{}
	for i, r := range rs {
		names[i] = nameOf(r)
		ws := names[i].words
		for k, w := range ws {
			if k > 0 && ws[k-1] == w {
				continue
			}
			rest := strings.Join(ws[:k], " ") + " " + strings.Join(ws[k+1:], " ")
			buckets[rest] = append(buckets[rest], heldName{i, w, lettersOf(w)})
		}
		joined[names[i].joined] = append(joined[names[i].joined], heldName{at: i})
	}
	found := map[pair]bool{}
	for _, bs := range []map[string][]heldName{buckets, joined} {
		for _, hs := range bs {
			compare(hs, names, found)
		}
	}
	out := make([]pair, 0, len(found))
	for p := range found {
		out = append(out, p)
	}
	return out
}

// compare finds the pairs of one bucket, commune by commune; those that say no commune are compared with all.
func compare(hs []heldName, names []name, found map[pair]bool) {
	if len(hs) < 2 {
		return
	}
	by := map[string][]heldName{}
	for _, h := range hs {
		by[names[h.at].commune] = append(by[names[h.at].commune], h)
	}
	for commune, same := range by {
		for i, h := range same {
			match(h, same[:i], found)
			if commune != "" {
				match(h, by[""], found)
			}
		}
	}
}

// enough is how many that one entry resembles are looked at: a name that everybody has makes no pairs by the million.
const enough = 3

// match notes which of a list differ from h by a slip.
func match(h heldName, list []heldName, found map[pair]bool) {
	n := 0
	for _, o := range list {
		if bits.OnesCount64(h.letters^o.letters) <= 4 && slip(h.word, o.word) {
			found[pair{min(h.at, o.at), max(h.at, o.at)}] = true
			if n++; n == enough {
				return
			}
		}
	}
}

// lettersOf tells which letters a word has: two words of which many differ need not be looked at.
func lettersOf(w string) (set uint64) {
	for i := range len(w) {
		set |= 1 << (w[i] & 63)
	}
	return set
}

// slip tells that two words differ by no more than a slip of the fingers: a letter, or two of a long word. Numbers and short
// words are what they are.
func slip(a, b string) bool {
	if a == b {
		return true
	}
	const short, long = 5, 9
	n := min(len(a), len(b))
	if n < short || max(len(a), len(b))-n > 2 || strings.ContainsAny(a+b, "0123456789") {
		return false
	}
	most := 1
	if n >= long {
		most = 2
	}
	return french.Distance(a, b) <= most
}
