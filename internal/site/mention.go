package site

import (
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/diag"
)

// Mention is one place where an entry speaks of another, or of a file.
type Mention struct {
	From Entry
	Key  string // of the header: "partenaires"; "" in the text
	Pos  diag.Pos
}

// Mentions lists where the entries that are shown name an entry in their header, or link to it in their text, kind by kind.
func (s *Site) Mentions(of Entry) []Mention {
	to := of.Common()
	url, fragment, _ := strings.Cut(to.URL(), "#")
	var out []Mention
	for _, e := range s.All() {
		if e.Common().Path == to.Path {
			continue
		}
		b := e.Common()
		EachRef(e, func(r *Ref) {
			if r.Link.URL == to.URL() {
				pos := diag.Pos{File: b.Src.File, Line: int(r.Line), Col: int(r.Col)}
				out = append(out, Mention{e, b.Src.keyAt(r.Line), pos})
			}
		})
		eachName(e, func(key, name string) {
			if o := s.organisation(name); o != nil && o.Common().Path == to.Path {
				out = append(out, Mention{e, strings.TrimRight(key, ".0123456789"), b.Src.At(key)})
			}
		})
		for _, l := range b.Body.Links {
			if l.URL == to.URL() || l.URL == url && (fragment == "" || l.Fragment == fragment) {
				out = append(out, Mention{e, "", l.Pos})
			}
		}
	}
	return out
}

// Uses lists where the entries that are shown take a file of media.
func (s *Site) Uses(media string) []Mention {
	var out []Mention
	for _, e := range s.All() {
		b := e.Common()
		if b.Image == media {
			out = append(out, Mention{e, "image", b.Src.At("image")})
		}
		if r, ok := e.(*Resource); ok && r.Fichier == media {
			out = append(out, Mention{e, "fichier", b.Src.At("fichier")})
		}
		for _, l := range b.Body.Links {
			if l.Media && l.Target == media {
				out = append(out, Mention{e, "", l.Pos})
			}
		}
	}
	return out
}

// keyAt names the key of the header that a line is in.
func (s *Source) keyAt(line int32) string {
	key, at := "", int32(0)
	for _, k := range s.Keys {
		if k.Line <= line && k.Line >= at && !strings.Contains(k.Key, ".") {
			key, at = k.Key, k.Line
		}
	}
	return key
}

// KeyLine is the line a key of the header stands in, its value being there or below; 0 when it is absent.
func (s *Source) KeyLine(key string) int {
	i := slices.IndexFunc(s.Keys, func(k KeyPos) bool { return k.Key == key })
	if i < 0 {
		return 0
	}
	at := int(s.Keys[i].Line)
	word := key[strings.LastIndexByte(key, '.')+1:] + ":"
	for n := at; n > s.Open; n-- {
		if strings.Contains(s.Line(n), word) {
			return n
		}
	}
	return at // its name is written in another way: in quotes
}
