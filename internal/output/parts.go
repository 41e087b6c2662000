package output

import "strconv"

// hashParts mixes all that a page shows of a list.
func (m *maker) hashParts(h *hash, parts []part) {
	for _, p := range parts {
		h.s(p.id, p.titre, p.note, strconv.FormatBool(p.suite))
		for _, x := range p.items {
			h.n(m.cards[x.Index].key)
		}
	}
}

// groups gives the parts of a list as pages show them: those of the map, then those off it.
func (m *maker) groups(parts []part) (on, off []Group) {
	for _, p := range parts {
		g := Group{ID: p.id, No: p.no, Titre: p.titre, Suite: p.suite, N: p.n, Note: p.note, Cards: m.join(p.items)}
		if p.note != "" {
			off = append(off, g)
		} else {
			on = append(on, g)
		}
	}
	return on, off
}
