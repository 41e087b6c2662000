package output

import (
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// role is a way to belong to the network, in the order the list follows.
type role struct{ id, titre, word string }

var roles = [...]role{
	{"comite", "Comité d’accompagnement", "membre du comité d’accompagnement"},
	{"porteur", "Porteurs", "porteur"},
	{"partenaire", "Partenaires", "partenaire"},
	{"financeur", "Financeurs", "financeur"},
	{"", "Autres organisations citées", ""},
}

// alsoIs gives the roles an organisation is not listed under, but for those its sentence tells: who carries initiatives need not
// be called a carrier.
func (n *network) alsoIs(i int) []string {
	told := map[string]bool{"porteur": len(n.carries[i]) > 0, "partenaire": len(n.partners[i]) > 0, "financeur": len(n.funds[i]) > 0}
	words := rolesOf(n.orgs[i])
	if len(words) < 2 {
		return nil
	}
	return slices.DeleteFunc(words[1:], func(w string) bool { return told[w] })
}

// rolesOf gives the words of an organisation's roles, the one it is listed under first.
func rolesOf(o *site.Organisation) []string {
	var out []string
	for _, r := range roles {
		if slices.Contains(o.Roles, r.id) {
			out = append(out, r.word)
		}
	}
	return out
}

// firstRole is the role an organisation is listed under; "" when it has none.
func firstRole(o *site.Organisation) string {
	for _, r := range roles {
		if slices.Contains(o.Roles, r.id) {
			return r.id
		}
	}
	return ""
}

// factsShown is how many initiatives a sentence names before it counts the others.
const factsShown = 4

// NetworkTie is what an organisation does with another, in sentences. Only the first links to the other.
type NetworkTie struct {
	Phrases []NetworkPhrase
}

// NetworkPhrase is a sentence: "Smes porte, avec En Route : Projet PAT et 3 autres".
type NetworkPhrase struct {
	Un, Autre    site.Link   // who, and with whom; URL "" where the link has been given
	Verbe, Suite string      // between the two, and after the second
	Quoi         []site.Link // none where the initiative has the name of who carries it
	Reste        string      // "et 3 autres"; "" for none
}

// tie tells a bond, from one of its two ends, to which the page has linked.
func (n *network) tie(b bond, first int) NetworkTie {
	other := b.a + b.b - first
	var t NetworkTie
	for _, kind := range []struct{ what, by, from int }{{together, b.a, first}, {partnered, first, first}, {partnered, other, other}, {funded, first, first}, {funded, other, other}} {
		p := phrase(b.facts, kind.what, kind.by)
		if len(p.Quoi) == 0 {
			continue
		}
		p.Un, p.Autre = site.LinkTo(n.orgs[kind.from]), site.LinkTo(n.orgs[b.a+b.b-kind.from])
		p.namesake(kind.what)
		for _, l := range []*site.Link{&p.Un, &p.Autre} {
			if len(t.Phrases) > 0 || l.URL == n.orgs[first].URL() {
				l.URL = ""
			}
		}
		t.Phrases = append(t.Phrases, p)
	}
	return t
}

// namesake says once the name that an organisation shares with the one initiative of the sentence.
func (p *NetworkPhrase) namesake(what int) {
	switch {
	case len(p.Quoi) != 1:
	case what == partnered && p.Quoi[0].Titre == p.Un.Titre:
		p.Verbe, p.Quoi = "travaille avec", nil
	case what == funded && p.Quoi[0].Titre == p.Autre.Titre:
		p.Verbe, p.Suite, p.Quoi = "finance", "", nil
	}
}

// phrase makes the sentence of the facts of one sort, without its two names.
func phrase(facts []fact, what, by int) NetworkPhrase {
	var p NetworkPhrase
	for _, f := range facts {
		if f.what == what && f.by == by {
			p.Quoi = append(p.Quoi, f.x)
		}
	}
	if more := len(p.Quoi) - factsShown; more > 1 {
		p.Quoi, p.Reste = p.Quoi[:factsShown], "et "+french.Number(more)+" autres"
	}
	switch what {
	case together:
		p.Verbe, p.Suite = "et", "portent ensemble"
	case partnered:
		p.Verbe = "porte, avec"
	default:
		p.Verbe, p.Suite = "finance et", "porte"
	}
	return p
}

// rolesText is roles as a line over a title: "Porteur, membre du comité d’accompagnement".
func rolesText(words []string) string { return french.Capital(strings.Join(words, ", ")) }
