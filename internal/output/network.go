package output

import (
	"cmp"
	"slices"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// network is who works with whom: what the headers of the initiatives say of the organisations that have a page. Organisations
// are told by their rank in the French order, initiatives come in theirs. To have been to one activity is no tie.
type network struct {
	orgs     []*site.Organisation
	carries  [][]site.Link // by organisation: what it carries, alone or not
	partners [][]site.Link // what it is a partner of
	funds    [][]site.Link
	bonds    []bond  // by their two ends
	near     [][]int // with whom each works, in order
}

// bond is a tie between two organisations: all that they do together.
type bond struct {
	a, b  int // a < b
	facts []fact
}

// How two organisations meet in an initiative.
const (
	together  = iota // both carry it
	partnered        // one carries it, the other is a partner
	funded           // one carries it, the other funds it
)

// fact is one initiative two organisations meet in. by carries it; of what is funded, by is who funds.
type fact struct {
	what, by int
	x        site.Link
}

// newNetwork reads the headers. What is served without being published ties nobody.
func newNetwork(s *site.Site) *network {
	n := &network{orgs: site.Of[*site.Organisation](s)}
	rank := make(map[string]int, len(n.orgs))
	for i, o := range n.orgs {
		rank[o.URL()] = i
	}
	n.carries, n.partners, n.funds, n.near = make([][]site.Link, len(n.orgs)), make([][]site.Link, len(n.orgs)), make([][]site.Link, len(n.orgs)), make([][]int, len(n.orgs))
	met := map[[2]int][]fact{}
	for _, x := range site.Of[*site.Initiative](s) {
		if x.Withheld == "" {
			n.read(x, rank, met)
		}
	}
	for ends, facts := range met {
		if n.orgs[ends[0]].Withheld == "" && n.orgs[ends[1]].Withheld == "" {
			n.bonds = append(n.bonds, bond{ends[0], ends[1], facts})
		}
	}
	slices.SortFunc(n.bonds, func(p, q bond) int { return cmp.Or(p.a-q.a, p.b-q.b) })
	for _, b := range n.bonds {
		n.near[b.a], n.near[b.b] = append(n.near[b.a], b.b), append(n.near[b.b], b.a)
	}
	for _, l := range n.near {
		slices.Sort(l)
	}
	return n
}

// read notes what one initiative says.
func (n *network) read(x *site.Initiative, rank map[string]int, met map[[2]int][]fact) {
	link := site.LinkTo(x)
	known := func(but []int, refs ...site.Ref) (out []int) {
		for _, r := range refs {
			if i, ok := rank[r.Link.URL]; ok && !slices.Contains(out, i) && !slices.Contains(but, i) {
				out = append(out, i)
			}
		}
		return out
	}
	meet := func(a, b int, f fact) {
		if a != b {
			ends := [2]int{min(a, b), max(a, b)}
			met[ends] = append(met[ends], f)
		}
	}
	carriers := known(nil, x.Organisation, x.Porteur)
	partners, funders := known(carriers, x.Partenaires...), known(nil, x.Financeurs...)
	for i, c := range carriers {
		n.carries[c] = append(n.carries[c], link)
		for _, other := range carriers[i+1:] {
			meet(c, other, fact{together, min(c, other), link})
		}
		for _, p := range partners {
			meet(c, p, fact{partnered, c, link})
		}
		for _, f := range funders {
			meet(c, f, fact{funded, f, link})
		}
	}
	for _, p := range partners {
		n.partners[p] = append(n.partners[p], link)
	}
	for _, f := range funders {
		n.funds[f] = append(n.funds[f], link)
	}
}

// does says in a few words what an organisation does: "Porte 6 initiatives, est partenaire de 7 et en finance 3."
func (n *network) does(i int) string {
	carries, partners, funds := len(n.carries[i]), len(n.partners[i]), len(n.funds[i])
	some := func(n int, one, of string) string { // one is the word for a single initiative
		if n == 1 {
			return one
		}
		return of + french.Number(n)
	}
	var words []string
	if carries > 0 {
		words = append(words, "porte "+some(carries, "une", "")+noun(carries))
	}
	switch {
	case partners > 0 && carries > 0:
		words = append(words, "est partenaire "+some(partners, "d’une autre", "de "))
	case partners > 0:
		words = append(words, "est partenaire "+some(partners, "d’une", "de ")+noun(partners))
	}
	switch {
	case funds > 0 && len(words) > 0:
		words = append(words, "en finance "+some(funds, "une", ""))
	case funds > 0:
		words = append(words, "finance "+some(funds, "une", "")+noun(funds))
	}
	if len(words) == 0 {
		return ""
	}
	return french.Capital(french.List(words, "et")) + "."
}

func noun(n int) string { return " " + plural(n, "initiative", "initiatives") }
