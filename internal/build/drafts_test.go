package build_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/site"
)

// TestAPreviewCountsNoDraft: a draft has its page in a preview, and is in no figure nor in the table of initiatives.
func TestAPreviewCountsNoDraft(t *testing.T) {
	content := filepath.Join(scratch(t), "content")
	put(t, filepath.Join(content, "site.yaml"), []byte("titre: Essai\n"))
	put(t, filepath.Join(content, "vocabulaires.yaml"), vocabulary(t))
	entry := "titre: Une initiative\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\n---\n"
	put(t, filepath.Join(content, "initiatives", "publiee.md"), []byte("---\n"+entry))
	put(t, filepath.Join(content, "initiatives", "en-cours.md"), []byte("---\nbrouillon: oui\n"+entry))
	b, err := build.New(build.Options{Content: content})
	if err != nil {
		t.Fatal(err)
	}
	res, err := b.Run(deadline(t), build.Request{Today: testDay, Drafts: true})
	if err != nil || !res.OK {
		t.Fatal(err, said(res.Diags))
	}
	files := res.Bytes()
	if files["initiatives/en-cours/index.html"] == nil {
		t.Error("the preview does not show the draft")
	}
	if table := files["donnees/initiatives.csv"]; bytes.Contains(table, []byte("en-cours")) || !bytes.Contains(table, []byte("publiee")) {
		t.Errorf("the table is %s", table)
	}
	want := "precarite;Précarité;1;1;/carte/secteur/precarite/\r\n"
	if got := files["donnees/etat/secteurs.csv"]; !bytes.HasSuffix(got, []byte(want)) {
		t.Errorf("the sectors are %s, want %s", got, want)
	}
}

// TestAPreviewOfDraftsAlone: what an editor writes first is a draft, and the rest is not there yet. Whatever type it is of, and
// however little of it is written, it can be seen.
func TestAPreviewOfDraftsAlone(t *testing.T) {
	content := filepath.Join(scratch(t), "content")
	put(t, filepath.Join(content, "site.yaml"), []byte("titre: Essai\nurl: https://exemple.be\n"))
	put(t, filepath.Join(content, "vocabulaires.yaml"), vocabulary(t))
	for _, k := range site.Kinds {
		name := "brouillon.md"
		if k.Name == "rapport" {
			name = "2026.md"
		}
		put(t, filepath.Join(content, k.Dir, name), []byte("---\ntitre: Un brouillon\nbrouillon: oui\n---\nUn début.\n"))
	}
	b, err := build.New(build.Options{Content: content})
	if err != nil {
		t.Fatal(err)
	}
	res, err := b.Run(deadline(t), build.Request{Today: testDay, Drafts: true})
	if err != nil || !res.OK {
		t.Fatalf("%v\n%s", err, said(res.Diags))
	}
	for _, k := range site.Kinds {
		page := k.Section + "/brouillon/index.html"
		switch {
		case k.Anchored:
			page = k.Section + "/index.html"
		case k.Section == "":
			page = "brouillon/index.html"
		case k.Name == "rapport":
			page = "rapports/2026/index.html"
		}
		if res.Bytes()[page] == nil {
			t.Errorf("no %s", page)
		}
	}
	if res, err = b.Run(deadline(t), build.Request{Today: testDay}); err != nil || !res.OK {
		t.Fatalf("published: %v\n%s", err, said(res.Diags))
	}
	for file, data := range res.Bytes() {
		if bytes.Contains(data, []byte("Un brouillon")) {
			t.Errorf("%s tells of a draft", file)
		}
	}
}

// TestADraftThatGoesIsNoLoss: the address of a draft was never public, and nobody can miss it; that of what a preview showed as
// published may be missed.
func TestADraftThatGoesIsNoLoss(t *testing.T) {
	content := filepath.Join(scratch(t), "content")
	put(t, filepath.Join(content, "site.yaml"), []byte("titre: Essai\nurl: https://exemple.be\n"))
	put(t, filepath.Join(content, "vocabulaires.yaml"), vocabulary(t))
	put(t, filepath.Join(content, "pages", "reste.md"), []byte("---\ntitre: Reste\n---\n"))
	b, err := build.New(build.Options{Content: content})
	if err != nil {
		t.Fatal(err)
	}
	for state, want := range map[string]bool{"brouillon: oui\n": false, "": true} {
		page := filepath.Join(content, "pages", "passe.md")
		put(t, page, []byte("---\ntitre: Passe\n"+state+"---\n"))
		if res, err := b.Run(deadline(t), build.Request{Today: testDay, Drafts: true}); err != nil || !res.OK {
			t.Fatal(err, said(res.Diags))
		}
		if err := os.Remove(page); err != nil {
			t.Fatal(err)
		}
		res, err := b.Run(deadline(t), build.Request{Today: testDay, Drafts: true})
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.ContainsFunc(res.Diags, func(d diag.Diag) bool { return d.Code == "adresse-perdue" }); got != want {
			t.Errorf("with %q in its header, its end is told: %v, want %v", state, got, want)
		}
	}
}

// TestStepsThatChangePlaces: of two chapters, the first that becomes the second has the same neighbour on its other side.
func TestStepsThatChangePlaces(t *testing.T) {
	content := filepath.Join(scratch(t), "content")
	put(t, filepath.Join(content, "site.yaml"), []byte("titre: Essai\n"))
	put(t, filepath.Join(content, "vocabulaires.yaml"), vocabulary(t))
	put(t, filepath.Join(content, "guide", "a.md"), []byte("---\ntitre: A\netape: 2\n---\n"))
	b, err := build.New(build.Options{Content: content})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []string{"3", "1"} {
		put(t, filepath.Join(content, "guide", "b.md"), []byte("---\ntitre: B\netape: "+step+"\n---\n"))
		res, err := b.Run(deadline(t), build.Request{Today: testDay})
		if err != nil || !res.OK {
			t.Fatal(err, said(res.Diags))
		}
		want := map[string]string{"3": `rel="next"`, "1": `rel="prev"`}[step]
		if page := res.Bytes()["guide/a/index.html"]; !bytes.Contains(page, []byte(want)) {
			t.Errorf("B is step %s, and the page of A has no %s", step, want)
		}
	}
}
