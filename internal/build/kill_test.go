package build_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/corpus"
	"enrouteweb.org/balise/internal/output"
)

// alternate is the helper that never stops publishing one site, then the other, and says so.
func alternate(args []string) error {
	a, b := sample("A"), sample("B")
	p := &build.Publisher{Dir: args[0]}
	for i := 0; ; i++ {
		files := a
		if i%2 == 1 {
			files = b
		}
		if i%5 == 4 {
			p = &build.Publisher{Dir: args[0]} // as another process would
		}
		if _, err := p.Publish(context.Background(), files, i%3 != 0); err != nil {
			return err
		}
		fmt.Println(i)
	}
}

// TestPublishSurvivesKill kills a process that publishes, at any instant: each file is whole at all times, and the next
// build makes the folder what a single build makes it.
func TestPublishSurvivesKill(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	a, b := sample("A"), sample("B")
	wholeA, wholeB := byPath(a), byPath(b)
	want := map[string]map[string]string{"A": published(t, a, byHand), "B": published(t, b, byHand)}
	dir := filepath.Join(scratch(t), "public")
	for name, data := range byHand {
		put(t, filepath.Join(dir, name), []byte(data))
	}
	ctx := deadline(t)
	const rounds = 36
	for round := range rounds {
		killWhile(t, ctx, time.Duration(r.IntN(60_000))*time.Microsecond, round%4, "alternate", dir)
		for path, data := range readTree(t, dir) {
			own, known := byHand[path]
			switch {
			case strings.HasSuffix(path, "/"), path == build.ManifestName, strings.HasPrefix(path, ".balise-tmp/"):
			case known && own == data, wholeA[path] == data, wholeB[path] == data:
			default:
				t.Fatalf("round %d: %s is neither of the two sites'", round, path)
			}
		}
		if round%3 == 2 || round == rounds-1 { // the others pile up what kills leave
			which := []string{"A", "B"}[r.IntN(2)]
			publish(t, dir, map[string][]output.File{"A": a, "B": b}[which])
			if d := difference(readTree(t, dir), want[which]); d != "" {
				t.Fatalf("round %d: the next build has not repaired the folder:\n%s", round, d)
			}
		}
	}
}

// first is the helper that never stops publishing one site into new folders.
func first(args []string) error {
	for i := 0; ; i++ {
		p := &build.Publisher{Dir: filepath.Join(args[0], fmt.Sprint(i))}
		if _, err := p.Publish(context.Background(), sample("A"), false); err != nil {
			return err
		}
		fmt.Println(i)
	}
}

// TestFirstPublishSurvivesKill does it to the first publication of a folder, which is laid out aside.
func TestFirstPublishSurvivesKill(t *testing.T) {
	root := scratch(t)
	whole := byPath(sample("A"))
	want := published(t, sample("B"), nil)
	for round := range 12 {
		dir := filepath.Join(root, fmt.Sprint("round", round))
		killWhile(t, deadline(t), time.Duration(rand.IntN(30_000))*time.Microsecond, round%3, "first", dir)
		folders, err := os.ReadDir(dir)
		if err != nil && round%3 > 0 {
			t.Fatal(err)
		}
		for _, folder := range folders {
			out := filepath.Join(dir, folder.Name())
			for path, data := range readTree(t, out) {
				if path != build.ManifestName && !strings.HasPrefix(path, ".balise-tmp/") && !strings.HasSuffix(path, "/") && whole[path] != data {
					t.Fatalf("round %d: %s is not whole", round, path)
				}
			}
			publish(t, out, sample("B"))
			if d := difference(readTree(t, out), want); d != "" {
				t.Fatalf("round %d: the next build has not repaired the folder:\n%s", round, d)
			}
		}
	}
}

// killWhile starts an endless helper, waits until it has published n times, then for a moment, and kills it.
func killWhile(t *testing.T, ctx context.Context, moment time.Duration, n int, work string, args ...string) {
	t.Helper()
	cmd := helper(ctx, work, args...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for range n {
		lines.Scan()
	}
	<-time.After(moment) // any instant is a good one
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed: always an error
	if stderr.Len() > 0 {
		t.Fatalf("the publication failed by itself: %s", stderr.String())
	}
}

// rebuild is the helper that never stops building one content, then the other, into one folder: contents A and B, output.
func rebuild(args []string) error {
	var builders [2]*build.Builder
	for i := range builders {
		var err error
		if builders[i], err = build.New(build.Options{Content: args[i], Output: args[2]}); err != nil {
			return err
		}
	}
	p := &build.Publisher{Dir: args[2]}
	for i := 0; ; i++ {
		res, _, err := p.Build(context.Background(), builders[i%2], build.Request{Today: testDay})
		if err != nil {
			return err
		}
		if !res.OK {
			return errors.New(said(res.Diags))
		}
		fmt.Println(i)
	}
}

// TestBuildSurvivesKill does the same to whole builds of some 500 pages, which stage each page before it is moved.
func TestBuildSurvivesKill(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	root := scratch(t)
	contents := []string{filepath.Join(root, "A"), filepath.Join(root, "B")}
	ctx := deadline(t)
	whole := twoSites(t, ctx, contents)
	public := filepath.Join(root, "public")
	if err := os.Mkdir(public, 0o755); err != nil {
		t.Fatal(err)
	}
	const rounds = 6
	for round := range rounds {
		killWhile(t, ctx, time.Duration(r.IntN(400))*time.Millisecond, round%2, "rebuild", contents[0], contents[1], public)
		for path, data := range readTree(t, public) {
			if path != build.ManifestName && !strings.HasPrefix(path, ".balise-tmp/") && !strings.HasSuffix(path, "/") && whole[0][path] != data && whole[1][path] != data {
				t.Fatalf("round %d: %s is neither of the two sites'", round, path)
			}
		}
		if round%2 == 1 {
			if res, err := cold(ctx, contents[round/2%2], public); err != nil || !res.OK {
				t.Fatalf("%v\n%s", err, said(res.Diags))
			}
			if d := difference(readTree(t, public), whole[round/2%2]); d != "" {
				t.Fatalf("round %d: the next build has not repaired the folder:\n%s", round, d)
			}
		}
	}
}

// twoSites writes two contents and gives what a build of each alone makes.
func twoSites(t *testing.T, ctx context.Context, contents []string) (whole [2]map[string]string) {
	t.Helper()
	for i, content := range contents {
		if err := corpus.Write(content, 150, uint64(i), vocabulary(t)); err != nil {
			t.Fatal(err)
		}
		out := content + "-alone"
		if res, err := cold(ctx, content, out); err != nil || !res.OK {
			t.Fatalf("%v\n%s", err, said(res.Diags))
		}
		whole[i] = readTree(t, out)
	}
	if n := len(whole[0]); n < 500 {
		t.Fatalf("only %d files: too few to be cut in the middle", n)
	}
	return whole
}
