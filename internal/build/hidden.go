package build

import (
	"bytes"
	"fmt"
	"html"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

// secret is one text no output may hold.
type secret struct {
	text   string // folded as it is looked for
	owner  site.Entry
	key    string
	other  string // of a latitude, the longitude, and the reverse; "" where it tells nothing
	common bool   // a number some public position holds too: only both, side by side, are a secret
	alone  bool   // a hit without the other beside it
}

// secrets lists what is hidden, less what another entry shows to everyone.
func secrets(s *site.Site) []secret {
	is := site.Of[*site.Initiative](s)
	if !slices.ContainsFunc(is, func(i *site.Initiative) bool { return len(i.Lieu.Hidden) > 0 }) {
		return nil
	}
	public, numbers, points := map[string]bool{}, map[int32]bool{}, map[[2]int32]bool{}
	for _, i := range is {
		public[fold(i.Lieu.Adresse)], public[fold(i.Lieu.Commune)] = true, true
		if i.Lieu.HasPoint {
			lon, lat := i.Lieu.Point[0], i.Lieu.Point[1]
			for _, p := range [][2]int32{{cut(lat), cut(lon)}, {rounded(lat), rounded(lon)}} { // as it is, and as the map's data rounds it
				numbers[p[0]], numbers[p[1]], points[p] = true, true, true
			}
		}
	}
	var out []secret
	for _, i := range is {
		var at [2]int32
		var pair []secret
		for _, h := range i.Lieu.Hidden {
			switch t := fold(h.Text); {
			case h.Key == "coordonnees":
				v, _ := strconv.ParseFloat(h.Text, 64)
				at[len(pair)] = cut(v)
				pair = append(pair, secret{text: cut4(h.Text), owner: i, key: h.Key, common: numbers[cut(v)]})
			case t != "" && !public[t]:
				out = append(out, secret{text: t, owner: i, key: h.Key})
			}
		}
		switch {
		case len(pair) == 1 && !pair[0].common:
			out = append(out, pair[0])
		case len(pair) == 2 && !points[at]:
			pair[0].other, pair[1].other = pair[1].text, pair[0].text
			out = append(out, pair...)
		}
	}
	slices.SortStableFunc(out, func(a, b secret) int { return strings.Compare(a.text, b.text) })
	return out
}

// fold makes an address comparable whatever the typography and HTML did to it: no-break spaces, curly apostrophes, case,
// character references.
func fold(s string) string { return string(appendFolded(nil, []byte(strings.TrimSpace(s)))) }

// appendFolded is fold without the trimming. Every output of a site goes through it: what is plain ASCII, nearly all of it,
// is only lowered.
func appendFolded(dst, src []byte) []byte {
	for i := 0; i < len(src); {
		from := i
		for i < len(src) && plainFold[src[i]] != 0 {
			i++
		}
		at := len(dst)
		dst = slices.Grow(dst, i-from)[:at+i-from]
		for k, c := range src[from:i] {
			dst[at+k] = plainFold[c]
		}
		if i == len(src) {
			break
		}
		if src[i] >= utf8.RuneSelf {
			r, n := utf8.DecodeRune(src[i:])
			dst = appendRune(dst, r, src[i:i+n])
			i += n
			continue
		}
		if end := bytes.IndexByte(src[i:min(len(src), i+12)], ';'); end > 1 { // "&amp;"
			for _, r := range html.UnescapeString(string(src[i : i+end+1])) {
				dst = appendRune(dst, r, nil)
			}
			i += end + 1
			continue
		}
		dst = append(dst, src[i])
		i++
	}
	return dst
}

// plainFold gives what a byte of ASCII becomes; 0 for those that are looked at closer.
var plainFold = func() (out [256]byte) {
	for c := range byte(utf8.RuneSelf) {
		out[c] = c
		if 'A' <= c && c <= 'Z' {
			out[c] += 'a' - 'A'
		}
	}
	out['&'] = 0
	return out
}()

// appendRune adds one character, folded; raw is how it was written, for what is no character at all.
func appendRune(dst []byte, r rune, raw []byte) []byte {
	switch r {
	case '\u00a0', '\u202f':
		return append(dst, ' ')
	case '’':
		return append(dst, '\'')
	case utf8.RuneError:
		return append(dst, raw...)
	}
	return utf8.AppendRune(dst, unicode.ToLower(r))
}

// cut and rounded give a coordinate of at most six decimals in 1e-4 degrees, its sign apart.
func cut(v float64) int32     { return int32(math.Round(math.Abs(v)*1e6)) / 100 }
func rounded(v float64) int32 { return int32(math.Round(math.Abs(v) * 1e4)) }

// cut4 keeps four decimals: two coordinates that agree so far name the same place within eleven metres.
func cut4(s string) string {
	i := strings.IndexByte(s, '.')
	if i < 0 {
		return s
	}
	return s[:min(len(s), i+5)]
}

// guard looks at every page as it is made, before its bytes leave for the disk.
type guard struct {
	find  *finder // nil: nothing is hidden
	stage *Stage
	drop  bool   // nothing will be published: the bytes are only looked at
	key   uint64 // of what is hidden: when that changes, every page is made and looked at again
	mu    sync.Mutex
	found map[string][]secret // by path, of the pages made in this build
	known lines               // of data files, found clean by the last good build
	clean lines               // the same, by this one
}

// lines are sums of lines that hold nothing hidden, and of what is hidden. One edit changes one line of a data file of
// megabytes: the others need no second look.
type lines struct {
	key  uint64
	sums map[uint64]struct{}
}

func newGuard(s *site.Site, req Request, failed bool, known lines) *guard {
	g := &guard{stage: req.Stage, drop: failed || req.Dry, found: map[string][]secret{}}
	if all := secrets(s); len(all) > 0 {
		g.find = newFinder(all)
		h := xxhash.New()
		for _, x := range all {
			_, _ = fmt.Fprintf(h, "%s\x00%s\x00%t\x00", x.text, x.other, x.common)
		}
		g.key = h.Sum64()
		g.clean = lines{g.key, map[uint64]struct{}{}}
	}
	if known.key == g.key {
		g.known = known
	}
	return g
}

// keep gives what output hands each page to.
func (g *guard) keep() func(*output.File, []byte) error {
	return func(f *output.File, data []byte) error {
		if !f.Own { // an example of ours may be what somebody hides
			g.look(f.Path, data)
		}
		switch {
		case g.drop && !strings.HasPrefix(f.Path, aside):
			return nil
		case g.stage == nil:
			f.Data = bytes.Clone(data)
			return nil
		default:
			return g.stage.keep(f, data)
		}
	}
}

func (g *guard) look(path string, data []byte) {
	if g.find == nil {
		return
	}
	if hits := g.find.in(data); len(hits) > 0 {
		g.mu.Lock()
		g.found[path] = hits
		g.mu.Unlock()
	}
}

// data looks at the lines of a data file that the last good build did not find clean, and a little around them.
func (g *guard) data(path string, data []byte) {
	from := 0
	var run []uint64 // the lines from there on
	look := func(to int) {
		if len(run) == 0 {
			return
		}
		hits := g.find.in(data[max(0, from-beside):min(len(data), to+beside)])
		for _, s := range hits {
			g.found[path] = add(g.found[path], s)
		}
		for _, sum := range run {
			if len(hits) == 0 {
				g.clean.sums[sum] = struct{}{}
			}
		}
		run = run[:0]
	}
	for at := 0; at < len(data); {
		end := len(data)
		if n := bytes.IndexByte(data[at:], '\n'); n >= 0 {
			end = at + n + 1
		}
		sum := xxhash.Sum64(data[at:end])
		if _, ok := g.known.sums[sum]; ok {
			look(at)
			g.clean.sums[sum] = struct{}{}
		} else {
			if len(run) == 0 {
				from = at
			}
			run = append(run, sum)
		}
		at = end
	}
	look(len(data))
}

// all gives what every output was found to hold: pages made now, data files, and pages kept from the last good build.
func (g *guard) all(files []output.File, before map[string][]secret) map[string][]secret {
	out := map[string][]secret{}
	if g.find == nil {
		return out
	}
	for i := range files {
		f := &files[i]
		if !f.HTML && text(f.Path) {
			g.data(f.Path, f.Data)
		}
		if hits := g.found[f.Path]; hits != nil {
			out[f.Path] = hits
		} else if hits := before[f.Path]; hits != nil && f.Kept {
			out[f.Path] = hits
		}
	}
	return out
}

// leaked tells of each hidden text that an output holds.
func (v *verifier) leaked(leaks map[string][]secret) {
	for i := range v.files {
		for _, s := range leaks[v.files[i].Path] {
			v.leak(&v.files[i], s)
		}
	}
}

// text tells which outputs can show a text at all.
func text(path string) bool {
	for _, ext := range []string{".woff2", ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".pdf", ".ico"} {
		if strings.HasSuffix(strings.ToLower(path), ext) {
			return false
		}
	}
	return true
}

// leak tells of a hidden text found in an output. When an editor's own text holds it, it is a warning at that line. Among
// the thousands of numbers of a data file, one falls like half of a hidden position now and then: that tells nothing.
func (v *verifier) leak(f *output.File, s secret) {
	what := map[string]string{"adresse": "l'adresse", "coordonnees": "la position"}[s.key]
	titre := s.owner.Common().Titre
	for _, e := range v.site.All() {
		if d, ok := typed(e, s, what, titre); ok {
			if !slices.ContainsFunc(v.diags, func(o diag.Diag) bool { return o.Code == d.Code && o.Pos == d.Pos }) { // once, however many outputs hold it
				v.diags.Add(d)
			}
			return
		}
	}
	if s.alone && !f.HTML {
		return
	}
	v.diags.Add(diag.Diag{Severity: diag.Erreur, Code: "lieu-cache-visible", Pos: diag.Pos{File: f.Path},
		Message: fmt.Sprintf("Le fichier « %s » montrerait %s cachée de « %s » : rien n'est publié.", f.Path, what, titre),
		Hint:    "C'est une faute de balise ou du thème, pas de votre texte : signalez-la. En attendant, retirez " + what + " de la fiche."})
}

// typed finds a hidden text in what an editor wrote, the hidden key itself apart.
func typed(e site.Entry, s secret, what, titre string) (diag.Diag, bool) {
	src := e.Common().Src
	own := src.At(s.key).Line
	for n, line := range strings.Split(string(src.Text()), "\n") {
		if e == s.owner || e.Common().Path == s.owner.Common().Path {
			if n+1 == own {
				continue
			}
		}
		i := strings.Index(fold(line), s.text)
		if i < 0 {
			continue
		}
		line = strings.TrimSuffix(line, "\r")
		return diag.Diag{Severity: diag.Avertissement, Code: "lieu-cache-dans-le-texte", Source: line,
			Pos:     diag.Pos{File: src.File, Line: n + 1, Col: len([]rune(fold(line)[:i])) + 1, Len: len([]rune(s.text))},
			Message: fmt.Sprintf("Ce texte montre %s que « %s » demande de cacher.", what, titre),
			Hint:    "Retirez-la du texte, ou changez precision si elle peut être montrée."}, true
	}
	return diag.Diag{}, false
}
