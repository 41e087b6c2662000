package markdown

import (
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// entity writes the & at the start of s, or the character that &eacute; &#233; or &#xe9; names, and tells how many bytes
// it took.
func (p *page) entity(s []byte) int {
	n, runes := decodeEntity(s)
	if n == 0 {
		p.put(s[:1])
		return 1
	}
	if r, _ := utf8.DecodeRune(runes); unbreakable(r) {
		if unbreakable(p.prev) {
			return n
		}
		// « mot &nbsp;: »: one space is enough, the one that holds.
		if p.prev == ' ' && len(p.html) > 0 && p.html[len(p.html)-1] == ' ' {
			p.html = p.html[:len(p.html)-1]
			if !p.mute {
				p.text = p.text[:len(p.text)-1]
			}
		}
	}
	p.put(runes)
	return n
}

// decodeEntity reads the entity that s starts with: its length, 0 when there is none, and what it stands for.
func decodeEntity(s []byte) (n int, runes []byte) {
	if len(s) < 3 {
		return 0, nil
	}
	if s[1] == '#' {
		return decodeNumber(s)
	}
	i := 1
	for i < len(s) && util.IsAlphaNumeric(s[i]) {
		i++
	}
	if i == 1 || i == len(s) || s[i] != ';' {
		return 0, nil
	}
	e, ok := util.LookUpHTML5EntityByName(string(s[1:i]))
	if !ok {
		return 0, nil
	}
	return i + 1, e.Characters
}

func decodeNumber(s []byte) (n int, runes []byte) {
	base, i, most := 10, 2, 7
	if s[2] == 'x' || s[2] == 'X' {
		base, i, most = 16, 3, 6
	}
	start := i
	for i < len(s) && i-start <= most && (digit(s[i]) || base == 16 && util.IsHexDecimal(s[i])) {
		i++
	}
	if i == start || i-start > most || i == len(s) || s[i] != ';' {
		return 0, nil
	}
	v, _ := strconv.ParseInt(string(s[start:i]), base, 32)
	r := rune(v)
	if !utf8.ValidRune(r) || !printable(r) {
		r = utf8.RuneError
	}
	return i + 1, utf8.AppendRune(nil, r)
}
