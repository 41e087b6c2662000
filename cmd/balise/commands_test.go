package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"

	"enrouteweb.org/balise/internal/corpus"
)

// commands are what the scripts can say beyond testscript's own words:
//
//	code N cmd args…     run cmd and expect exit code N
//	small DIR            write the small good site of testdata/small in DIR, but for what the script brings itself
//	corpus N DIR         write N plainly invented initiatives in DIR
//	photo FILE           write a JPEG that says in its metadata where it was taken
//	encode FORM FILE     rewrite FILE with a bom, crlf or cr line ends, in latin1 or utf16
//	fill FILE BYTES      write a file of that size
//	archive FILE [BYTES] write the file of a street map, of that size if given
//	said OUT             write what was last said on stderr, times and numbers of files as "…", a first publication left out
//	places OUT           from the JSON on stdout, one line a problem: place, severity, code
//	mend                 replace each line by the correction that the JSON on stdout gives for it
//	list DIR OUT         write the names of the files of DIR, fingerprints as *
//	[!] same DIR DIR     the two folders hold the same bytes, the manifest's times apart
//	tables FILE OUT      write the tables of a page as text, with the addresses of their links
//	pretty FILE [OUT]    lay out the JSON of FILE to be read, on stdout or in OUT
//	region FILE WORD OUT copy what lies between <WORD …> and </WORD> of FILE
func commands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"code": code, "small": small, "corpus": writeCorpus, "photo": photo, "encode": encode, "fill": fill, "copies": copies, "archive": archive,
		"said": said, "places": places, "mend": mend, "list": list, "same": same, "region": region, "tables": tables, "pretty": pretty,
	}
}

// usage stops a script that calls a command wrongly.
func usage(ts *testscript.TestScript, neg bool, args []string, n int, text string) {
	if neg || len(args) < n {
		ts.Fatalf("usage: %s", text)
	}
}

func code(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "code N command args…")
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func small(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "small DIR")
	src := os.DirFS("testdata/small")
	ts.Check(fs.WalkDir(src, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		to := ts.MkAbs(filepath.Join(args[0], filepath.FromSlash(p)))
		if _, err := os.Stat(to); err == nil {
			return nil
		}
		data, err := fs.ReadFile(src, p)
		if err != nil {
			return err
		}
		return write(to, data)
	}))
}

func write(to string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o666)
}

func writeCorpus(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "corpus N DIR")
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	vocab, err := os.ReadFile("testdata/small/vocabulaires.yaml")
	ts.Check(err)
	ts.Check(corpus.Write(ts.MkAbs(args[1]), n, 1, vocab))
}

// photo makes a JPEG whose EXIF block holds a position and a name: both are looked for in the output afterwards.
func photo(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "photo FILE")
	img := image.NewRGBA(image.Rect(0, 0, 24, 16))
	for i := range img.Pix {
		img.Pix[i] = byte(i)
	}
	img.Set(0, 0, color.RGBA{R: 255, A: 255})
	var b bytes.Buffer
	ts.Check(jpeg.Encode(&b, img, nil))
	data := b.Bytes()
	exif := exifWithPlace()
	head := []byte{0xff, 0xe1, byte((len(exif) + 2) >> 8), byte(len(exif) + 2)}
	ts.Check(write(ts.MkAbs(args[0]), slices.Concat(data[:2], head, exif, data[2:])))
}

// exifWithPlace is a TIFF block with an artist's name and a GPS directory: latitude 50° 27' 58", north.
func exifWithPlace() []byte {
	var b bytes.Buffer
	put := func(vs ...any) {
		for _, v := range vs {
			_ = binary.Write(&b, binary.BigEndian, v) // a Buffer never fails
		}
	}
	entry := func(tag, kind uint16, count, value uint32) { put(tag, kind, count, value) }
	put([]byte("Exif\x00\x00MM"), uint16(42), uint32(8))
	put(uint16(2)) // first directory, at 8: artist, GPS
	entry(0x013b, 2, 16, 68)
	entry(0x8825, 4, 1, 38)
	put(uint32(0))
	put(uint16(2)) // GPS directory, at 38
	entry(0x0001, 2, 2, 'N'<<24)
	entry(0x0002, 5, 3, 84)
	put(uint32(0))
	put([]byte("PORTE-DU-REFUGE\x00"))                                       // at 68
	put(uint32(50), uint32(1), uint32(27), uint32(1), uint32(58), uint32(1)) // at 84
	return b.Bytes()
}

func encode(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "encode bom|crlf|cr|latin1|utf16 FILE")
	name := ts.MkAbs(args[1])
	data, err := os.ReadFile(name)
	ts.Check(err)
	var out []byte
	switch args[0] {
	case "bom":
		out = append([]byte("\ufeff"), data...)
	case "crlf":
		out = bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
	case "cr":
		out = bytes.ReplaceAll(data, []byte("\n"), []byte("\r"))
	case "latin1":
		for _, r := range string(data) {
			out = append(out, byte(r))
		}
	case "utf16":
		out = []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(string(data))) {
			out = binary.LittleEndian.AppendUint16(out, u)
		}
	default:
		ts.Fatalf("encode: unknown form %q", args[0])
	}
	ts.Check(os.WriteFile(name, out, 0o666))
}

func fill(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "fill FILE BYTES")
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	head := "---\ntitre: Un très long texte\n---\n"
	ts.Check(write(ts.MkAbs(args[0]), []byte(head+strings.Repeat("mots\n", n)[:n-len(head)])))
}

// copies makes many files of one: in the name and the text, "NNN" is their number.
func copies(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 3, "copies N FROM TO")
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	text := ts.ReadFile(args[1])
	for i := 1; i <= n; i++ {
		no := fmt.Sprintf("%03d", i)
		ts.Check(write(ts.MkAbs(strings.ReplaceAll(args[2], "NNN", no)), []byte(strings.ReplaceAll(text, "NNN", no))))
	}
}

// varying finds how long a build took, and how many files and pages a whole site is: they change with no word of the message.
var varying = regexp.MustCompile(`\b[0-9]+(\.[0-9]+)? m?s\b|(?m)^[0-9]+ fichiers dans public : ([0-9]{2,} écrits(, (0 retiré|[0-9]{2,} retirés))?)?` +
	`|(?m)[0-9]+ fichiers dans public : [0-9]+ à écrire, [0-9]+ à retirer|[0-9]+ autres? .* en conséquence$`)

// first finds what each build of a new folder says: it is no word of the messages.
var first = regexp.MustCompile(`(?m)^Première publication : .*\n`)

func said(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "said OUT")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), varying.ReplaceAll(first.ReplaceAll([]byte(ts.ReadFile("stderr")), nil), []byte("…")), 0o666))
}

// problem is one element of what --json promises.
type problem struct {
	Severite   string `json:"severite"`
	Code       string `json:"code"`
	Fichier    string `json:"fichier"`
	Ligne      int    `json:"ligne"`
	Colonne    int    `json:"colonne"`
	Correction string `json:"correction"`
}

func problems(ts *testscript.TestScript) []problem {
	var ps []problem
	if err := json.Unmarshal([]byte(ts.ReadFile("stdout")), &ps); err != nil {
		ts.Fatalf("stdout is not the promised JSON: %v\n%s", err, ts.ReadFile("stdout"))
	}
	return ps
}

func places(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "places OUT")
	var b strings.Builder
	for _, p := range problems(ts) {
		fmt.Fprintf(&b, "%s:%d:%d %s %s\n", p.Fichier, p.Ligne, p.Colonne, p.Severite, p.Code)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o666))
}

// mend pastes the corrections in, as an editor would: one a line, the first that is given.
func mend(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 0, "mend")
	done := map[string]bool{}
	for _, p := range problems(ts) {
		at := fmt.Sprintf("%s:%d", p.Fichier, p.Ligne)
		if p.Correction == "" || done[at] {
			continue
		}
		done[at] = true
		name := ts.MkAbs(p.Fichier)
		data, err := os.ReadFile(name)
		ts.Check(err)
		lines := strings.Split(string(data), "\n")
		if p.Ligne < 1 || p.Ligne > len(lines) {
			ts.Fatalf("mend: %s is no line of the file", at)
		}
		lines[p.Ligne-1] = p.Correction
		ts.Check(os.WriteFile(name, []byte(strings.Join(lines, "\n")), 0o666))
	}
	if len(done) == 0 {
		ts.Fatalf("mend: no problem comes with a correction")
	}
}

var fingerprint = regexp.MustCompile(`^(assets/.*-)([0-9A-Z]{8}|[0-9a-f]{10})(\.[a-z0-9]+)$`)

func list(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "list DIR OUT")
	var names []string
	for name := range tree(ts, args[0]) {
		names = append(names, fingerprint.ReplaceAllString(name, "$1*$3"))
	}
	slices.Sort(names)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Join(names, "\n")+"\n"), 0o666))
}

// tree reads all files of a folder but balise's own lock.
func tree(ts *testscript.TestScript, dir string) map[string]string {
	files, err := readTree(ts.MkAbs(dir))
	ts.Check(err)
	return files
}

// readTree reads all files under dir by path with "/", the lock apart; of the manifest it drops the times.
func readTree(dir string) (map[string]string, error) {
	files := map[string]string{}
	src := os.DirFS(dir)
	err := fs.WalkDir(src, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || p == ".balise-verrou" {
			return err
		}
		data, err := fs.ReadFile(src, p)
		if p == ".balise-manifeste" {
			data = manifestTime.ReplaceAll(data, []byte("$1 -"))
		}
		files[p] = string(data)
		return err
	})
	return files, err
}

// manifestTime finds the third field of a manifest's lines: sum, size, time.
var manifestTime = regexp.MustCompile(`(?m)^([0-9a-f]+ [0-9]+) [0-9]+`)

func same(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, false, args, 2, "same DIR DIR")
	diff := difference(tree(ts, args[0]), tree(ts, args[1]))
	switch {
	case neg && diff == "":
		ts.Fatalf("%s and %s are the same", args[0], args[1])
	case !neg && diff != "":
		ts.Fatalf("%s and %s differ:\n%s", args[0], args[1], diff)
	}
}

// difference names what is not the same in two folders; "" when nothing is.
func difference(a, b map[string]string) string {
	var out []string
	for p, data := range a {
		if other, ok := b[p]; !ok {
			out = append(out, "only in the first: "+p)
		} else if other != data {
			out = append(out, "not the same: "+p)
		}
	}
	for p := range b {
		if _, ok := a[p]; !ok {
			out = append(out, "only in the second: "+p)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

func region(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 3, "region FILE WORD OUT")
	text := ts.ReadFile(args[0])
	i := strings.Index(text, "<"+args[1])
	j := strings.Index(text, "</"+args[1]+">")
	if i < 0 || j < i {
		ts.Fatalf("no <%s> in %s:\n%s", args[1], args[0], text)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(text[i:j]+"</"+args[1]+">\n"), 0o666))
}

// TestHelpersTellFoldersApart keeps "same" honest: a comparison that sees no difference proves nothing.
func TestHelpersTellFoldersApart(t *testing.T) {
	a := map[string]string{"x": "1", "y": "2"}
	b := map[string]string{"x": "1", "y": "3", "z": ""}
	const want = "not the same: y\nonly in the second: z"
	if got := difference(a, b); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := difference(a, a); got != "" {
		t.Errorf("the same folder differs from itself: %q", got)
	}
}
