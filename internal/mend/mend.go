// Package mend writes in the editors' files the corrections that leave no doubt.
//
// It knows nothing of what is checked: it is given a function that checks, which tells every problem with its corrected line.
// All happens in memory, over the files as they are on disk; Write then replaces those that are still what was read.
//
// What holds of every file it gives:
//
//   - Only the lines that a sure correction is for have changed, and of such a line only its text: its end, a byte order mark
//     and a missing end of the last line stay. A file in another encoding, when it is certain which, changes as a whole.
//   - A correction that brings an error to its line is taken back: mending never adds one.
//   - Mending what was mended changes nothing.
package mend

import (
	"bytes"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/diag"
)

// Change is one correction.
type Change struct {
	File     string // as in messages
	Line     int    // 0: the whole file
	Code     string
	Was, Now string // the line, without its end; of a whole file, what was done is in Now
}

// File is one that is mended.
type File struct {
	Name     string // as in messages
	Was, Now []byte
}

// Result is all that was mended, in the order of files and lines.
type Result struct {
	Files   []File
	Changes []Change
	Left    diag.List // what is still wrong
}

// Check tells what is wrong with all files, those of over being read in place of the disk's. Both name files as messages do.
type Check func(over map[string][]byte) (diag.List, error)

// maxRounds bounds the work: a line may need several corrections, one a round.
const maxRounds = 20

// All mends until there is nothing more to mend. read gives a file's bytes; only files that may returns true for are touched.
func All(check Check, read func(file string) ([]byte, error), may func(file string) bool) (*Result, error) {
	m := &mender{read: read, may: may, was: map[string][]byte{}, over: map[string][]byte{}, refused: map[attempt]bool{}}
	list, err := check(m.over)
	for round := 0; err == nil && round < maxRounds; round++ {
		tried, e := m.round(list)
		if e != nil {
			return nil, e
		}
		if len(tried) == 0 {
			break
		}
		before := list
		if list, err = check(m.over); err == nil && m.takeBack(tried, before, list) {
			list, err = check(m.over)
		}
	}
	if err != nil {
		return nil, err
	}
	return m.result(list), nil
}

// mender is All at work.
type mender struct {
	read      func(string) ([]byte, error)
	may       func(string) bool
	was, over map[string][]byte
	done      []Change
	refused   map[attempt]bool
}

// attempt is a correction as it would be written.
type attempt struct {
	file     string
	line     int
	was, now string
}

// round makes one correction in each line that has a sure one.
func (m *mender) round(list diag.List) ([]Change, error) {
	var tried []Change
	taken := map[attempt]bool{}
	for _, d := range list.Sorted() {
		if !m.may(d.Pos.File) {
			continue
		}
		whole := d.Code == "encodage" || d.Code == "encodage-utf16" || d.Code == "fins-de-ligne"
		at := attempt{file: d.Pos.File, line: d.Pos.Line}
		if whole {
			at.line = 0
		}
		if !whole && !Sure(d) || taken[at] || taken[attempt{file: d.Pos.File}] {
			continue
		}
		data, err := m.bytes(d.Pos.File)
		if err != nil {
			return nil, err
		}
		c, now, ok := Change{File: d.Pos.File, Code: d.Code}, []byte(nil), false
		if whole {
			now, c.Now, ok = recode(d.Code, data)
		} else {
			c.Line, c.Was, c.Now = d.Pos.Line, d.Source, d.Fix
			now, ok = replaceLine(data, c.Line, c.Was, c.Now)
		}
		if !ok || m.refused[attempt{c.File, c.Line, c.Was, c.Now}] {
			continue
		}
		taken[at] = true
		m.over[c.File] = now
		tried = append(tried, c)
	}
	m.done = append(m.done, tried...)
	return tried, nil
}

// bytes gives a file as it is mended so far.
func (m *mender) bytes(file string) ([]byte, error) {
	if data, ok := m.over[file]; ok {
		return data, nil
	}
	if data, ok := m.was[file]; ok {
		return data, nil
	}
	data, err := m.read(file)
	m.was[file] = data
	return data, err
}

// takeBack undoes the corrections that brought an error to their line.
func (m *mender) takeBack(tried []Change, before, after diag.List) bool {
	type place struct {
		file, code string
		line       int
	}
	had := map[place]bool{}
	for _, d := range before {
		at := place{d.Pos.File, d.Code, d.Pos.Line}
		had[at] = had[at] || d.Severity == diag.Erreur
	}
	bad := map[attempt]bool{}
	for _, d := range after {
		if d.Severity == diag.Erreur && !had[place{d.Pos.File, d.Code, d.Pos.Line}] {
			bad[attempt{file: d.Pos.File, line: d.Pos.Line}] = true
		}
	}
	undone := false
	for _, c := range tried {
		if c.Line == 0 || !bad[attempt{file: c.File, line: c.Line}] {
			continue
		}
		data, ok := replaceLine(m.over[c.File], c.Line, c.Now, c.Was)
		if !ok {
			continue
		}
		m.over[c.File], undone = data, true
		m.refused[attempt{c.File, c.Line, c.Was, c.Now}] = true
		i := slices.Index(m.done, c)
		m.done = slices.Delete(m.done, i, i+1)
	}
	return undone
}

func (m *mender) result(left diag.List) *Result {
	r := &Result{Left: left, Changes: m.done}
	for name, now := range m.over {
		if !bytes.Equal(m.was[name], now) {
			r.Files = append(r.Files, File{name, m.was[name], now})
		}
	}
	slices.SortFunc(r.Files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	slices.SortStableFunc(r.Changes, func(a, b Change) int {
		if c := strings.Compare(a.File, b.File); c != 0 {
			return c
		}
		return a.Line - b.Line
	})
	return r
}

const bom = "\ufeff"

// replaceLine puts another text in a line, from 1, that is what it is thought to be. Its end and a byte order mark stay.
func replaceLine(data []byte, n int, was, now string) ([]byte, bool) {
	start := 0
	for i := 1; i < n; i++ {
		j := bytes.IndexByte(data[start:], '\n')
		if j < 0 {
			return nil, false
		}
		start += j + 1
	}
	end := len(data)
	if j := bytes.IndexByte(data[start:], '\n'); j >= 0 {
		end = start + j
	}
	if n == 1 {
		start += len(data) - len(bytes.TrimPrefix(data, []byte(bom)))
	}
	if end > start && data[end-1] == '\r' && !strings.HasSuffix(was, "\r") {
		end--
	}
	if string(data[start:end]) != was || strings.ContainsAny(now, "\r\n") {
		return nil, false
	}
	return slices.Concat(data[:start], []byte(now), data[end:]), true
}
