// Package corpus writes content folders of any size for tests and benchmarks: N initiatives, N/10 portraits of teams, ten
// chapters of a guide, two ordinary pages, one image.
//
// Everything in it is plainly invented ("initiative fictive 12", example.org) but for the communes, which are real so that
// the map is. The same seed always gives the same bytes, and initiative i does not depend on how many there are. Each folder
// is sound: built on Day, it has no erreur and no avertissement but a few stale verifications.
package corpus

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	"go.yaml.in/yaml/v4"
)

// Day is the day to build a corpus on: every date in it is earlier.
const Day = "2026-06-15"

// lists are the ids of a vocabulary, by the name of the list.
type lists map[string][]string

// Write makes a content folder in dir, which is created. vocab is the text of vocabulaires.yaml: it is copied, and the
// entries take their ids from it.
func Write(dir string, n int, seed uint64, vocab []byte) error {
	ids, err := readLists(vocab)
	if err != nil {
		return err
	}
	for _, d := range [...]string{"initiatives", "portraits", "guide", "pages", "media"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			return err
		}
	}
	fixed := map[string][]byte{
		"site.yaml":           []byte(siteYAML),
		"vocabulaires.yaml":   vocab,
		"pages/a-propos.md":   []byte(aboutPage),
		"pages/mentions.md":   []byte(noticePage),
		"media/rencontre.png": picture(),
	}
	for name, data := range fixed {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return writeEntries(dir, n, seed, ids)
}

// Initiative gives the path, in the content folder, of the initiative number i.
func Initiative(i int) string { return fmt.Sprintf("initiatives/initiative-fictive-%05d.md", i) }

// Portrait gives the path, in the content folder, of the portrait number i.
func Portrait(i int) string { return fmt.Sprintf("portraits/equipe-fictive-%05d.md", i) }

// Chapter gives the path, in the content folder, of the chapter number i, from 0 to 9.
func Chapter(i int) string { return fmt.Sprintf("guide/%02d-%s.md", i+1, chapters[i].slug) }

// writeEntries writes all entries on all processors.
func writeEntries(dir string, n int, seed uint64, ids lists) error {
	portraits := n / 10
	total := n + portraits + len(chapters)
	var next atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, runtime.GOMAXPROCS(0))
	for w := range errs {
		wg.Go(func() {
			var b bytes.Buffer
			for errs[w] == nil {
				i := int(next.Add(1)) - 1
				if i >= total {
					return
				}
				b.Reset()
				path := entry(&b, i, n, portraits, seed, ids)
				errs[w] = os.WriteFile(filepath.Join(dir, filepath.FromSlash(path)), b.Bytes(), 0o644)
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// entry writes entry i of all: initiatives come first, then portraits, then chapters. It gives its path.
func entry(b *bytes.Buffer, i, n, portraits int, seed uint64, ids lists) string {
	writer := writer{b, nil, ids, n}
	switch {
	case i < n:
		writer.Rand = rand.New(rand.NewPCG(seed, uint64(i)))
		writer.initiative(i)
		return Initiative(i)
	case i < n+portraits:
		i -= n
		writer.Rand = rand.New(rand.NewPCG(seed, 1<<40+uint64(i)))
		writer.portrait(i)
		return Portrait(i)
	default:
		i -= n + portraits
		writer.Rand = rand.New(rand.NewPCG(seed, 1<<41+uint64(i)))
		writer.chapter(i)
		return Chapter(i)
	}
}

// readLists reads the ids of a vocabulary file, in its order.
func readLists(vocab []byte) (lists, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(vocab, &doc); err != nil {
		return nil, fmt.Errorf("corpus: vocabulary: %w", err)
	}
	ids := lists{}
	if len(doc.Content) > 0 {
		top := doc.Content[0].Content
		for i := 0; i+1 < len(top); i += 2 {
			values := top[i+1].Content
			for j := 0; j+1 < len(values); j += 2 {
				ids[top[i].Value] = append(ids[top[i].Value], values[j].Value)
			}
		}
	}
	for _, name := range [...]string{"secteurs", "natures", "statuts", "publics"} {
		if len(ids[name]) == 0 {
			return nil, fmt.Errorf("corpus: the vocabulary has no %q", name)
		}
	}
	return ids, nil
}

// picture is a small image with no metadata.
func picture() []byte {
	m := image.NewPaletted(image.Rect(0, 0, 96, 64), color.Palette{color.Gray{0xee}, color.RGBA{0x1d, 0x5c, 0x42, 0xff}, color.RGBA{0xd9, 0x8a, 0x1f, 0xff}})
	for y := range 64 {
		for x := range 96 {
			if x/8%3 == 1 && y > 16 {
				m.SetColorIndex(x, y, uint8(1+y/24%2))
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil { // a Buffer never fails, and the image is sound
		panic(err)
	}
	return b.Bytes()
}
