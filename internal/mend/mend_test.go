package mend_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/mend"
)

// rules makes a check that finds lines and corrects them: "was" → "now", an error when it is not to be corrected.
func rules(data string, of map[string]string) (mend.Check, func(string) ([]byte, error)) {
	check := func(over map[string][]byte) (diag.List, error) {
		text := data
		if now, ok := over["a.md"]; ok {
			text = string(now)
		}
		var list diag.List
		for i, line := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n") {
			line = strings.TrimSuffix(line, "\r")
			if now, ok := of[line]; ok {
				list.Add(diag.Diag{Code: "tabulation", Pos: diag.Pos{File: "a.md", Line: i + 1}, Source: line, Fix: now})
			}
		}
		return list, nil
	}
	return check, func(string) ([]byte, error) { return []byte(data), nil }
}

func everything(string) bool { return true }

func TestOnlyTheTextOfALineChanges(t *testing.T) {
	for _, c := range []struct{ name, was, now string }{
		{"lf", "a\nb\nc\n", "a\nB\nc\n"},
		{"crlf", "a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n"},
		{"mixed ends", "a\r\nb\nc", "a\r\nB\nc"},
		{"no last end", "a\nb", "a\nB"},
		{"mark", "\ufeffb\r\nb", "\ufeffB\r\nB"},
		{"twice", "b\nb\n", "B\nB\n"},
		{"nothing", "a\nc", "a\nc"},
		{"two steps", "1\n", "3\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			check, read := rules(c.was, map[string]string{"b": "B", "1": "2", "2": "3"})
			r, err := mend.All(check, read, everything)
			if err != nil {
				t.Fatal(err)
			}
			got := c.was
			if len(r.Files) > 0 {
				got = string(r.Files[0].Now)
			}
			if got != c.now {
				t.Errorf("got %q, want %q", got, c.now)
			}
			if len(r.Left) > 0 {
				t.Errorf("left: %v", r.Left)
			}
		})
	}
}

// A correction that brings an error to its line is taken back, and not tried again; the others stay.
func TestACorrectionThatHarmsIsTakenBack(t *testing.T) {
	check, read := rules("bad\ngood\n", map[string]string{"bad": "worse", "good": "better"})
	harm := func(over map[string][]byte) (diag.List, error) {
		list, err := check(over)
		if strings.HasPrefix(string(over["a.md"]), "worse") {
			list.Add(diag.Diag{Code: "pire", Pos: diag.Pos{File: "a.md", Line: 1}, Source: "worse"})
		}
		return list, err
	}
	r, err := mend.All(harm, read, everything)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(r.Files[0].Now); got != "bad\nbetter\n" || len(r.Changes) != 1 {
		t.Errorf("got %q, %v", got, r.Changes)
	}
}

// Two corrections that undo each other do not go on for ever.
func TestAnEndlessPairEnds(t *testing.T) {
	check, read := rules("b\n", map[string]string{"b": "B", "B": "b"})
	if _, err := mend.All(check, read, everything); err != nil {
		t.Fatal(err)
	}
}

func TestFilesThatMayNotAreLeft(t *testing.T) {
	check, read := rules("b\n", map[string]string{"b": "B"})
	r, err := mend.All(check, read, func(string) bool { return false })
	if err != nil || len(r.Files) > 0 || len(r.Changes) > 0 {
		t.Errorf("%v, %v", r, err)
	}
}

// A whole file is converted when it is certain what it was, and else left to a person.
func TestEncodings(t *testing.T) {
	const text = "titre: Été à l'école, « ça » coûte 5 € — où ?\r\n"
	latin := func(m *charmap.Charmap, s string) string {
		out, err := m.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	wide := func(s string, low int, mark bool) string {
		units := utf16.Encode([]rune(s))
		if mark {
			units = append([]uint16{0xfeff}, units...)
		}
		out := make([]byte, 2*len(units))
		for i, u := range units {
			out[2*i+low], out[2*i+1-low] = byte(u), byte(u>>8)
		}
		return string(out)
	}
	for _, c := range []struct{ name, code, data, want string }{
		{"windows-1252", "encodage", latin(charmap.Windows1252, text), text},
		{"latin-1", "encodage", latin(charmap.ISO8859_1, "Été\n"), "Été\n"},
		{"half converted", "encodage", "Été et " + latin(charmap.Windows1252, "été"), ""},
		{"old Macintosh", "encodage", latin(charmap.Macintosh, "Été à l'école"), ""},
		{"MS-DOS", "encodage", latin(charmap.CodePage850, "Été à l'école"), ""},
		{"MS-DOS, one letter", "encodage", latin(charmap.CodePage850, "à"), ""},
		{"Polish", "encodage", latin(charmap.Windows1250, "Łódź, é"), ""},
		{"utf-16 little endian", "encodage-utf16", wide(text, 0, true), text},
		{"utf-16 big endian", "encodage-utf16", wide(text, 1, true), text},
		{"utf-16 without mark", "encodage-utf16", wide(text, 0, false), text},
		{"utf-16 big endian without mark", "encodage-utf16", wide(text, 1, false), text},
		{"utf-16 cut", "encodage-utf16", wide(text, 0, true) + "x", ""},
		{"utf-16 damaged", "encodage-utf16", wide("a", 0, true) + "\x00\xd8", ""},
		{"carriage returns", "fins-de-ligne", "a\rb\r", "a\nb\n"},
		{"a stray carriage return", "fins-de-ligne", "a\rb\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			check := func(over map[string][]byte) (diag.List, error) {
				if over["a.md"] != nil {
					return nil, nil
				}
				return diag.List{{Code: c.code, Pos: diag.Pos{File: "a.md", Line: 1, Col: 1}}}, nil
			}
			r, err := mend.All(check, func(string) ([]byte, error) { return []byte(c.data), nil }, everything)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if len(r.Files) > 0 {
				got = string(r.Files[0].Now)
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWriteKeepsWhatSomebodySavedMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.md")
	f := mend.File{Name: "a.md", Was: []byte("b"), Now: []byte("B")}
	put := func(text string, mode os.FileMode) {
		t.Helper()
		if err := errors.Join(os.WriteFile(path, []byte(text), mode), os.Chmod(path, mode)); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(want string, mode os.FileMode) {
		t.Helper()
		data, err := os.ReadFile(path)
		st, e := os.Stat(path)
		if errors.Join(err, e) != nil || string(data) != want || st.Mode().Perm() != mode {
			t.Fatalf("%q, %v, %v, %v", data, st.Mode(), err, e)
		}
		if all, err := os.ReadDir(filepath.Dir(path)); err != nil || len(all) > 2 {
			t.Fatalf("left behind: %v, %v", all, err)
		}
	}
	put("b", 0o640)
	if err := f.Write(path); err != nil {
		t.Fatal(err)
	}
	holds("B", 0o640)

	put("saved", 0o600)
	if err := f.Write(path); !errors.Is(err, mend.ErrMoved) {
		t.Fatalf("got %v", err)
	}
	holds("saved", 0o600)

	put("b", 0o644)
	link := filepath.Join(filepath.Dir(path), "link.md")
	if err := os.Symlink("a.md", link); err != nil {
		t.Fatal(err)
	}
	if err := f.Write(link); err != nil {
		t.Fatal(err)
	}
	holds("B", 0o644)
	if st, err := os.Lstat(link); err != nil || st.Mode()&os.ModeSymlink == 0 {
		t.Fatalf("the link is gone: %v", err)
	}
}
