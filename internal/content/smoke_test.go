package content

import (
	"os"
	"testing"
	"enrouteweb.org/balise/internal/diag"
)

func TestSmoke(t *testing.T) {
	c := new(Cache)
	files, err := Read(os.DirFS("../../content"), c, nil)
	if err != nil { t.Fatal(err) }
	r, list := Decode(files, Options{Prefix: "content/", Today: today}, c)
	t.Log(len(files), len(r.Entries), len(list))
	_ = diag.Text(os.Stdout, list.Sorted(), diag.Style{})
}
