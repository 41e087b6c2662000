package build_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/output"
)

// sample makes one of two sites, "A" and "B", of 600 files each. Most files are in both with other bytes of the same
// length; some are the same, some are in one site only, and some names are a file in one and a folder in the other.
func sample(which string) []output.File {
	var files []output.File
	add := func(path, seed string, page bool) {
		h := xxhash.Sum64String(path)
		r := rand.New(rand.NewPCG(xxhash.Sum64String(seed+path), 1))
		data := fmt.Appendf(nil, "%s %s\n", seed, path)
		for n := 200 + int(h%9000); len(data) < n; {
			data = binary.LittleEndian.AppendUint64(data, r.Uint64())
		}
		f := output.File{Path: path, Data: data, Size: int64(len(data)), Sum: xxhash.Sum64(data), HTML: strings.HasSuffix(path, ".html")}
		if page {
			f.From = path
		}
		files = append(files, f)
	}
	for i := range 100 {
		add(fmt.Sprintf("assets/same-%03d.css", i), "both", false)
		add(fmt.Sprintf("donnees/%03d.geojson", i), which, false)
		add(fmt.Sprintf("only-%s/%03d/index.html", which, i), which, true)
	}
	for i := range 298 {
		add(fmt.Sprintf("carte/%03d/index.html", i), which, true)
	}
	add(map[string]string{"A": "media/x", "B": "media/x/y/photo.jpg"}[which], which, false)
	add(map[string]string{"A": "media/z/deep/photo.jpg", "B": "media/z"}[which], which, false)
	slices.SortFunc(files, func(a, b output.File) int { return strings.Compare(a.Path, b.Path) })
	return files
}

// byPath gives the bytes of a site's files.
func byPath(files []output.File) map[string]string {
	out := make(map[string]string, len(files))
	for _, f := range files {
		out[f.Path] = string(f.Data)
	}
	return out
}

func publish(t testing.TB, dir string, files []output.File) build.Report {
	t.Helper()
	p := build.Publisher{Dir: dir}
	rep, err := p.Publish(t.Context(), files, false)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// published is the tree a folder must hold after one build of files in it alone, with what else was put there by hand.
func published(t testing.TB, files []output.File, byHand map[string]string) map[string]string {
	t.Helper()
	dir := filepath.Join(scratch(t), "alone")
	for name, data := range byHand {
		put(t, filepath.Join(dir, name), []byte(data))
	}
	publish(t, dir, files)
	return readTree(t, dir)
}

// byHand is what an editor or a host keeps beside the site.
var byHand = map[string]string{"CNAME": "exemple.be\n", ".git/HEAD": "ref: refs/heads/main\n", ".nojekyll": ""}

// publishOne is the helper that publishes one site some times: folder, site.
func publishOne(args []string) error {
	files := sample(args[1])
	for range 3 {
		p := build.Publisher{Dir: args[0]}
		if _, err := p.Publish(context.Background(), files, false); err != nil {
			return err
		}
	}
	return nil
}

// TestTwoBuildsAtOnce runs several publications of one folder at the same time, in processes and in goroutines: what is
// left is one of the sites, whole.
func TestTwoBuildsAtOnce(t *testing.T) {
	for _, c := range []struct{ name, first, second string }{{"the same site", "A", "A"}, {"two sites", "A", "B"}} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(scratch(t), "public")
			ctx := deadline(t)
			var wg sync.WaitGroup
			for _, which := range []string{c.first, c.second} {
				wg.Go(func() {
					if out, err := helper(ctx, "publish", dir, which).CombinedOutput(); err != nil {
						t.Errorf("process: %v\n%s", err, out)
					}
				})
				wg.Go(func() {
					if err := publishOne([]string{dir, which}); err != nil {
						t.Errorf("goroutine: %v", err)
					}
				})
			}
			wg.Wait()
			got := readTree(t, dir)
			a, b := published(t, sample(c.first), nil), published(t, sample(c.second), nil)
			if da, db := difference(got, a), difference(got, b); da != "" && db != "" {
				t.Errorf("neither site is whole; against the first:\n%s\nagainst the second:\n%s", da, db)
			}
		})
	}
}

// TestPublishWritesOnlyWhatDiffers counts: nothing the second time, one file after one was touched by another hand.
func TestPublishWritesOnlyWhatDiffers(t *testing.T) {
	a := sample("A")
	dir := filepath.Join(scratch(t), "public")
	if rep := publish(t, dir, a); rep != (build.Report{Files: 600, Written: 600}) {
		t.Errorf("first: %+v", rep)
	}
	if rep := publish(t, dir, a); rep != (build.Report{Files: 600}) {
		t.Errorf("second: %+v", rep)
	}
	want := readTree(t, dir)
	mending := map[string]func(name string) error{
		"deleted":      os.Remove,
		"cut short":    func(name string) error { return os.Truncate(name, 10) },
		"other bytes":  sameSize,
		"a folder now": func(name string) error { return errors.Join(os.Remove(name), os.Mkdir(name, 0o755)) },
		"only touched": func(name string) error { return os.Chtimes(name, time.Unix(1, 0), time.Unix(1, 0)) },
	}
	for what, harm := range mending {
		if err := harm(filepath.Join(dir, "carte/007/index.html")); err != nil {
			t.Fatal(err)
		}
		wrote := 1
		if what == "only touched" {
			wrote = 0
		}
		if rep := publish(t, dir, a); rep.Written != wrote {
			t.Errorf("%s: %d written, want %d", what, rep.Written, wrote)
		}
		if d := difference(readTree(t, dir), want); d != "" {
			t.Errorf("%s: not repaired:\n%s", what, d)
		}
	}
}

// sameSize changes a file's bytes and leaves its length.
func sameSize(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	data[len(data)/2] ^= 1
	return os.WriteFile(name, data, 0o644)
}

// TestPublishSeesAChangeWithinOneTick changes a file as soon as it is published, and leaves its length: the clock of many
// file systems gives it the date it had.
func TestPublishSeesAChangeWithinOneTick(t *testing.T) {
	dir := filepath.Join(scratch(t), "public")
	data := []byte("<p>sound</p>")
	files := []output.File{{Path: "index.html", Data: data, Size: int64(len(data)), Sum: xxhash.Sum64(data), HTML: true}}
	name := filepath.Join(dir, "index.html")
	for range 100 {
		publish(t, dir, files)
		if err := sameSize(name); err != nil {
			t.Fatal(err)
		}
		publish(t, dir, files)
		if got, err := os.ReadFile(name); err != nil || string(got) != string(data) {
			t.Fatalf("the file still holds %q (%v)", got, err)
		}
	}
}

// TestPublishKeepsWhatIsNotOurs puts files of other hands in every place, and where the site wants its own.
func TestPublishKeepsWhatIsNotOurs(t *testing.T) {
	a, b := sample("A"), sample("B")
	dir := filepath.Join(scratch(t), "public")
	publish(t, dir, a)
	mine := map[string]string{"only-A/003/notes.txt": "mine", "CNAME": "exemple.be", ".well-known/x": "mine", "carte/.htaccess": "mine"}
	for name, data := range mine {
		put(t, filepath.Join(dir, name), []byte(data))
	}
	publish(t, dir, b)
	publish(t, dir, nil)
	got := readTree(t, dir)
	for name, data := range mine {
		if got[name] != data {
			t.Errorf("%s: %q, want %q", name, got[name], data)
		}
	}
	for name := range got {
		if _, own := mine[name]; !own && !strings.HasSuffix(name, "/") && name != build.ManifestName {
			t.Errorf("%s was ours and is still there", name)
		}
	}
}

// TestPublishRefusesAFileInTheWay: nothing of the editor's is lost, and nothing is half done.
func TestPublishRefusesAFileInTheWay(t *testing.T) {
	a, b := sample("A"), sample("B")
	dir := filepath.Join(scratch(t), "public")
	publish(t, dir, a)
	name := filepath.Join(dir, "only-B", "004", "index.html")
	put(t, name, []byte("written by hand"))
	before := readTree(t, dir)
	p := build.Publisher{Dir: dir}
	_, err := p.Publish(t.Context(), b, false)
	var way *build.ErrInTheWay
	if !errors.As(err, &way) {
		t.Fatalf("got %v, want ErrInTheWay", err)
	}
	if d := difference(readTree(t, dir), before); d != "" {
		t.Errorf("the folder changed:\n%s", d)
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, b)
	if d := difference(readTree(t, dir), published(t, b, nil)); d != "" {
		t.Errorf("once it is away:\n%s", d)
	}
}

// TestPublishRefusesAFolderThatIsNotOurs: ours is absent, empty, holds only dotfiles or CNAME, or has our manifest.
func TestPublishRefusesAFolderThatIsNotOurs(t *testing.T) {
	for name, foreign := range map[string]bool{"vacances.jpg": true, "index.html": true, "sous/dossier.txt": true, ".gitkeep": false, "CNAME": false, ".git/config": false} {
		dir := scratch(t)
		put(t, filepath.Join(dir, name), []byte("mine"))
		p := build.Publisher{Dir: dir}
		_, err := p.Publish(t.Context(), sample("A"), false)
		var refused *build.ErrForeign
		if errors.As(err, &refused) != foreign {
			t.Errorf("%s: %v", name, err)
		}
		if data, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(data) != "mine" {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
}

// TestPublishRefusesNamesThatLeaveTheFolder: not even a fault of ours may write elsewhere.
func TestPublishRefusesNamesThatLeaveTheFolder(t *testing.T) {
	for _, path := range []string{"../x", "/etc/x", "a/../../x", ".git/config", "a/.htaccess", "CNAME", ""} {
		dir := filepath.Join(scratch(t), "public")
		p := build.Publisher{Dir: dir}
		if _, err := p.Publish(t.Context(), []output.File{{Path: path, Data: []byte("x"), Sum: 1}}, false); err == nil {
			t.Errorf("%q was written", path)
		}
	}
}

// TestPublishCutShort: a publication that is cancelled before it begins touches nothing; once begun it goes to its end,
// for a site half moved would stand until the next good build.
func TestPublishCutShort(t *testing.T) {
	a, b := sample("A"), sample("B")
	dir := filepath.Join(scratch(t), "public")
	p := build.Publisher{Dir: dir}
	if _, err := p.Publish(t.Context(), a, false); err != nil {
		t.Fatal(err)
	}
	before := readTree(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Publish(ctx, b, true); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want a cancelled context", err)
	}
	if d := difference(readTree(t, dir), before); d != "" {
		t.Errorf("something was touched:\n%s", d)
	}
	want := published(t, b, nil)
	for range 20 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		_, err := p.Publish(ctx, b, true)
		cancel()
		got := readTree(t, dir)
		if err == nil && difference(got, want) != "" || err != nil && difference(got, before) != "" {
			t.Fatalf("%v, and the site is neither: %s", err, difference(got, want))
		}
		if _, err := p.Publish(t.Context(), a, true); err != nil {
			t.Fatal(err)
		}
	}
}
