package build

import (
	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

// proposal is the field table of initiatives with the site's own closed lists: what the page that proposes one asks.
func proposal(v *site.Vocabulary) []output.ProposalField {
	return proposalFields(content.FieldsOf(site.KindNamed("initiative")), v)
}

func proposalFields(fields []content.Field, v *site.Vocabulary) []output.ProposalField {
	kinds := map[content.Kind]string{content.Number: "nombre", content.Day: "date", content.Position: "position", content.Reference: "reference", content.Group: "groupe"}
	var out []output.ProposalField
	for _, f := range fields {
		kind, ok := kinds[f.Kind]
		if !ok {
			kind = "texte"
		}
		p := output.ProposalField{Path: f.Path, Label: f.Label, Doc: f.Doc, Kind: kind, Form: f.Form, List: f.List, Required: f.Required, Max: f.Max, Fields: proposalFields(f.Fields, v)}
		for _, t := range v.Lists[f.Vocab].All() {
			p.Options = append(p.Options, output.ProposalOption{ID: t.ID, Label: t.Libelle, Definition: t.Definition})
		}
		for _, id := range f.Enum {
			p.Options = append(p.Options, output.ProposalOption{ID: id})
		}
		out = append(out, p)
	}
	return out
}
