package content

import (
	"bufio"
	"net/url"
	"reflect"
	"slices"

	"github.com/cespare/xxhash/v2"
	"github.com/paulmach/orb"
	"golang.org/x/text/unicode/norm"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/markdown"
	"enrouteweb.org/balise/internal/site"
)

// worker decodes entries, one at a time. A Sorter serves one goroutine only, hence a worker for each.
type worker struct {
	set    *settings
	sorter *french.Sorter
	buf    *bufio.Reader
}

// entry decodes one file. There is always an entry, however little could be read of it: what links to it must not be
// said to lead nowhere.
func (w *worker) entry(s *sheet, f File) (site.Entry, []site.Date) {
	k := site.KindOf(norm.NFC.String(f.Path))
	e := k.New()
	b := e.Common()
	b.Kind, b.Path = k, norm.NFC.String(f.Path)
	b.Slug, b.Number = site.SlugOf(b.Path)
	known := tableOf(reflect.TypeOf(e))
	d := decoder{sheet: s, set: w.set, known: known, open: 1}
	h := header{bodyLine: 1}
	if s.legible() {
		var ok bool
		if h, ok = s.split(known); ok {
			d.before, d.open = h.first-1, h.open
			root, ok := s.readHeader(&h, known)
			switch {
			case !ok:
				scratch := k.New()
				*scratch.Common() = *b
				d.past = d.glance(&h, scratch)
			case d.header(root, reflect.ValueOf(e).Elem()):
				d.finish(e)
			}
		}
	}
	h.bodyLine = max(h.bodyLine, 1) // of a file without a header that can be found
	if b.Titre == "" {
		b.Titre = b.Slug
	}
	b.Key = newHash().word(f.Path).number(f.Sum).number(w.set.key).sum()
	b.SortKey = w.sorter.Key(b.Titre)
	b.Settle()
	b.Src = &site.Source{File: s.file, Data: f.Data, Open: d.open, Keys: d.keys, Body: h.bodyLine}
	if again, p := w.set.again, f.Path; again != nil {
		b.Src.Data, b.Src.Lost = nil, func() []byte { return again(p) }
	}
	b.Body = s.body(h, b)
	if i, ok := e.(*site.Initiative); ok {
		i.CarteKey = cardKey(i)
	}
	return e, d.past
}

// body renders the Markdown part.
func (s *sheet) body(h header, b *site.Base) site.Body {
	doc, list := markdown.Render(h.body, markdown.Options{File: s.file, Path: b.Path, FirstLine: h.bodyLine, Resolve: site.URLOf, Plan: b.Kind.Titles()})
	s.list.Add(list...)
	out := site.Body{HTML: doc.HTML, IDs: doc.IDs, Acronyms: acronyms(h.body, h.bodyLine)}
	for _, x := range doc.Headings {
		out.Headings = append(out.Headings, site.Heading{Level: x.Level, ID: x.ID, Text: x.Text})
	}
	for _, t := range doc.Tasks {
		out.Tasks = append(out.Tasks, site.Task{ID: t.ID, Text: t.Text, Done: t.Done})
	}
	for _, l := range doc.Links {
		link := site.BodyLink{Target: l.Target, URL: l.Target, Fragment: l.Fragment, Pos: l.Pos}
		switch l.Kind {
		case markdown.Entry:
			link.Entry = true
			link.URL, _ = site.URLOf(l.Target)
		case markdown.Media:
			link.Media = true
			link.URL = (&url.URL{Path: "/" + l.Target}).EscapedPath()
		case markdown.External:
			continue
		}
		out.Links = append(out.Links, link)
	}
	return out
}

// finish checks what one key says against another, and hides what the editor asked to hide.
func (d *decoder) finish(e site.Entry) {
	b := e.Common()
	unusable := d.reported("image")
	if b.Image != "" && b.ImageAlt == "" {
		at, _ := d.valueAt("image")
		d.report(d.severity(), "image-alt-manquant", at, "Cette image n'a pas de texte de remplacement, pour les personnes qui ne la voient pas.", "Ajoutez sous cette ligne : image_alt: ce que montre l'image, en une phrase")
	}
	d.meetingPlaces(e)
	if unusable { // the path that was proposed is not the editor's: whether it leads somewhere is not judged
		b.Image = ""
	}
	if r, ok := e.(*site.Resource); ok && d.reported("fichier") {
		r.Fichier = ""
	}
	switch x := e.(type) {
	case *site.Initiative:
		d.initiative(x)
	case *site.Portrait:
		d.portrait(x)
	case *site.Organisation:
		d.organisation(x)
	case site.Checked:
		x.Check(d.problem)
	}
}

// problem reports what an entry finds wrong between its keys. What was said of a value already is not said twice.
func (d *decoder) problem(p site.Problem) {
	if d.taken(p) || d.reported(p.Key) {
		return
	}
	at, ok := d.valueAt(p.Key)
	if !ok {
		at = span{d.open, 1, 3}
	} else if raw, whole := rawValue(d.work(at.line), at.col, ""); whole {
		if inBrackets(d.work(at.line), at.col, "") {
			raw = raw[:elementEnd(raw, 0, false)]
		}
		at.length = max(1, width(raw))
	}
	d.report(p.Severity, p.Code, at, p.Message, p.Hint)
}

// taken tells that a clash is with a value that nobody wrote: the one that a correction proposed for either key would
// bring. That correction is then not proposed.
func (d *decoder) taken(p site.Problem) bool {
	found := false
	for _, key := range []string{p.Key, p.Other} {
		at, ok := d.valueAt(key)
		for i := range d.list {
			if x := &d.list[i]; ok && p.Other != "" && x.Fix != "" && x.Pos.Line == at.line && x.Pos.Col == at.col {
				x.Fix, x.Hint = "", "Choisissez un nom qui n'est pas déjà pris dans ce fichier."
				found = true
			}
		}
	}
	return found
}

func (d *decoder) portrait(p *site.Portrait) {
	switch {
	case p.Personne != "" && p.Equipe != "":
		at, _ := d.valueAt("equipe")
		d.report(diag.Erreur, "personne-ou-equipe", at, "Un portrait est celui d'une personne ou celui d'une équipe, pas des deux.", "Gardez « personne » ou « equipe », et effacez l'autre ligne.")
	case p.Personne == "" && p.Equipe == "" && !d.reported("personne") && !d.reported("equipe"):
		d.report(d.severity(), "personne-ou-equipe", span{d.open, 1, 3}, "On ne sait pas de qui est ce portrait : il manque la clé « personne » ou la clé « equipe ».", "Ajoutez par exemple cette ligne : equipe: L'équipe mobile")
	}
	d.order("consentement.jusqu_au", p.Consentement.Le, p.Consentement.JusquAu)
}

// reported tells that something was already said of a key's value.
func (d *decoder) reported(key string) bool {
	at, ok := d.valueAt(key)
	return ok && slices.ContainsFunc(d.list, func(x diag.Diag) bool { return x.Severity == diag.Erreur && x.Pos.Line == at.line })
}

func (d *decoder) organisation(o *site.Organisation) {
	d.checkSwapped(o.Coordonnees)
	if o.Commune == "" || d.set.atlas == nil {
		return
	}
	l, ok := d.set.atlas.Find(o.Commune, "")
	if !ok {
		d.checkCommune(o.Commune, "BE", true)
		return
	}
	d.checkDistance(o.Coordonnees, l)
}

// order advises on an end that comes before its beginning. key is the end's.
func (d *decoder) order(key string, from, to site.Date) {
	if from.IsZero() || to.IsZero() {
		return
	}
	if to.Day == 0 || to.Month == 0 {
		from.Day = 0 // the year or month alone may be the beginning's own
	}
	if to.Month == 0 {
		from.Month = 0
	}
	if to.Compare(from) >= 0 {
		return
	}
	at, _ := d.valueAt(key)
	d.report(diag.Conseil, "dates-inversees", at, "La fin ("+to.Words()+") vient avant le début ("+from.Words()+").", "Vérifiez les deux dates.")
}

func (d *decoder) initiative(i *site.Initiative) {
	if i.Etat == "" {
		i.Etat = "active"
	}
	judged := i.Pays != "" || !d.reported("pays") // by what is known of its country
	if i.Pays == "" {
		i.Pays = "BE"
	}
	if i.Commune == "" && len(i.Zone) == 0 && !d.reported("commune") && !d.reported("zone") {
		d.report(d.severity(), "cle-manquante", span{d.open, 1, 3}, "Il manque la clé « commune » : l'initiative ne serait sur aucune carte ni dans aucune liste de lieux.",
			"Ajoutez par exemple « commune: Namur », ou « zone: [Namur, Hainaut] » si elle agit sans lieu fixe.")
	}
	if i.Horaires != "" {
		var bad *Flaw
		i.HorairesClair, i.Heures, bad = ParseHours(i.Horaires)
		d.flawAt("horaires", bad)
	}
	d.order("fin", i.Depuis, i.Fin)
	d.stale(i)
	var locality geo.Locality
	found := false
	if judged {
		if i.CodePostal != "" {
			d.flawAt("code_postal", checkPostcode(i.CodePostal, i.Pays))
		}
		d.checkPosition(i.Coordonnees, i.Pays)
		d.checkZone(i.Zone, i.Pays)
		locality, found = d.checkCommune(i.Commune, i.Pays, i.Coordonnees.Set)
		d.checkDistance(i.Coordonnees, locality)
	}
	d.show(i, locality, found)
}

// show applies the precision: from here on the entry holds nothing that may not be shown.
func (d *decoder) show(i *site.Initiative, l geo.Locality, found bool) {
	p := site.Place{Precision: i.Precision, CodePostal: i.CodePostal, Commune: i.Commune, Pays: i.Pays, Zone: i.Zone}
	if found {
		p.Commune, p.Province = l.Name, l.Province
	}
	if p.Province == "" && i.Coordonnees.Set && p.Pays == "BE" && d.set.atlas != nil {
		p.Province = d.set.atlas.ProvinceAt(orb.Point{i.Coordonnees.Lon, i.Coordonnees.Lat})
	}
	if p.Pays != "BE" {
		p.Province = ""
	}
	_, p.Region = geo.Province(p.Province)
	p.Territory = french.Slug(p.Commune)
	i.Lieu = site.Show(p, i.Coordonnees, i.Adresse, l.At, found)
	for n := range i.Lieu.Hidden {
		at, _ := d.valueAt(i.Lieu.Hidden[n].Key)
		i.Lieu.Hidden[n].Line = at.line
	}
	i.Adresse, i.CodePostal = i.Lieu.Adresse, i.Lieu.CodePostal
	if i.Lieu.Precision != site.Exact {
		i.Coordonnees = site.Coord{}
	}
}

// hash sums values in a fixed order, each told apart from the next.
type hash struct{ d *xxhash.Digest }

func newHash() hash { return hash{xxhash.New()} }

func (h hash) word(words ...string) hash {
	for _, w := range words {
		h.number(uint64(len(w)))
		_, _ = h.d.WriteString(w) // never fails
	}
	return h
}

func (h hash) list(words []string) hash { return h.number(uint64(len(words))).word(words...) }

func (h hash) number(n uint64) hash {
	var b [8]byte
	for i := range b {
		b[i] = byte(n >> (8 * i))
	}
	_, _ = h.d.Write(b[:]) // never fails
	return h
}

func (h hash) sum() uint64 { return h.d.Sum64() }

// cardKey sums what a card shows.
func cardKey(i *site.Initiative) uint64 {
	p := i.Lieu
	h := newHash().word(i.Titre, i.URL(), i.Resume, i.EnClair, i.Nature, i.Etat, i.VerifieLe.String()).
		list(i.Secteurs).list(i.Statuts).list(i.Publics).
		word(i.Acces.Cout, i.Acces.Inscription, i.Acces.PMR, i.Acces.EnLigne).list(i.Acces.Langues).
		word(p.Precision, p.Adresse, p.CodePostal, p.Commune, p.Pays, p.Province, p.Region, p.Territory).list(p.Zone)
	if p.HasPoint {
		h.word(formatDegrees(p.Point[0]), formatDegrees(p.Point[1]))
	}
	return h.sum()
}

// stale warns of a verification that is more than a year old. What has ended is not verified any more.
func (d *decoder) stale(i *site.Initiative) {
	at, ok := d.valueAt("verifie_le")
	if !ok || d.draft || i.Etat == "terminee" || !site.Stale(i.VerifieLe, d.set.today) {
		return
	}
	d.report(diag.Avertissement, "verification-ancienne", at, "« "+i.Titre+" » a été vérifiée le "+i.VerifieLe.Words()+", il y a plus de douze mois.",
		"Appelez ou écrivez, corrigez la fiche, puis changez la date de verifie_le.")
}
