package importer

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/text/unicode/norm"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// bench tries files out: it decodes them in memory, with the content as it is around them.
type bench struct {
	files   []content.File
	opts    content.Options
	cache   content.Cache
	prefix  string
	entries []site.Entry // of the content as it is
	vocab   *site.Vocabulary
	atlas   *geo.Atlas
	media   map[string]bool
	before  map[string]int // errors of the content as it is, by what they say
}

func newBench(fsys fs.FS, atlas *geo.Atlas, how How) (*bench, error) {
	b := &bench{opts: content.Options{Prefix: how.Prefix, Today: how.Today, Atlas: atlas}, prefix: how.Prefix, media: map[string]bool{}}
	var err error
	if b.files, err = content.Read(fsys, new(content.Cache), nil); err != nil {
		return nil, err
	}
	r, list := content.Decode(b.files, b.opts, &b.cache)
	b.entries, b.vocab, b.atlas = r.Entries, r.Vocab, r.Atlas
	for _, m := range r.Media {
		b.media[norm.NFC.String(m.Path)] = true
	}
	list.Add(b.tie(r, how.Today)...)
	b.before = tallyErrors(list)
	return b, nil
}

func (b *bench) tie(r *content.Result, today site.Date) diag.List {
	_, list := site.New(site.Input{Config: r.Config, Vocab: r.Vocab, Entries: r.Entries, Media: b.media, Today: today})
	return list
}

// sign is what two reports of one problem have in common, whatever the line.
func sign(d diag.Diag) string { return d.Pos.File + "\x00" + d.Code + "\x00" + d.Message }

func tallyErrors(list diag.List) map[string]int {
	out := map[string]int{}
	for _, d := range list {
		if d.Severity == diag.Erreur {
			out[sign(d)]++
		}
	}
	return out
}

// try decodes files, by content path, among those of the content.
func (b *bench) try(extra map[string][]byte) (map[string]site.Entry, diag.List) {
	files := make([]content.File, 0, len(b.files)+len(extra))
	for p, data := range extra {
		files = append(files, content.File{Path: p, Data: data, Size: int64(len(data)), Sum: xxhash.Sum64(data)})
	}
	for _, f := range b.files {
		if extra[f.Path] == nil {
			files = append(files, f)
		}
	}
	slices.SortFunc(files, func(x, y content.File) int { return strings.Compare(x.Path, y.Path) })
	r, list := content.Decode(files, b.opts, &b.cache)
	list.Add(b.tie(r, b.opts.Today)...)
	out := make(map[string]site.Entry, len(extra))
	for _, e := range r.Entries {
		if p := e.Common().Path; extra[p] != nil {
			out[p] = e
		}
	}
	return out, list
}

// decodeAside decodes the rows under names that nothing else has, to see what they are.
func (b *bench) decodeAside(k *site.Kind, fiches []*fiche) []site.Entry {
	extra := make(map[string][]byte, len(fiches))
	paths := make([]string, len(fiches))
	for i, f := range fiches {
		paths[i] = fmt.Sprintf("%s/import-en-cours-%07d.md", k.Dir, i)
		extra[paths[i]] = f.compose()
	}
	entries, _ := b.try(extra)
	out := make([]site.Entry, len(fiches))
	for i, p := range paths {
		out[i] = entries[p]
	}
	return out
}

// rounds is how often a file is mended before it is given up: once a value, and once its text.
const rounds = 12

// mend takes out of the files what would be an error, and makes drafts of them, until there is none.
func (p *planner) mend() {
	for round := 0; ; round++ {
		at := p.byFile()
		entries, list := p.bench.try(p.files())
		again := false
		done := map[string]bool{}
		for _, d := range slices.Backward(list.Sorted()) { // of a list, the last item first: the others keep their numbers
			i, ours := at[d.Pos.File]
			if !ours || d.Severity == diag.Conseil {
				continue
			}
			if d.Severity == diag.Avertissement {
				if round == 0 {
					p.warn(i, d)
				}
				continue
			}
			again = true
			if round >= rounds || !p.fiches[i].repair(entries[p.rows[i].Path], d, done) {
				p.refuse(i, d)
			}
		}
		if !again {
			p.others(list)
			return
		}
	}
}

// warn passes on what the decoder says of a file that does not stop it.
func (p *planner) warn(i int, d diag.Diag) {
	switch d.Code {
	case "cle-manquante", "cle-vide", "personne-ou-equipe", "image-alt-manquant": // of drafts: said already
		if p.fiches[i].withheld() {
			return
		}
	}
	p.fiches[i].note("", "", d.Message, d.Hint)
}

func (p *planner) refuse(i int, d diag.Diag) {
	o := &p.rows[i]
	if o.Path == "" {
		return
	}
	o.Path, o.Fate, o.Why = "", Refused, []string{strings.TrimSpace(d.Message + " " + d.Hint)}
	p.fiches[i].note("", o.Title, "Aucune fiche ne peut être faite de cette ligne : "+d.Message, d.Hint)
}

// others makes drafts of all files when one of them brings an error to a file that is there: what the drafts say is in nothing.
func (p *planner) others(list diag.List) {
	now := tallyErrors(list)
	for s, n := range now {
		if n > p.bench.before[s] {
			p.draftAll("Une fiche importée contredit une fiche du site : ")
			return
		}
	}
}

// draftAll tells whether there was still one to make a draft of.
func (p *planner) draftAll(why string) (some bool) {
	for i, f := range p.fiches {
		if p.rows[i].Path != "" && !f.withheld() {
			f.draft, some = true, true
			f.review = append(f.review, why+"comparez-les avant de publier.")
		}
	}
	return some
}

// byFile gives the row of a file, as messages name it.
func (p *planner) byFile() map[string]int {
	out := map[string]int{}
	for i, o := range p.rows {
		if o.Path != "" {
			out[p.bench.prefix+o.Path] = i
		}
	}
	return out
}

// files composes what is to be written.
func (p *planner) files() map[string][]byte {
	out := map[string][]byte{}
	for i, o := range p.rows {
		if o.Path != "" {
			out[o.Path] = p.fiches[i].compose()
		}
	}
	return out
}

var numberInPath = regexp.MustCompile(`\.([0-9]+)(\.|$)`)

// repair takes out the value that a problem is about; false when there is nothing left to take out. done holds what was taken
// out since the file was decoded.
func (f *fiche) repair(e site.Entry, d diag.Diag, done map[string]bool) bool {
	if e == nil || d.Pos.Line == 0 {
		return false
	}
	src := e.Common().Src
	if d.Pos.Line >= src.Body && src.Body > 1 {
		return f.repairText(d, done)
	}
	key := keyAt(src, d.Pos)
	if done[d.Pos.File+"#"+key] {
		return true
	}
	done[d.Pos.File+"#"+key] = true
	item := -1
	if m := numberInPath.FindStringSubmatch(key); m != nil {
		item, _ = strconv.Atoi(m[1]) // digits
		key = strings.TrimSuffix(numberInPath.ReplaceAllString(key, ".$2"), ".")
		key = strings.ReplaceAll(key, "..", ".")
	}
	values := f.values[key]
	if key == "titre" || len(values) == 0 {
		if f.draft {
			return false
		}
		f.draft = true
		f.review = append(f.review, strings.TrimSpace(d.Message+" "+d.Hint))
		return true
	}
	if item < 0 || item >= len(values) || f.p.keys.repeated(key) {
		f.fail(f.from[key], strings.Join(values, ", "), d.Message, d.Hint)
		delete(f.values, key)
		return true
	}
	f.fail(f.from[key], values[item], d.Message, d.Hint)
	if f.values[key] = slices.Delete(slices.Clone(values), item, item+1); len(f.values[key]) == 0 {
		delete(f.values, key)
	}
	return true
}

// repairText writes the body so that nothing in it can be read wrong.
func (f *fiche) repairText(d diag.Diag, done map[string]bool) bool {
	if f.plainly {
		return done[d.Pos.File]
	}
	f.plainly, done[d.Pos.File] = true, true
	f.note("", "", "Le texte contient des marques qui seraient mal lues : il est écrit comme texte simple. "+d.Message, "Relisez-le.")
	return true
}

// keyAt gives the key at a place of a header: the last that begins before it.
func keyAt(src *site.Source, at diag.Pos) string {
	best, line, col := "", 0, 0
	for _, k := range src.Keys {
		l, c := int(k.Line), int(k.Col)
		if l > at.Line || l == at.Line && c > max(at.Col, int(k.KeyCol)) {
			continue
		}
		if l > line || l == line && c >= col {
			best, line, col = k.Key, l, c
		}
	}
	return best
}
