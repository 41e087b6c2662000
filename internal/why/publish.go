package why

import (
	"fmt"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// mostElsewhere is how many problems of other files are named.
const mostElsewhere = 5

// published tells whether the next build publishes an entry.
func (a *asked) published(out *Answer, e site.Entry, held *site.Withdrawal) Verdict {
	if held != nil {
		return a.kept(out, e.Common(), held)
	}
	if !a.res.OK {
		return a.stopped(out)
	}
	return Verdict{Yes: true, Why: "Oui : « balise build » le publie."}
}

// kept tells why an entry is withheld, at the line that does it.
func (a *asked) kept(out *Answer, b *site.Base, held *site.Withdrawal) Verdict {
	at := b.Src.At("brouillon")
	line := strings.TrimSpace(b.Src.Line(at.Line))
	switch b.Brouillon {
	case site.IsDraft:
		return Verdict{Why: fmt.Sprintf("Non : c'est un brouillon (ligne %d : « %s »).", at.Line, line), Place: at.Place(),
			Cure: "Pour la publier, écrivez « brouillon: non », ou effacez cette ligne."}
	case site.Doubt:
		return Verdict{Why: fmt.Sprintf("Non : la ligne %d (« %s ») ne dit ni oui ni non ; dans le doute, rien n'est publié.", at.Line, line), Place: at.Place(),
			Cure: "Écrivez « brouillon: non » pour la publier, « brouillon: oui » pour la garder en brouillon."}
	}
	for _, d := range out.diags {
		if strings.HasPrefix(d.Code, "consentement-") {
			return Verdict{Why: "Non. " + d.Message, Cure: d.Hint, Place: d.Pos.Place()}
		}
	}
	return Verdict{Why: "Non : " + held.Reason + "."}
}

// stopped tells which errors hold the whole site back, this file's own first.
func (a *asked) stopped(out *Answer) Verdict {
	v := Verdict{}
	if n := out.diags.Count(diag.Erreur); n > 0 {
		v.Why = fmt.Sprintf("Non : %s dans ce fichier. Tant qu'il en reste une, rien du site n'est publié ; ce qui est en ligne y reste.", french.Count(n, "erreur", "erreurs"))
		v.Cure = "Corrigez ce qui est montré plus haut."
		return v
	}
	n := a.res.Diags.Count(diag.Erreur)
	if n == 0 {
		v.Why = "Non : une autre page a déjà son adresse."
		return v
	}
	v.Why = fmt.Sprintf("Pas encore : rien n'est à corriger ici, mais %s ailleurs arrêtent tout le site ; ce qui est en ligne y reste.", french.Count(n, "erreur", "erreurs"))
	if n == 1 {
		v.Why = "Pas encore : rien n'est à corriger ici, mais une erreur ailleurs arrête tout le site ; ce qui est en ligne y reste."
	}
	for _, d := range a.res.Diags.Sorted() {
		if d.Severity == diag.Erreur && len(v.More) < mostElsewhere {
			v.More = append(v.More, d.Pos.Place()+" : "+d.Message)
		}
	}
	if more := n - len(v.More); more > 0 {
		v.More = append(v.More, "… et "+french.Count(more, "autre", "autres")+" (balise check les dit toutes)")
	}
	return v
}

// address tells where the entry is, with the site's own address when it is known.
func (a *asked) address(e site.Entry, s subject) *Address {
	b := e.Common()
	out := &Address{URL: a.base() + b.URL(), Asked: s.asked}
	at := b.Src.At("alias")
	for _, old := range b.Alias {
		line := at.Line
		for n := at.Line; n < b.Src.Body; n++ { // one of a list has its line
			if strings.Contains(b.Src.Line(n), old) {
				line = n
				break
			}
		}
		out.Old = append(out.Old, Alias{URL: "/" + strings.Trim(old, "/") + "/", Line: line})
	}
	return out
}

func (a *asked) base() string {
	base := a.BaseURL
	if base == "" {
		base = a.res.Site.Config.URL
	}
	return strings.TrimSuffix(base, "/")
}
