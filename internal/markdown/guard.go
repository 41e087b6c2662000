package markdown

import (
	"bytes"
)

// The time that goldmark takes grows with the square of some things: signs of emphasis that never match, brackets left
// open, quotations in quotations, cells that a short row lacks. No text written by a person has many of them; a hostile
// or broken file may, and half a megabyte of [a]( would take minutes. overload adds up the worst that each could cost,
// in nanoseconds measured on an ordinary machine, and refuses the file whose sum passes the budget.
const (
	budget   = 1_500_000_000
	deepest  = 100     // containers opened by one line: > > > or - - -
	harmless = 8 << 10 // a body so short is read at once whatever it holds, if its tables are small

	nsLevel      = 500  // a line, for each container around it
	nsCell       = 3000 // a cell of a table; it is mostly memory
	nsAddress    = 4    // a byte of the line looked at again for each ](
	nsBracket    = 3    // a byte between [ and ]
	nsSign       = 1    // a pair of signs of emphasis in a block
	nsNote       = 2    // a pair of notes
	nsDefinition = 4    // a line of the block, for each definition in it
)

// overload tells where, and why, a body is refused; why is "" when it is not.
func overload(src []byte) (off int, why string) {
	if len(src) < harmless && nsCell*bytes.Count(src, []byte("|"))*bytes.Count(src, []byte("\n")) < budget {
		return 0, ""
	}
	l := load{src: src}
	for start := 0; start < len(src); {
		stop := start + bytes.IndexByte(src[start:], '\n')
		if stop < start {
			stop = len(src)
		}
		if l.line(start, stop); l.nested {
			return start, "Cette ligne empile plus de cent « > », puces ou numéros : elle ne peut pas être lue."
		}
		if l.cost+l.blockCost()+l.fileCost() > budget {
			return l.block.start, "Ce passage accumule tant de crochets, d’astérisques ou de cases qu’il ne peut pas être lu en un temps raisonnable."
		}
		start = stop + 1
	}
	return 0, ""
}

// load is the sum so far.
type load struct {
	src    []byte
	cost   int
	lines  int
	depth  int // most containers around a line
	notes  int
	nested bool
	block  block
}

// block is what goldmark may read as one text: lines up to a blank one, an item of a list, a row of a table.
type block struct {
	start, size, lines     int
	signs, addresses, defs int
	open                   []int // where the [ not closed yet are
	cols                   int   // the columns of the table that the lines before it announce
	table                  bool  // every line since then was a row
	above                  []byte
}

// blockCost is what the block adds once it is whole.
func (l *load) blockCost() int {
	b := &l.block
	return nsSign*b.signs*b.signs + b.addresses*b.size/3 + nsDefinition*b.defs*b.lines
}

// fileCost is what the whole file adds.
func (l *load) fileCost() int {
	return nsLevel*l.depth*l.lines + nsNote*l.notes*l.notes
}

// end closes the block before the line at start; a table goes on with its next row.
func (l *load) end(start int, row bool) {
	l.cost += l.blockCost()
	next := block{start: start, open: l.block.open[:0]}
	if row {
		next.cols, next.table = l.block.cols, true
	}
	l.block = next
}

func (l *load) line(start, stop int) {
	line := l.src[start:stop]
	l.lines++
	b := &l.block
	switch {
	case len(bytes.TrimSpace(line)) == 0:
		l.end(stop, false)
		return
	case startsItem(line):
		l.end(start, false)
	case b.table && line[0] == '|':
		l.end(start, true)
	default:
		b.table = false
	}
	b.size += len(line)
	b.lines++
	l.cost += nsCell * b.cols
	containers, indent := nesting(line)
	l.depth = max(l.depth, containers+indent/2)
	l.nested = containers > deepest
	if cols := columns(line); cols > 0 {
		b.cols = max(b.cols, cols)
		b.table = line[0] == '|' && cells(b.above) <= cols
	}
	if rest := bytes.TrimLeft(line, " \t>"); len(rest) > 0 && rest[0] == '[' && bytes.Contains(rest, []byte("]:")) {
		b.defs++
	}
	b.above = line
	l.signs(line, start)
}

// startsItem tells whether a line starts a new text whatever comes before it: an item, a heading.
func startsItem(line []byte) bool {
	rest := bytes.TrimLeft(line, " ")
	if len(line)-len(rest) > 3 || len(rest) < 3 || rest[1] != ' ' {
		return false
	}
	return rest[0] == '#' || bytes.IndexByte([]byte("-+*"), rest[0]) >= 0 && rest[2] != ' '
}

// columns counts the columns that a line of dashes, | --- | :-: |, gives to a table; 0 when it is not one.
func columns(line []byte) int {
	if bytes.IndexByte(line, '|') < 0 || len(bytes.Trim(line, " \t>|:-")) > 0 {
		return 0
	}
	n := 0
	for cell := range bytes.SplitSeq(bytes.Trim(line, " \t>|"), []byte("|")) {
		cell = bytes.TrimSpace(cell)
		cell = bytes.TrimSuffix(bytes.TrimPrefix(cell, []byte(":")), []byte(":"))
		if len(cell) == 0 || len(bytes.Trim(cell, "-")) > 0 {
			return 0
		}
		n++
	}
	return n
}

// signs counts the brackets and the signs of emphasis of a line.
func (l *load) signs(line []byte, start int) {
	b := &l.block
	addresses := 0
	for i, c := range line {
		next := byte(0)
		if i+1 < len(line) {
			next = line[i+1]
		}
		switch c {
		case '*', '_', '~':
			if next != c {
				b.signs++
			}
		case '[':
			b.open = append(b.open, start+i)
			if next == '^' {
				l.notes++
			}
		case ']':
			if last := len(b.open) - 1; last >= 0 {
				l.cost += nsBracket * (start + i - b.open[last])
				b.open = b.open[:last]
			}
			if next == '(' {
				addresses++
			}
			if next == '(' || next == '[' {
				b.addresses++
			}
		}
	}
	l.cost += nsAddress * addresses * len(line)
}

// nesting counts the containers that a line opens, and the spaces before them.
func nesting(line []byte) (containers, indent int) {
	spaces := 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ':
			spaces++
			continue
		case c == '\t':
			spaces += 4
			continue
		case c == '>':
		case c == '-' || c == '+' || c == '*':
			if i+1 < len(line) && line[i+1] != ' ' && line[i+1] != '\t' {
				return containers, max(indent, spaces)
			}
		case digit(c):
			for i < len(line) && digit(line[i]) {
				i++
			}
			if i == len(line) || line[i] != '.' && line[i] != ')' {
				return containers, max(indent, spaces)
			}
		case c == '[' && i+1 < len(line) && line[i+1] == '^':
			stop := bytes.Index(line[i:], []byte("]:"))
			if stop < 0 {
				return containers, max(indent, spaces)
			}
			i += stop + 1
		default:
			return containers, max(indent, spaces)
		}
		containers++
		indent, spaces = max(indent, spaces), 0
	}
	return containers, max(indent, spaces)
}
