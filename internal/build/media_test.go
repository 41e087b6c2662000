package build

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/internal/content"
)

// TestMediaThatChangesUnderTheBuild: a document that is saved between the look at the folder and its own reading is kept
// under what was read. Kept under what was seen, it would come back once the file is as it was seen.
func TestMediaThatChangesUnderTheBuild(t *testing.T) {
	b := &Builder{opts: Options{Content: t.TempDir()}}
	if err := os.Mkdir(filepath.Join(b.opts.Content, "media"), 0o755); err != nil {
		t.Fatal(err)
	}
	saved := []byte("what was saved last")
	if err := os.WriteFile(filepath.Join(b.opts.Content, "media", "note.txt"), saved, 0o644); err != nil {
		t.Fatal(err)
	}
	m, err := b.takeOne(content.File{Path: "media/note.txt", Sum: xxhash.Sum64String("what was seen")}, "")
	if err != nil {
		t.Fatal(err)
	}
	if m.sum != xxhash.Sum64(saved) {
		t.Error("kept under the sum of other bytes")
	}
}
