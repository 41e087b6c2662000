package build

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/internal/crew"
	"enrouteweb.org/balise/internal/site"
)

// RecordName is the file, beside the manifest, that tells the next publication what the public is shown by this one.
const RecordName = ".balise-publication"

// The record is a table: a line an entry, in the order of the site's lists. It is made from the tied site, where what is
// hidden or withdrawn no longer is; it holds no clock, so that one content gives one record. A column is known by its name:
// one that the last publication did not have yet is not compared, so that a new version of balise tells of no number or
// address that did not change.
var recordHead = []string{"type", "url", "alias", "texte", "details", "titre"}

// noted is one entry, as the record tells of it.
type noted struct {
	kind, url, alias string
	text, rest       string // sums of the body and its summary, and of the keys that no Field tells of
	titre            string
	fields           []string // by Field; nil where the record has no such column
}

// recorder writes the record, and keeps the line of each entry for the next time.
type recorder struct {
	lines map[string]recordLine // by URL
	size  int                   // that the record is likely to have, in bytes
	sum   uint64                // of the record this process left on the disk; 0 before
}

type recordLine struct {
	key    uint64
	mended string
	text   []byte
}

// recordColumns is the first line of a record.
func recordColumns() []string {
	head := slices.Clone(recordHead)
	for _, f := range Fields() {
		head = append(head, f.Key)
	}
	return head
}

// whole makes the record of a site, for one build only: nothing is kept for a next one. notes are what it says.
func (r *recorder) whole(s *site.Site) (data []byte, notes []noted, err error) {
	notes = notesOf(s.All())
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	err = w.Write(recordColumns())
	var row []string
	for i := range notes {
		row = notes[i].cells(row[:0])
		err = errors.Join(err, w.Write(row))
	}
	w.Flush()
	return out.Bytes(), notes, errors.Join(err, w.Error())
}

// again makes the record of a site whose entries mostly are what they were the last time.
func (r *recorder) again(s *site.Site) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(r.size)
	w := csv.NewWriter(&out)
	err := w.Write(recordColumns())
	w.Flush()
	next := make(map[string]recordLine, len(r.lines))
	for _, e := range s.All() {
		b := e.Common()
		line, ok := r.lines[b.URL()]
		if !ok || line.key != b.Key || line.mended != b.Mended {
			from, n := out.Len(), noteOf(e)
			err = errors.Join(err, w.Write(n.cells(nil)))
			w.Flush()
			line = recordLine{b.Key, b.Mended, bytes.Clone(out.Bytes()[from:])}
		} else {
			out.Write(line.text)
		}
		next[b.URL()] = line
	}
	r.lines, r.size = next, out.Len()+out.Len()/64
	return out.Bytes(), errors.Join(err, w.Error())
}

// notesOf notes entries on all processors.
func notesOf(all []site.Entry) []noted {
	notes := make([]noted, len(all))
	var next atomic.Int64
	var wg crew.Group
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(all); i = int(next.Add(1)) - 1 {
				notes[i] = noteOf(all[i])
			}
		})
	}
	wg.Wait()
	return notes
}

// noteOf notes an entry.
func noteOf(e site.Entry) noted {
	b := e.Common()
	text := xxhash.New()
	for _, s := range [...]string{b.Resume, b.Body.HTML, b.Mended} {
		_, _ = text.WriteString(s) // a Digest never fails
		_, _ = text.Write([]byte{0})
	}
	n := noted{kind: b.Kind.Name, url: b.URL(), alias: strings.Join(b.Alias, " "), text: strconv.FormatUint(text.Sum64(), 36), rest: strconv.FormatUint(restOf(e), 36), titre: b.Label()}
	n.fields = make([]string, len(Fields()))
	for i := range n.fields {
		n.fields[i] = value(e, i)
	}
	return n
}

// cells appends what a line of the record says, in the order of recordColumns.
func (n *noted) cells(row []string) []string {
	return append(append(row, n.kind, n.url, n.alias, n.text, n.rest, n.titre), n.fields...)
}

// readRecord reads the record of a folder; nil without error when there is none that can be read.
func readRecord(dir string) ([]noted, error) {
	data, err := os.ReadFile(filepath.Join(dir, RecordName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return parseRecord(data), nil
}

// parseRecord reads a record; nil when it is not one.
func parseRecord(data []byte) []noted {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 || len(rows[0]) < len(recordHead) || !slices.Equal(rows[0][:len(recordHead)], recordHead) {
		return nil // an editor's tool or a torn disk: the next publication has a whole one
	}
	fields := Fields()
	at := make([]int, len(fields))
	for i := range fields {
		at[i] = slices.Index(rows[0], fields[i].Key)
	}
	out := make([]noted, 0, len(rows)-1)
	all := make([]string, len(fields)*(len(rows)-1))
	for _, row := range rows[1:] {
		n := noted{kind: row[0], url: row[1], alias: row[2], text: row[3], rest: row[4], titre: row[5]}
		n.fields, all = all[:len(fields):len(fields)], all[len(fields):]
		for i, c := range at {
			if n.fields[i] = absent; c >= 0 {
				n.fields[i] = row[c]
			}
		}
		out = append(out, n)
	}
	return out
}

// absent stands for the value of a column that a record does not have. No value of a header holds a NUL.
const absent = "\x00"

// note puts the record in place, when it is not there already. quick trusts what this process wrote itself.
func (j *job) note(r *recorder, data []byte) error {
	sum := xxhash.Sum64(data)
	if j.quick && r.sum == sum {
		return nil
	}
	r.sum = 0
	old, err := os.ReadFile(filepath.Join(j.dir, RecordName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err != nil || !bytes.Equal(old, data) {
		if err := j.replace(RecordName, data); err != nil {
			return err
		}
	}
	r.sum = sum
	return nil
}
