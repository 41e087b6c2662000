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
	harmless = 8 << 10 // a body so short, without a table, is read at once whatever it holds

	nsLevel      = 500  // a line, for each container around it
	nsCell       = 3000 // a cell of a table; it is mostly memory
	nsAddress    = 4    // a byte of the line looked at again for each ](
	nsBracket    = 3    // a byte between [ and ]
	nsSign       = 1    // a pair of signs of emphasis in a block
	nsNote       = 2    // a pair of notes
	nsDefinition = 1    // a line of the block, for each definition in it
)

// overload tells where, and why, a body is refused; why is "" when it is not.
func overload(src []byte) (off int, why string) {
	if len(src) < harmless && bytes.IndexByte(src, '|') < 0 {
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
	block  struct { // the lines since the last blank one
		start, size, lines           int
		signs, addresses, defs, cols int
		open                         []int // where the [ not closed yet are
	}
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

func (l *load) line(start, stop int) {
	line := l.src[start:stop]
	l.lines++
	if len(bytes.TrimSpace(line)) == 0 {
		l.cost += l.blockCost()
		open := l.block.open[:0]
		l.block = struct {
			start, size, lines           int
			signs, addresses, defs, cols int
			open                         []int
		}{start: stop, open: open}
		return
	}
	b := &l.block
	b.size += len(line)
	b.lines++
	l.cost += nsCell * b.cols
	containers, indent := nesting(line)
	l.depth = max(l.depth, containers+indent/2)
	l.nested = containers > deepest
	if pipes := bytes.Count(line, []byte("|")); pipes > 0 && len(bytes.Trim(line, " \t>|:-")) == 0 {
		b.cols = max(b.cols, pipes+1)
	}
	if rest := bytes.TrimLeft(line, " \t>"); len(rest) > 0 && rest[0] == '[' && bytes.Contains(rest, []byte("]:")) {
		b.defs++
	}
	l.signs(line, start)
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
