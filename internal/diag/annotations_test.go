package diag_test

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"enrouteweb.org/balise/internal/diag"
)

func written(t *testing.T, write func(io.Writer, diag.List) error, l diag.List) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, l); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// awkward holds what the forms must escape.
var awkward = diag.List{
	{Severity: diag.Conseil, Code: "phrase-longue", Pos: diag.Pos{File: "content/a.md", Line: 3}, Source: "x", Message: "Longue.", Hint: "Coupez."},
	{Severity: diag.Erreur, Code: "deux-points", Pos: diag.Pos{File: "content/été, 100 % : a.md", Line: 2, Col: 8, Len: 3}, Source: "titre: a : b",
		Message: "Une clé : 50 %\nde trop.", Hint: "Des guillemets.", Fix: `titre: "a : b"`},
	{Severity: diag.Avertissement, Code: "media", Pos: diag.Pos{File: "content/media/x.jpg"}, Message: "Lourde\r."},
}

func TestGitHubEscapes(t *testing.T) {
	want := "::error file=content/été%2C 100 %25 %3A a.md,line=2,endLine=2,col=8,endColumn=11,title=erreur %3A deux-points::Une clé : 50 %25%0Ade trop.%0ADes guillemets.%0ALigne corrigée : titre: \"a : b\"\n" +
		"::warning file=content/media/x.jpg,title=avertissement %3A media::Lourde%0D.\n" +
		"::notice file=content/a.md,line=3,endLine=3,title=conseil %3A phrase-longue::Longue.%0ACoupez.\n"
	if diff := cmp.Diff(want, written(t, diag.GitHub, awkward)); diff != "" {
		t.Error(diff)
	}
	if got := written(t, diag.GitHub, nil); got != "" {
		t.Errorf("nothing to say: %q", got)
	}
}

type issue struct {
	Description, Fingerprint, Severity string
	CheckName                          string `json:"check_name"`
	Location                           struct {
		Path  string
		Lines struct{ Begin int }
	}
}

func issues(t *testing.T, l diag.List) (out []issue) {
	t.Helper()
	if err := json.Unmarshal([]byte(written(t, diag.GitLab, l)), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestGitLabSays(t *testing.T) {
	got := issues(t, awkward)
	if len(got) != 3 || got[0].Severity != "info" || got[1].Severity != "minor" || got[2].Severity != "blocker" {
		t.Fatalf("%+v", got)
	}
	if got[1].Location.Lines.Begin != 1 || got[2].Location.Path != "content/été, 100 % : a.md" || got[2].Location.Lines.Begin != 2 || got[2].CheckName != "deux-points" {
		t.Errorf("%+v", got)
	}
	if text := written(t, diag.GitLab, nil); text != "[]\n" {
		t.Errorf("nothing to say: %q", text)
	}
}

// A problem is the same one when lines were added above it, and another when its line, its file or its code is.
func TestGitLabFingerprints(t *testing.T) {
	d := awkward[1]
	moved, edited, elsewhere, other := d, d, d, d
	moved.Pos.Line, moved.Pos.Col, moved.Message = 40, 9, "Déjà donnée à la ligne 12."
	edited.Source = "titre: a : c"
	elsewhere.Pos.File = "content/b.md"
	other.Code = "diese"
	of := func(d diag.Diag) string { return issues(t, diag.List{d})[0].Fingerprint }
	if of(d) != of(moved) {
		t.Error("a line that moved has another fingerprint")
	}
	if of(d) == of(edited) || of(d) == of(elsewhere) || of(d) == of(other) {
		t.Error("another problem has the same fingerprint")
	}
	if two := issues(t, diag.List{d, moved}); two[0].Fingerprint == two[1].Fingerprint || two[0].Fingerprint != of(d) {
		t.Errorf("two equal lines: %+v", two)
	}
}
