package main

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
)

var served = regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+/`)

// TestServeShowsAnEditorsWork runs "balise serve" as an editor does: the address is printed, drafts show under a banner
// even when they lack everything, a save shows by itself, a mistake is laid over the last good page and goes away when
// cured. Nothing is written to disk.
func TestServeShowsAnEditorsWork(t *testing.T) {
	d := startWatch(t, "serve", "--addr", "127.0.0.1:0")
	d.until("the address is printed", func() bool { return served.MatchString(d.said.String()) })
	address := strings.TrimSuffix(served.FindString(d.said.String()), "/")
	shows := func(what, path, text string) {
		t.Helper()
		d.until(what, func() bool { return strings.Contains(d.get(address+path), text) })
	}
	shows("the site", "/", "Le petit réseau")
	d.write("initiatives/ebauche.md", "---\ntitre: Une ébauche\nbrouillon: oui\n---\nÀ compléter.\n")
	shows("a draft that lacks everything", "/initiatives/ebauche/", "Une ébauche")
	shows("its banner", "/initiatives/ebauche/", `class="brouillon"`)
	d.replace("initiatives/le-relais.md", "Le Relais", "Le Relais-1")()
	shows("a save, on the page", "/initiatives/le-relais/", "Le Relais-1")
	shows("a save, in the data", "/donnees/initiatives.geojson", "Le Relais-1")
	d.replace("pages/a-propos.md", "titre: À propos", "titre: À propos : de nous")()
	d.until("a mistake, told to every page that listens", func() bool { return strings.Contains(d.hello(address), "deux-points") })
	shows("the last good page stays", "/a-propos/", "Ce site est un essai.")
	shows("other pages stay", "/guide/ecouter/", "Rien ne presse")
	d.replace("pages/a-propos.md", "titre: À propos : de nous", `titre: "À propos : de nous"`)()
	shows("cured, on the page", "/a-propos/", "de nous")
	d.until("cured, told", func() bool { return !strings.Contains(d.hello(address), "deux-points") })
	if _, err := os.Stat(d.public("")); err == nil {
		t.Error("serve wrote to disk")
	}
	d.check(os.Rename(d.content(""), d.content("")+"-ailleurs"))
	d.until("a folder that is gone, told in French", func() bool {
		return strings.Contains(d.said.String(), "content » : ce fichier ou ce dossier n'existe pas. Nouvel essai dans un instant.")
	})
	shows("what was shown stays", "/a-propos/", "de nous")
	d.check(os.Rename(d.content("")+"-ailleurs", d.content("")))
}

// TestServeHasAForm: its address is printed beside the site's; it writes what its own page sends, and nothing that anyone else
// does. Open to other machines, the preview has no form and says why.
func TestServeHasAForm(t *testing.T) {
	d := startWatch(t, "serve", "--addr", "127.0.0.1:0")
	d.until("the form's address is printed", func() bool { return strings.Contains(d.said.String(), "Le formulaire :") })
	address := strings.TrimSuffix(served.FindString(d.said.String()), "/")
	if !strings.Contains(d.said.String(), "Le formulaire :   "+address+"/admin/\n") {
		t.Error(d.said.String())
	}
	const fiche = `{"action": "persistEntry", "params": {"dataFiles": [{"path": "content/pages/neuve.md", "raw": "{\"titre\": \"Une page neuve\", \"body\": \"Un texte.\"}"}], "options": {"newEntry": true}}}`
	for _, c := range []struct {
		origin, host, kind string
		status             int
	}{
		{"https://evil.example", "", "application/json", 403}, {"", "", "application/json", 403}, {address, "", "text/plain", 415},
		{"http://evil.example", "evil.example", "application/json", 403}, {address, "", "application/json", 200},
	} {
		if _, err := os.Stat(d.content("pages/neuve.md")); err == nil {
			t.Error("a refused request wrote")
		}
		req, err := http.NewRequestWithContext(d.patient, http.MethodPost, address+"/admin/api", strings.NewReader(fiche))
		d.check(err)
		req.Header.Set("Origin", c.origin)
		req.Header.Set("Content-Type", c.kind)
		req.Host = c.host
		res, err := http.DefaultClient.Do(req)
		d.check(err)
		said, err := io.ReadAll(res.Body)
		d.check(err)
		d.check(res.Body.Close())
		if res.StatusCode != c.status {
			t.Errorf("%+v: %d %s", c, res.StatusCode, said)
		}
	}
	d.until("what the form wrote is shown", func() bool { return strings.Contains(d.get(address+"/neuve/"), "Un texte.") })

	open := startWatch(t, "serve", "--addr", "0.0.0.0:0")
	open.until("it says why there is no form", func() bool {
		return strings.Contains(open.said.String(), "Le formulaire ne s'ouvre que sur cet ordinateur")
	})
	address = strings.TrimSuffix(served.FindString(open.said.String()), "/")
	if got := open.get(address + "/admin/"); !strings.Contains(got, "que sur cet ordinateur") {
		t.Error(got)
	}
}

// get fetches a page; what cannot be fetched is empty.
func (d *watched) get(url string) string {
	d.t.Helper()
	req, err := http.NewRequestWithContext(d.patient, http.MethodGet, url, nil)
	d.check(err)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return ""
	}
	defer func() { d.check(res.Body.Close()) }()
	body, err := io.ReadAll(res.Body)
	d.check(err)
	return string(body)
}

// hello is what a page hears first: the state of the site, and what is to be mended.
func (d *watched) hello(address string) string {
	d.t.Helper()
	req, err := http.NewRequestWithContext(d.patient, http.MethodGet, address+"/_balise/events?chemin=/", nil)
	d.check(err)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return ""
	}
	defer func() { _ = res.Body.Close() }() // the stream never ends by itself
	lines := bufio.NewScanner(res.Body)
	for lines.Scan() {
		if data, ok := strings.CutPrefix(lines.Text(), "data:"); ok {
			return data
		}
	}
	return ""
}
