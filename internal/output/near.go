package output

import (
	"encoding/json"
	"html/template"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/theme"
)

// "Près d'ici": the initiatives nearest to one, by the places that are shown. One that has ended is not among them: whoever
// looks around needs a door that opens. Its own page has neighbours, for those who come too late.

const (
	nearCount = 5
	nearReach = 50_000 // metres
)

// surroundings are the initiatives one may be near to, and the nearest of each.
type surroundings struct {
	inits  []*site.Initiative         // by the points' index
	titles []title                    // likewise
	found  map[string][]geo.Neighbour // by slug
}

// nearMemo keeps who is near whom: a save that moves nobody changes nothing of it.
type nearMemo struct {
	key   uint64
	found map[string][]geo.Neighbour
}

// title is an initiative's as pages show it, made once for all those that name it, when the first of them is made.
type title struct {
	once sync.Once
	text string
}

func (t *title) of(x *site.Initiative) string {
	t.once.Do(func() { t.text = french.Typo(x.Titre) })
	return t.text
}

// surroundingsOf gathers them by slug, so that of those at one place the same ones are shown whatever their titles become.
func surroundingsOf(all []*site.Initiative, memo *nearMemo) surroundings {
	var s surroundings
	var located []*site.Initiative
	for _, x := range all {
		if x.Lieu.HasPoint {
			located = append(located, x)
		}
	}
	slices.SortFunc(located, func(a, b *site.Initiative) int { return strings.Compare(a.Slug, b.Slug) })
	h := newHash()
	for _, x := range located {
		h.s(x.Slug)
		h.n(floatBits(x.Lieu.Point[0]), floatBits(x.Lieu.Point[1]), boolBit(x.Etat == "terminee"))
		if x.Etat != "terminee" {
			s.inits = append(s.inits, x)
		}
	}
	if key := h.key(); memo.key != key {
		*memo = nearMemo{key, nearest(located, s.inits)}
	}
	s.found, s.titles = memo.found, make([]title, len(s.inits))
	return s
}

// nearest looks for the neighbours of each initiative that has a place, among those one may be near to.
func nearest(of, among []*site.Initiative) map[string][]geo.Neighbour {
	points, index := make([]orb.Point, len(among)), make(map[string]int, len(among))
	for i, x := range among {
		points[i], index[x.Slug] = x.Lieu.Point, i
	}
	near, found := geo.NewNear(points), make([][]geo.Neighbour, len(of))
	_ = each(len(of), func() func(int) error { // what a worker does cannot fail
		return func(i int) error {
			self, ok := index[of[i].Slug]
			if !ok {
				self = -1
			}
			found[i] = near.Of(of[i].Lieu.Point, self, nearCount, nearReach)
			return nil
		}
	})
	out := make(map[string][]geo.Neighbour, len(of))
	for i, x := range of {
		out[x.Slug] = found[i]
	}
	return out
}

// of gives the neighbours of an initiative.
func (s surroundings) of(x *site.Initiative) []geo.Neighbour { return s.found[x.Slug] }

// mix notes what a page shows of the neighbours.
func (s surroundings) mix(h *hash, ns []geo.Neighbour) {
	for _, n := range ns {
		y := s.inits[n.Index]
		h.s(y.Titre, y.URL(), y.Etat, y.Lieu.Precision, y.Lieu.Commune)
		h.n(math.Float64bits(n.Metres))
	}
	h.n(uint64(len(ns)))
}

// words gives the neighbours as the page shows them.
func (s surroundings) words(x *site.Initiative, ns []geo.Neighbour) []theme.Link {
	out := make([]theme.Link, len(ns))
	for i, n := range ns {
		y := s.inits[n.Index]
		where := howFar(x.Lieu, y.Lieu, n.Metres)
		if e := etats[y.Etat]; e != "" {
			where = e + ", " + where
		}
		out[i] = theme.Link{URL: y.URL(), Titre: s.titles[n.Index].of(y), Note: where}
	}
	return out
}

// howFar says a distance as exactly as the two places are shown.
func howFar(a, b site.Place, metres float64) string {
	const nbsp = "\u00a0"
	km := math.Round(metres / 1000)
	whole := strconv.FormatFloat(km, 'f', -1, 64) + nbsp + "km"
	locality := a.Precision == site.Locality || b.Precision == site.Locality
	switch {
	case locality && metres < 1000 && (a.Point == b.Point || a.Commune == b.Commune && a.Commune != ""):
		return "même commune"
	case locality && km < 1:
		return "à environ 1" + nbsp + "km"
	case (a.Area() || b.Area()) && km < 1:
		return "à moins de 1" + nbsp + "km"
	case a.Area() || b.Area():
		return "à environ " + whole
	case metres < 25:
		return "au même endroit"
	case metres < 975:
		return "à " + strconv.FormatFloat(math.Round(metres/50)*50, 'f', -1, 64) + nbsp + "m"
	case metres < 9950:
		tenths := strconv.FormatFloat(math.Round(metres/100)/10, 'f', -1, 64)
		return "à " + strings.Replace(tenths, ".", ",", 1) + nbsp + "km"
	default:
		return "à " + whole
	}
}

// directions leads to the place as it is shown, in the map application of the visitor's device (RFC 5870), and says what it
// leads to. Nothing leads to a place that is not shown.
func directions(p site.Place) (address template.URL, to string) {
	if !p.HasPoint {
		return "", ""
	}
	switch p.Precision {
	case site.Locality:
		to = "vers la commune"
	case site.Street:
		to = "vers la rue"
	}
	return template.URL("geo:" + coord(p.Point[1]) + "," + coord(p.Point[0])), to
}

// report starts the message that says what is wrong with a page; "" when the site gives no address to send it to.
func (m *maker) report(x *site.Initiative) template.URL {
	to := m.s.Config.Contact.Courriel
	if to == "" {
		return ""
	}
	verified := "Pas encore vérifiée."
	if !x.VerifieLe.IsZero() {
		verified = "Vérifiée le " + x.VerifieLe.Words() + "."
	}
	body := []string{m.base + x.URL(), verified, "", "Ce qui est faux :", "", "Ce qui est juste :", ""}
	return mailto(to) + template.URL("?subject="+percent("Erreur : "+x.Titre)+"&body="+percent(strings.Join(body, "\r\n")))
}

// percent encodes a value of a mailto: address (RFC 6068), where "+" is a plus sign.
func percent(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

// openingHours gives the hours the page's script may rely on, as JSON; "" when there are none, and for what is not open to
// all every week: its lines in French say what there is to say. Clocks and holidays are Belgium's.
func (m *maker) openingHours(x *site.Initiative) string {
	if len(x.Heures) == 0 || x.Etat != "active" || x.Lieu.Pays != "BE" || !x.Fin.IsZero() || x.Depuis.Compare(m.s.Today) > 0 {
		return ""
	}
	data, _ := json.Marshal(x.Heures) // numbers only: never fails
	return string(data)
}
