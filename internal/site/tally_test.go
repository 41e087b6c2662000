package site_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"enrouteweb.org/balise/internal/site"
)

// A small network: three organisations, of which one is a draft that the preview shows, two modules, and their types.
func network(t testing.TB, activities ...*site.Activity) *site.Site {
	t.Helper()
	base := func(kind, slug string) site.Base {
		k := site.KindNamed(kind)
		return site.Base{Kind: k, Slug: slug, Titre: slug, Path: k.Dir + "/" + slug + ".md", Src: &site.Source{}}
	}
	draft := base("organisation", "brouillon")
	draft.Brouillon = site.IsDraft
	es := []site.Entry{
		&site.Training{Base: base("formation", "ecouter")}, &site.Training{Base: base("formation", "parler")},
		&site.Organisation{Base: base("organisation", "a"), Secteurs: []string{"precarite", "sante", "precarite"}},
		&site.Organisation{Base: base("organisation", "b"), Secteurs: []string{"precarite"}},
		&site.Organisation{Base: base("organisation", "sans-secteur")}, &site.Organisation{Base: draft},
	}
	for i, a := range activities {
		slug := string(rune('a' + i))
		links := a.Body
		a.Base = base("activite", slug)
		a.Body = links
		es = append(es, a)
	}
	terms := func(name string, pairs ...string) *site.Terms {
		var ts []*site.Term
		for i := 0; i < len(pairs); i += 2 {
			ts = append(ts, &site.Term{ID: pairs[i], Libelle: pairs[i+1]})
		}
		return site.NewTerms(name, ts)
	}
	s, ds := site.New(site.Input{Config: &site.Config{}, Entries: es, Drafts: true, Vocab: &site.Vocabulary{Lists: map[string]*site.Terms{
		"secteurs":       terms("secteurs", "sante", "Santé", "precarite", "Précarité", "jeunesse", "Jeunesse"),
		"types_activite": terms("types_activite", "formation", "Formation", "presentation", "Présentation", "accompagnement", "Accompagnement", "mise-en-reseau", "Mise en réseau", "vie-du-projet", "Vie du projet", "plaidoyer", "Représentation et plaidoyer"),
	}}})
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	return s
}

// to is for whom: a slug or a text, and how many.
func to(who string, n int) site.Audience {
	return site.Audience{Organisation: site.Ref{Text: who}, Participants: n}
}

func gives(modules ...string) site.Body {
	var b site.Body
	for _, m := range modules {
		b.Links = append(b.Links, site.BodyLink{Entry: true, Target: "formations/" + m + ".md", URL: "/formations/" + m + "/"})
	}
	return b
}

var day = site.Date{Year: 2020, Month: 12, Day: 3}

func TestTally(t *testing.T) {
	training := &site.Activity{Date: day, Type: "formation", Participants: 9, Pour: []site.Audience{to("a", 1), to("b", 2), to("a", 3), to("brouillon", 4)}}
	training.Body = gives("ecouter", "ecouter", "parler")
	talk := &site.Activity{Date: day, Type: "presentation", Pour: []site.Audience{to("sans-secteur", 0), to("a", 0), to("7 organisations du Comité", 0)}}
	talk.Body = gives("ecouter") // a presentation gives no module
	meeting := &site.Activity{Date: day, Type: "mise-en-reseau", Pour: []site.Audience{to("7  organisations du comité", 5), to("Une maison médicale", 6), to("3e lieu", 0)}, Seances: []site.Session{{Date: day}, {Date: site.Date{Year: 2020, Month: 12, Day: 9}}}}
	s := network(t, training, talk, meeting)

	got := s.Tally(site.Of[*site.Activity](s))
	names := func(os []*site.Organisation) (out []string) {
		for _, o := range os {
			out = append(out, o.Slug)
		}
		return out
	}
	want := site.Tally{Activities: 3, Sessions: 4, Participants: 20, Told: 2, Organisations: 12, Unnamed: 9, NoSector: 1, Named: got.Named, Modules: got.Modules,
		Sectors: []site.SectorTally{{ID: "sante", N: 1}, {ID: "precarite", N: 2}}}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b *site.Organisation) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"a", "b", "sans-secteur"}, names(got.Named)); diff != "" {
		t.Error(diff)
	}
	if len(got.Modules) != 2 {
		t.Errorf("modules: %v", got.Modules)
	}
	var types []string
	for _, x := range s.ByType(site.Of[*site.Activity](s)) {
		types = append(types, x.ID)
	}
	if diff := cmp.Diff([]string{"formation", "presentation", "mise-en-reseau"}, types); diff != "" {
		t.Error(diff)
	}
}

// Whatever the activities: their order does not matter, people add up type by type, and an organisation is never there twice.
func TestTallyAddsUp(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(0, 6).Draw(rt, "n")
		var as []*site.Activity
		for range n {
			a := &site.Activity{Date: day, Type: rapid.SampledFrom([]string{"formation", "presentation", "plaidoyer"}).Draw(rt, "type"), Participants: rapid.IntRange(0, 3).Draw(rt, "participants")}
			for range rapid.IntRange(0, 3).Draw(rt, "pour") {
				a.Pour = append(a.Pour, to(rapid.SampledFrom([]string{"a", "b", "sans-secteur", "2 CPAS", "Un CPAS", "0 école"}).Draw(rt, "qui"), rapid.IntRange(0, 2).Draw(rt, "envoyés")))
			}
			as = append(as, a)
		}
		s := network(t, as...)
		as = site.Of[*site.Activity](s)
		whole := s.Tally(as)
		slices.Reverse(as)
		back := s.Tally(as)
		if whole.Participants != back.Participants || whole.Organisations != back.Organisations || !slices.Equal(whole.Sectors, back.Sectors) {
			rt.Fatalf("%+v, and backwards %+v", whole, back)
		}
		var people, activities, organisations, most int
		for _, x := range s.ByType(as) {
			people, activities, organisations, most = people+x.Participants, activities+x.Activities, organisations+x.Organisations, max(most, x.Organisations)
		}
		if people != whole.Participants || activities != n || organisations < whole.Organisations || most > whole.Organisations || whole.Organisations > 6 {
			rt.Fatalf("%+v: by type %d participants, %d activities, %d organisations", whole, people, activities, organisations)
		}
	})
}

// A declared figure is compared when every one of its words is understood.
func TestClaims(t *testing.T) {
	meeting := func() *site.Activity {
		return &site.Activity{Date: day, Type: "mise-en-reseau", Participants: 11, Pour: []site.Audience{to("7 organisations du comité", 0)}}
	}
	training := &site.Activity{Date: day, Type: "formation", Participants: 9, Pour: []site.Audience{to("a", 0), to("b", 0)}}
	training.Body = gives("ecouter", "parler")
	s := network(t, training, meeting(), meeting(), &site.Activity{Date: day, Type: "presentation", Pour: []site.Audience{to("a", 0)}})
	as := site.Of[*site.Activity](s)
	for _, c := range []struct {
		libelle, valeur string
		want            site.Claim // but for the words and the figure
	}{
		{"présentations du projet", "7", site.Claim{Measure: site.Activities, Type: "presentation", Declared: 7, Number: true, Counted: 1, Of: 1}},
		{"Présentation du projet PAT en 2020", "1", site.Claim{Measure: site.Activities, Type: "presentation", Declared: 1, Number: true, Counted: 1, Of: 1}},
		{"présentations prévues en 2021", "2", site.Claim{Declared: 2, Number: true}},
		{"présentations qui pourraient mener à un accompagnement", "3", site.Claim{Declared: 3, Number: true}},
		{"présentations et accompagnements", "3", site.Claim{Declared: 3, Number: true}},
		{"accompagnements démarrés", "2", site.Claim{Measure: site.Activities, Type: "accompagnement", Declared: 2, Number: true}},
		{"journée de plaidoyer", "1", site.Claim{Measure: site.Activities, Type: "plaidoyer", Declared: 1, Number: true}},
		{"séances de mise en réseau", "2", site.Claim{Measure: site.Sessions, Type: "mise-en-reseau", Declared: 2, Number: true, Counted: 2, Of: 2}},
		{"personnes aux séances de mise en réseau", "11", site.Claim{Measure: site.Participants, Type: "mise-en-reseau", Declared: 11, Number: true, Counted: 22, Of: 2, Each: 11}},
		{"organisations différentes à la mise en réseau", "7", site.Claim{Measure: site.Organisations, Type: "mise-en-reseau", Declared: 7, Number: true, Counted: 7, Of: 2, Each: 7}},
		{"participants à la formation", "9", site.Claim{Measure: site.Participants, Type: "formation", Declared: 9, Number: true, Counted: 9, Of: 1}},
		{"participants à la présentation", "9", site.Claim{Measure: site.Participants, Type: "presentation", Declared: 9, Number: true, Unknown: true, Of: 1}},
		{"institutions", "10", site.Claim{Measure: site.Organisations, Declared: 10, Number: true, Counted: 9, Of: 4}},
		{"personnes touchées", "plus de 120", site.Claim{Measure: site.Participants, Counted: 31, Of: 4}},
		{"activités", "1 200", site.Claim{Measure: site.Activities, Declared: 1200, Number: true, Counted: 4, Of: 4}},
		{"secteurs touchés", "2", site.Claim{Measure: site.Sectors, Declared: 2, Number: true, Counted: 2, Of: 4}},
		{"modules donnés pendant la formation", "2", site.Claim{Measure: site.Modules, Type: "formation", Declared: 2, Number: true, Counted: 2, Of: 1}},
		{"modules de formation créés", "9", site.Claim{Measure: site.Modules, Loose: true, Declared: 9, Number: true, Counted: 2, Of: 4}},
		{"équipe créée", "1", site.Claim{Declared: 1, Number: true}},
		{"séances", "4", site.Claim{Declared: 4, Number: true}},
		{"", "4", site.Claim{Declared: 4, Number: true}},
	} {
		c.want.Figure = site.Figure{Valeur: c.valeur, Libelle: c.libelle}
		r := &site.Report{Annee: 2020, Projet: "PAT", ChiffresDeclares: []site.Figure{c.want.Figure}}
		if diff := cmp.Diff([]site.Claim{c.want}, s.Claims(r, as)); diff != "" {
			t.Errorf("%s %s: %s", c.valeur, c.libelle, diff)
		}
	}
}
