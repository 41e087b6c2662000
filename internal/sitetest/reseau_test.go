package sitetest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"enrouteweb.org/balise/internal/corpus"
)

// TestNetworkTwice: the picture of who works with whom and the list beside it tell the same pairs.
func TestNetworkTwice(t *testing.T) {
	p := sites(t)["defaut"].find("reseau/")
	stops, drawn, told, hub := map[string]string{}, map[string]bool{}, map[string]bool{}, ""
	var arcs []string
	for _, n := range p.nodes {
		switch {
		case n.Data == "circle" && n.Parent.Data == "a":
			stops[attr(n, "cy")] = attr(n.Parent, "href")
		case n.Data == "path" && strings.HasPrefix(attr(n, "class"), "r-arc"):
			arcs = append(arcs, attr(n, "d"))
		case n.Data == "h3":
			hub = attr(n.FirstChild, "href")
		case n.Data == "li" && n.Parent.Parent.Parent != nil && attr(n.Parent.Parent.Parent, "id") == "liens_":
			told[pair(hub, firstLink(n))] = true
		}
	}
	for _, d := range arcs {
		var from, rx, ry, to string
		if _, err := fmt.Sscanf(strings.NewReplacer("A", " ", " 0 0 0 100 ", " ").Replace(d), "M100 %s %s %s %s", &from, &rx, &ry, &to); err != nil {
			t.Fatalf("%s: %v", d, err)
		}
		drawn[pair(stops[from], stops[to])] = true
	}
	if len(drawn) < 20 || len(drawn) != len(arcs) || !maps.Equal(drawn, told) {
		t.Errorf("%d arcs draw %d pairs, the list tells %d:\n%v\n%v", len(arcs), len(drawn), len(told), slices.Sorted(maps.Keys(drawn)), slices.Sorted(maps.Keys(told)))
	}
}

func pair(a, b string) string { return min(a, b) + " " + max(a, b) }

func firstLink(n *html.Node) string {
	for d := range n.Descendants() {
		if d.Data == "a" {
			return attr(d, "href")
		}
	}
	return ""
}

// namesOnScreen finds what is wrong with the names of the network's picture as the browser draws them: names that meet, leave the
// picture, or lie on an arc's side of the trail; and stops too small to be touched.
const namesOnScreen = `(() => {
	const svg = document.querySelector(".liens-dessin"), all = svg.getBoundingClientRect(), found = [];
	const texts = [...svg.querySelectorAll("text")], boxes = texts.map(x => x.getBoundingClientRect());
	texts.forEach((x, i) => {
		const a = boxes[i];
		if (a.right > all.right + .5 || a.bottom > all.bottom || a.top < all.top) found.push(x.textContent + " leaves the picture");
		boxes.forEach((b, j) => { if (j > i && a.left < b.right && b.left < a.right && a.top + 1 < b.bottom && b.top + 1 < a.bottom) found.push(x.textContent + " meets " + texts[j].textContent); });
		const touch = x.parentNode.querySelector("rect").getBoundingClientRect();
		if (touch.height < 43.9) found.push(x.textContent + " is " + touch.height + " px high");
		const px = parseFloat(getComputedStyle(x).fontSize) * x.getScreenCTM().a;
		if (px < 14.5) found.push(x.textContent + " is written in " + px + " px");
	});
	return found.length || texts.length ? found : ["no name"]; })()`

// TestNetworkIsLegible: with the organisations of the default site, and with three hundred, on a narrow phone and on a wide screen;
// the page stays light, and the keyboard shows where it is.
func TestNetworkIsLegible(t *testing.T) {
	b := newTab(t)
	for name, s := range map[string]*site{"defaut": sites(t)["defaut"], "300": networkOf300(t)} {
		b.open(t, s.url+"reseau/")
		for _, width := range []int64{320, 1280} {
			b.see(t, view{width: width})
			for _, e := range eval[[]string](t, b, namesOnScreen) {
				t.Errorf("%s at %d: %s", name, width, e)
			}
		}
		requests, _ := b.seen()
		w := s.weigh(t, requests)
		t.Logf("%s: %+v", name, w)
		gate(t, name+":reseau/", "HTML and CSS", w.html+w.css, 18*kB)
		eval[string](t, b, `document.querySelector(".liens-dessin a").focus(), ""`)
		if x := eval[stop](t, b, focused); !x.Visible || !x.Marked || x.Name == "" {
			t.Errorf("%s: focus does not show on %+v", name, x)
		}
	}
}

// networkOf300 builds a site of three hundred plainly invented organisations: ten that work with many, and all the others.
func networkOf300(t *testing.T) *site {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", "titre: Essai\n")
	write("vocabulaires.yaml", "secteurs: {a: A}\nnatures: {b: B}\n")
	for i := range 300 {
		role := []string{"comite", "porteur", "partenaire", "financeur"}[i%4]
		write(fmt.Sprintf("organisations/o%d.md", i), fmt.Sprintf("---\ntitre: Organisation d'essai %s numéro %d\nresume: \"Une phrase d'essai, pour l'organisation %d, qui dit ce qu'elle fait.\"\nroles: [%s]\n---\n", strings.Repeat("très ", i%6), i, i, role))
		write(fmt.Sprintf("initiatives/i%d.md", i), fmt.Sprintf("---\ntitre: Initiative d'essai %d\nsecteurs: [a]\nnature: b\nzone: [Namur]\norganisation: o%d\npartenaires: [o%d, o%d]\nfinanceurs: [o%d]\n---\n", i, i%10, i, i*7%300, i*i%300))
	}
	l, err := lab()
	if err != nil {
		t.Fatal(err)
	}
	s := &site{name: "reseau-300", dir: filepath.Join(dir, "site"), root: "/"}
	if err := l.run(l.bin, "build", "--quiet", "--content", filepath.Join(dir, "content"), "--output", s.dir, "--date", corpus.Day); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(serve(s.dir, s.root))
	t.Cleanup(server.Close)
	s.url = server.URL + s.root
	return s
}

// jsonFeed is what JSON Feed 1.1 requires, and what this site promises beyond.
type jsonFeed struct {
	Version, Title string
	Home           string `json:"home_page_url"`
	Feed           string `json:"feed_url"`
	Authors        []struct{ Name string }
	Items          []struct {
		ID, URL  string
		Text     string `json:"content_text"`
		Modified string `json:"date_modified"`
	}
}

// TestJSONFeed holds the feed to what JSON Feed 1.1 requires (https://www.jsonfeed.org/version/1.1/): it holds what the Atom feed
// does, in the same order.
func TestJSONFeed(t *testing.T) {
	for name, base := range map[string]string{"dossier": "https://exemple.be" + subFolder, "corpus": "https://example.org/carte/"} {
		t.Run(name, func(t *testing.T) {
			s := sites(t)[name]
			data, err := s.read("feed.json")
			if err != nil {
				t.Fatal(err)
			}
			var feed jsonFeed
			if err := json.Unmarshal(data, &feed); err != nil {
				t.Fatal(err)
			}
			if feed.Version != "https://jsonfeed.org/version/1.1" || feed.Title == "" || feed.Home != base || feed.Feed != base+"feed.json" || len(feed.Authors) != 1 || feed.Authors[0].Name == "" {
				t.Errorf("the feed lacks something: %.400s", data)
			}
			var ids, same []string
			for _, i := range feed.Items {
				if _, err := time.Parse(time.RFC3339, i.Modified); err != nil || i.ID == "" || i.Text == "" || s.find(strings.TrimPrefix(i.URL, base)) == nil {
					t.Errorf("%+v: %v", i, err)
				}
				ids = append(ids, i.ID)
			}
			atom, err := s.read("atom.xml")
			if err != nil {
				t.Fatal(err)
			}
			var other atomFeed
			strictXML(t, atom, &other)
			for _, e := range other.Entries {
				same = append(same, e.ID)
			}
			if !slices.Equal(ids, same) {
				t.Errorf("not what the Atom feed holds:\n%v\n%v", ids, same)
			}
		})
	}
}
