package output

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// networkOf ties plainly invented organisations and initiatives. An initiative is "carrier other-carrier: partners / funders", by
// the names of the organisations; "" for none.
func networkOf(t testing.TB, names []string, initiatives ...string) *network {
	t.Helper()
	refs := func(words string) (out []site.Ref) {
		for _, w := range strings.Fields(words) {
			out = append(out, site.Ref{Text: w})
		}
		return out
	}
	var es []site.Entry
	add := func(e site.Entry, kind, titre string, i int) {
		b := e.Common()
		b.Kind, b.Titre = site.KindNamed(kind), titre
		b.Slug = french.Slug(titre)
		b.Path = b.Kind.Dir + "/" + b.Slug + ".md"
		b.Src, b.SortKey = &site.Source{File: b.Path}, fmt.Sprintf("%05d", i)
		es = append(es, e)
	}
	for i, x := range initiatives {
		carriers, rest, _ := strings.Cut(x, ":")
		partners, funders, _ := strings.Cut(rest, "/")
		e := &site.Initiative{Partenaires: refs(partners), Financeurs: refs(funders)}
		c := append(refs(carriers), site.Ref{}, site.Ref{})
		e.Organisation, e.Porteur = c[0], c[1]
		add(e, "initiative", "Initiative "+strconv.Itoa(i+1), i)
	}
	for i, n := range names {
		add(new(site.Organisation), "organisation", n, i)
	}
	s, ds := site.New(site.Input{Config: new(site.Config), Vocab: new(site.Vocabulary), Entries: es, Today: site.Date{Year: 2026, Month: 3, Day: 12}})
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	return newNetwork(s)
}

// TestNetworkTies: who carries, who is a partner, who funds, and what ties nobody.
func TestNetworkTies(t *testing.T) {
	n := networkOf(t, []string{"a", "b", "c", "d", "e"},
		"a b: c / d",   // a and b carry it together
		"a a: a b / a", // named twice, one is still one; who funds what it carries works with nobody by that
		"c: Personne",  // a plain text has no page
		": d e")        // two partners of nobody
	var got []string
	for _, b := range n.bonds {
		for _, p := range n.tie(b, b.a).Phrases {
			var what []string
			for _, l := range p.Quoi {
				what = append(what, strings.TrimPrefix(l.Titre, "Initiative "))
			}
			got = append(got, strings.Join(strings.Fields(p.Un.Titre+" "+p.Verbe+" "+p.Autre.Titre+" "+p.Suite+" : "+strings.Join(what, ", ")), " "))
		}
	}
	want := []string{"a et b portent ensemble : 1", "a porte, avec b : 2", "a porte, avec c : 1", "d finance et a porte : 1", "b porte, avec c : 1", "d finance et b porte : 1"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	for i, want := range []string{"Porte 2 initiatives et en finance une.", "Porte une initiative et est partenaire d’une autre.", "Porte une initiative et est partenaire d’une autre.", "Est partenaire d’une initiative et en finance une.", "Est partenaire d’une initiative."} {
		if got := n.does(i); got != want {
			t.Errorf("%s: %q, want %q", n.orgs[i].Titre, got, want)
		}
	}
	if hub := n.hubs([]int{0, 1, 2, 3}, n.bonds); len(hub) != 2 || hub[0].Qui.Titre != "a" || len(hub[0].Liens) != 3 || len(hub[1].Liens) != 2 {
		t.Errorf("each pair is to be told once, under the one who has more ties: %+v", hub)
	}
}

// TestNamesakes: an initiative that has its carrier's name is not named twice.
func TestNamesakes(t *testing.T) {
	n := networkOf(t, []string{"Initiative 1", "b", "c"}, "initiative-1: b / c")
	var got []string
	for _, b := range n.bonds {
		for _, p := range n.tie(b, b.a).Phrases {
			got = append(got, strings.Join(strings.Fields(p.Un.Titre+" "+p.Verbe+" "+p.Autre.Titre+" "+p.Suite), " "))
			if len(p.Quoi) > 0 {
				t.Errorf("%q names %v too", got[len(got)-1], p.Quoi)
			}
		}
	}
	if want := []string{"Initiative 1 travaille avec b", "c finance Initiative 1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestOrganisationPage: what is to come is first, the soonest at the top; what is over comes newest first, ten of them shown; what is told above is not told again below.
func TestOrganisationPage(t *testing.T) {
	n := networkOf(t, []string{"a", "b"}, "a: b")
	var es []site.Entry
	for i := range 13 {
		x := &site.Activity{Base: site.Base{Kind: site.KindNamed("activite"), Titre: "Rencontre " + strconv.Itoa(i), Slug: "r" + strconv.Itoa(i), Src: new(site.Source)}, Date: site.Date{Year: 2010 + i*7%13}}
		x.Pour = []site.Audience{{Organisation: site.Ref{Text: "a"}}}
		es = append(es, x)
	}
	for i, d := range []site.Date{{Year: 2026, Month: 6, Day: 2}, {Year: 2026, Month: 3, Day: 12}, {Year: 2026, Month: 3, Day: 11}, {Year: 2026}} {
		x := &site.Activity{Base: site.Base{Kind: site.KindNamed("activite"), Titre: "Autre " + strconv.Itoa(i), Slug: "s" + strconv.Itoa(i), Src: new(site.Source)}, Date: d}
		x.Pour = []site.Audience{{Organisation: site.Ref{Text: "a"}}}
		es = append(es, x)
	}
	a := n.orgs[0].Clone().(*site.Organisation)
	a.NamedBy = nil
	s, ds := site.New(site.Input{Config: new(site.Config), Vocab: new(site.Vocabulary), Entries: append(es, a), Today: site.Date{Year: 2026, Month: 3, Day: 12}})
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	m := &maker{s: s, network: func() *network { return n }}
	a = site.Of[*site.Organisation](s)[0]
	a.BackRefs = []site.Link{n.carries[0][0], {Titre: "Une page", URL: "/une-page/", Kind: "page"}}
	many := a.Clone().(*site.Organisation)
	for i := range namedFew {
		many.BackRefs = append(many.BackRefs, site.Link{Titre: "Un mot", URL: "/glossaire/#mot" + strconv.Itoa(i), Kind: "terme"})
	}
	if v := organisationView(m, many, nil, 0, newHash())().(OrganisationView); v.Ailleurs != "9 pages" {
		t.Errorf("nine pages name it: %q folds them", v.Ailleurs)
	}
	v := organisationView(m, a, nil, 0, newHash())().(OrganisationView)
	var years []string
	for _, x := range append(slices.Clone(v.Activites), v.Autres...) {
		years = append(years, x.Date)
	}
	if len(v.Activites) != unfolded || v.Nombre != "4 activités plus anciennes" || years[0] != "2026-03-11" || !slices.IsSortedFunc(years, func(a, b string) int { return strings.Compare(b, a) }) {
		t.Errorf("%d shown, %q, %v", len(v.Activites), v.Nombre, years)
	}
	var coming []string
	for _, x := range v.AVenir {
		coming = append(coming, x.Date)
	}
	if want := []string{"2026", "2026-03-12", "2026-06-02"}; !slices.Equal(coming, want) {
		t.Errorf("to come: %v, want %v", coming, want)
	}
	if v.Ailleurs != "" || len(v.Evoquee) != 1 || v.Evoquee[0].Liens[0].Titre != "Une page" || len(v.Avec) != 1 || v.Fait[0].Titre != "Porte" {
		t.Errorf("%+v", v)
	}
}

// crowd invents a network of n organisations with names of all lengths, most tied to a few.
func crowd(t testing.TB, n int) *network {
	t.Helper()
	r := rand.New(rand.NewPCG(7, uint64(n)))
	words := []string{"Essai", "Réseau", "des", "acteurs", "fictifs", "Bourgogne-Franche-Comté", "Interdisciplinairement", "et", "Maison", "ASBL"}
	var names, slugs, initiatives []string
	for i := range n {
		name := "Organisation"
		for range r.IntN(8) {
			name += " " + words[r.IntN(len(words))]
		}
		names = append(names, name+" "+strconv.Itoa(i))
		slugs = append(slugs, french.Slug(names[i]))
	}
	for range n * 2 {
		initiatives = append(initiatives, slugs[r.IntN(1+n/10)]+": "+slugs[r.IntN(n)]+" "+slugs[r.IntN(n)]+" / "+slugs[r.IntN(n)])
	}
	return networkOf(t, names, initiatives...)
}

// TestNetworkPicture: whatever the number of organisations, no name covers another or leaves the picture, each can be touched, all
// arcs stay inside, and the same network gives the same picture.
func TestNetworkPicture(t *testing.T) {
	for _, size := range []int{2, 5, 40, 300} {
		t.Run(strconv.Itoa(size), func(t *testing.T) {
			n := crowd(t, size)
			ranks, bonds, all := n.shown()
			p := n.draw(ranks, bonds)
			if !reflect.DeepEqual(p, crowd(t, size).draw(ranks, bonds)) {
				t.Error("two pictures of one network differ")
			}
			if len(p.Stops) != len(ranks) || len(p.Arcs) != len(bonds) || len(ranks) > netMost || len(bonds) > netArcs || len(ranks) > all || len(ranks) == 0 {
				t.Errorf("%d stops and %d arcs for %d organisations and %d bonds, of %d", len(p.Stops), len(p.Arcs), len(ranks), len(bonds), all)
			}
			bottom := 0
			for _, s := range p.Stops {
				checkStop(t, s, bottom)
				bottom = s.Top + s.Row
			}
			if bottom > p.Height {
				t.Errorf("the last stop ends at %d, the picture at %d", bottom, p.Height)
			}
			for _, a := range p.Arcs {
				var y, rx, ry, end float64
				if _, err := fmt.Sscanf(a.Path, "M100 %fA%f %f 0 0 0 100 %f", &y, &rx, &ry, &end); err != nil {
					t.Fatalf("%s: %v", a.Path, err)
				}
				if rx > netTrail-netMargin/2 || rx < 8 || ry*2 != end-y {
					t.Errorf("the arc %s leaves the picture, or does not end at its stop", a.Path)
				}
			}
		})
	}
}

// checkStop holds a stop to its place: under the one before, its name inside.
func checkStop(t *testing.T, s NetworkStop, bottom int) {
	t.Helper()
	if s.Top < bottom || s.Row < 44 {
		t.Errorf("%s: from %d, %d high, after %d", s.Name, s.Top, s.Row, bottom)
	}
	var written []string
	for i, l := range s.Lines {
		if l.Y-netSize < s.Top || l.Y+netSize/3 > s.Top+s.Row || (i > 0 && l.Y-s.Lines[i-1].Y < netSize) {
			t.Errorf("%s: line %q at %d leaves its row, or covers the line before", s.Name, l.Text, l.Y)
		}
		if w := wide(l.Text); w > netWidth-netText {
			t.Errorf("%s: line %q is %.0f wide", s.Name, l.Text, w)
		}
		written = append(written, l.Text)
	}
	if joined := strings.ReplaceAll(strings.Join(written, ""), " ", ""); !strings.HasPrefix(strings.ReplaceAll(s.Name, " ", ""), joined+",") {
		t.Errorf("the name %q does not begin with what is written: %q", s.Name, written)
	}
}

// TestNetworkOrder: those that work together stand side by side where they can.
func TestNetworkOrder(t *testing.T) {
	ends := [][2]int{{0, 3}, {1, 3}, {2, 4}}
	groups := groupsOf(6, ends)
	if want := [][]int{{0, 1, 3}, {2, 4}, {5}}; !reflect.DeepEqual(groups, want) {
		t.Fatalf("groups %v, want %v", groups, want)
	}
	if got := untangle(groups[0], ends); !slices.Equal(got, []int{0, 3, 1}) && !slices.Equal(got, []int{1, 3, 0}) {
		t.Errorf("order %v: 3 is tied to both, and stands between them", got)
	}
}

// TestWrap: names are cut between words, after a hyphen, and only then anywhere.
func TestWrap(t *testing.T) {
	for name, want := range map[string][]string{
		"Smes": {"Smes"},
		"Le Forum - Bruxelles contre les inégalités": {"Le Forum - Bruxelles", "contre les inégalités"},
		"DREETS de Bourgogne-Franche-Comté":          {"DREETS de", "Bourgogne-Franche-", "Comté"},
		"Anticonstitutionnellement-vôtre":            {"Anticonstitutionnellem", "ent-vôtre"},
	} {
		if got := wrap(name, netWidth-netText-netMargin); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestOctets: sizes as people say them.
func TestOctets(t *testing.T) {
	for n, want := range map[int64]string{0: "0 octet", 312: "312 octets", 999: "999 octets", 1000: "1\u00a0ko", 47_600: "48\u00a0ko", 999_499: "999\u00a0ko", 999_500: "1\u00a0Mo", 1_249_000: "1,2\u00a0Mo", 9_960_000: "10\u00a0Mo", 34_400_000: "34\u00a0Mo"} {
		if got := octets(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
