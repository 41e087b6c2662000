package site

// Page is anything else: about, contact, privacy.
type Page struct {
	Base
}

// Clone copies the entry for New.
func (p *Page) Clone() Entry { c := *p; return &c }

// When dates the entry for feeds.
func (p *Page) When() Date { return newest(p.PublieLe, p.MisAJour) }

// Rank follows the numbers of the files.
func (p *Page) Rank() int { return p.Number }

var (
	_ Dated   = (*Page)(nil)
	_ Ordered = (*Page)(nil)
)
