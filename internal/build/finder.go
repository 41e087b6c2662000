package build

import (
	"bytes"
	"encoding/binary"
	"slices"
	"sync"
)

// finder looks for many texts in one pass: a table of what four bytes hash to sends almost every position on.
type finder struct {
	first [1 << 16]bool
	by    map[[4]byte][]secret
	bufs  sync.Pool // of *[]byte: outputs, folded
}

func newFinder(all []secret) *finder {
	f := &finder{by: map[[4]byte][]secret{}}
	for _, s := range all {
		if len(s.text) < 4 {
			continue // shorter than any address worth hiding
		}
		k := [4]byte([]byte(s.text[:4]))
		f.first[hash4(k[:])] = true
		f.by[k] = append(f.by[k], s)
	}
	return f
}

// hash4 spreads four bytes over sixteen bits (Knuth's multiplicative hash).
func hash4(b []byte) uint16 { return uint16(binary.LittleEndian.Uint32(b) * 2654435761 >> 16) }

// beside is how far apart, in bytes, the two numbers of one position are written.
const beside = 200

func (f *finder) in(data []byte) []secret {
	var out []secret
	buf, _ := f.bufs.Get().(*[]byte)
	if buf == nil {
		buf = new([]byte)
	}
	defer f.bufs.Put(buf)
	*buf = appendFolded((*buf)[:0], data)
	t := *buf
	for i := 0; i+4 <= len(t); i++ {
		if !f.first[hash4(t[i:i+4])] {
			continue
		}
		for _, s := range f.by[[4]byte(t[i:i+4])] {
			end := i + len(s.text)
			if end > len(t) || string(t[i:end]) != s.text || !whole(t, i, end, s.key) {
				continue
			}
			s.alone = s.other != "" && !bytes.Contains(t[max(0, i-beside):min(len(t), end+beside)], []byte(s.other))
			if s.alone && s.common {
				continue
			}
			out = add(out, s)
		}
	}
	return out
}

// add adds a hit, once.
func add(hits []secret, s secret) []secret {
	n := slices.IndexFunc(hits, func(o secret) bool { return o.text == s.text && o.owner == s.owner })
	if n < 0 {
		return append(hits, s)
	}
	hits[n].alone = hits[n].alone && s.alone
	return hits
}

// whole tells that a hit is not a part of a longer word or number: "12" of "Rue Haute 12" is not that of "Rue Haute 120",
// while a coordinate may go on with more decimals.
func whole(t []byte, from, to int, key string) bool {
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	if from > 0 && digit(t[from]) && (digit(t[from-1]) || t[from-1] == '.') {
		return false
	}
	return key == "coordonnees" || to >= len(t) || !(digit(t[to]) && digit(t[to-1]))
}
