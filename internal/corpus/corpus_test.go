package corpus

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

const vocab = "secteurs: {a: A, b: B, c: C}\nnatures: {n: N}\nstatuts: {s: S}\npublics: {p: P, q: Q}\n"

func write(t *testing.T, n int, seed uint64) map[string][32]byte {
	t.Helper()
	dir := t.TempDir()
	if err := Write(dir, n, seed, []byte(vocab)); err != nil {
		t.Fatal(err)
	}
	sums := map[string][32]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		sums[filepath.ToSlash(rel)] = sha256.Sum256(data)
		if bytes.Contains(data, []byte("%!")) {
			t.Errorf("%s: a format went wrong:\n%s", rel, data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

func TestWriteIsDeterministic(t *testing.T) {
	first, again, other := write(t, 40, 1), write(t, 40, 1), write(t, 40, 2)
	if want := 5 + 40 + 4 + 10; len(first) != want {
		t.Fatalf("%d files, want %d", len(first), want)
	}
	for path, sum := range first {
		if again[path] != sum {
			t.Errorf("%s differs between two runs with the same seed", path)
		}
	}
	if other[Initiative(3)] == first[Initiative(3)] {
		t.Error("another seed gave the same initiative")
	}
}

func TestEntryDoesNotDependOnTheOthers(t *testing.T) {
	few, many := write(t, 10, 1), write(t, 30, 1)
	for i := range 10 {
		if few[Initiative(i)] != many[Initiative(i)] {
			t.Errorf("%s changes with the size of the corpus", Initiative(i))
		}
	}
}

func TestWriteRefusesAPoorVocabulary(t *testing.T) {
	for _, text := range []string{"", "secteurs: {a: A}", "secteurs: [", "- a"} {
		if err := Write(t.TempDir(), 1, 1, []byte(text)); err == nil {
			t.Errorf("vocabulary %q was accepted", text)
		}
	}
}
