package build_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"enrouteweb.org/balise/internal/build"
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
