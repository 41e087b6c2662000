package build_test

import (
	"path/filepath"
	"testing"

	"enrouteweb.org/balise/internal/corpus"
)

// TestSameContentSameBytes builds one content in processes that differ in all that must not matter: the folder's name,
// the zone, the language, the number of processors, and whether they build for the first time.
func TestSameContentSameBytes(t *testing.T) {
	root := scratch(t)
	var first map[string]string
	for i, env := range [][]string{
		{"TZ=UTC", "LANG=C", "GOMAXPROCS=1"},
		{"TZ=Pacific/Kiritimati", "LANG=fr_BE.UTF-8", "LC_ALL=fr_BE.UTF-8", "GOMAXPROCS=2"},
		{"TZ=America/Anchorage", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "GOMAXPROCS=8"},
	} {
		content := filepath.Join(root, []string{"content", "un autre nom", "c"}[i])
		if err := corpus.Write(content, 30, 1, vocabulary(t)); err != nil {
			t.Fatal(err)
		}
		out := filepath.Join(root, "public", string(rune('a'+i)))
		for range 1 + i%2 {
			cmd := helper(deadline(t), "build", content, out)
			cmd.Env = append(cmd.Env, env...)
			if said, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v: %v\n%s", env, err, said)
			}
		}
		got := readTree(t, out)
		if first == nil {
			first = got
		}
		if d := difference(got, first); d != "" {
			t.Errorf("%v: not the bytes of the first build:\n%s", env, d)
		}
		if len(got) < 100 {
			t.Errorf("only %d files: the corpus is too small to tell", len(got))
		}
	}
}
