package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/draft"
	"enrouteweb.org/balise/internal/french"
)

// errStopped tells that the person who was asked has stopped: Ctrl+C, or the end of the input.
var errStopped = errors.New("arrêté")

// asker asks questions, one line each.
type asker struct {
	ctx context.Context
	in  io.Reader
	out io.Writer
}

// line asks one question. What was read is without the spaces around it.
func (a *asker) line(question string) (string, error) {
	fmt.Fprint(a.out, question)
	type answer struct {
		text string
		err  error
	}
	got := make(chan answer, 1)
	go func() { // a read cannot be given up: Ctrl+C leaves it behind, and the program ends
		text, err := readLine(a.in)
		got <- answer{text, err}
	}()
	select {
	case <-a.ctx.Done():
		return "", errStopped
	case x := <-got:
		if x.err != nil && x.text == "" {
			return "", errStopped
		}
		return strings.TrimSpace(x.text), nil
	}
}

// readLine reads up to a line's end and not a byte more: what follows is for the next question.
func readLine(in io.Reader) (string, error) {
	var b []byte
	for one := make([]byte, 1); ; {
		n, err := in.Read(one)
		if n == 1 && one[0] == '\n' {
			return string(b), nil
		}
		b = append(b, one[:n]...)
		if err != nil {
			return string(b), err
		}
	}
}

// list shows numbered choices.
func (a *asker) list(choices []string) {
	for i, c := range choices {
		fmt.Fprintf(a.out, "  %2d  %s\n", i+1, c)
	}
}

// number reads the number of one of n choices, from 0.
func number(text string, n int) (int, bool) {
	i, err := strconv.Atoi(text)
	return i - 1, err == nil && i >= 1 && i <= n
}

// ask asks for what the draft needs and has not. Enter skips a question.
func (n *newcomer) ask() error {
	asked := map[string]bool{}
	for {
		var next *content.Field
		for _, f := range n.d.Wanted() {
			if !asked[f.Key] {
				next = &f
				break
			}
		}
		if next == nil {
			return nil
		}
		if len(asked) == 0 {
			fmt.Fprintf(n.out, "%s : %s\nEntrée passe une question. Ctrl+C arrête, et rien n'est écrit.\n", french.Capital(n.d.Kind.Un), n.d.Title)
		}
		asked[next.Key] = true
		if err := n.askFor(next); err != nil {
			return err
		}
	}
}

// askFor asks for one key until the answer is right, or there is none.
func (n *newcomer) askFor(f *content.Field) error {
	fmt.Fprintf(n.out, "\n%s. %s\n", f.Label, f.Doc)
	ids, labels := n.choices(f)
	n.list(labels)
	question := "> "
	switch {
	case len(ids) > 0 && f.List:
		question = "Un ou plusieurs numéros, séparés par des virgules : "
	case len(ids) > 0:
		question = "Un numéro : "
	case f.Example != "":
		fmt.Fprintf(n.out, "Par exemple : %s\n", f.Example)
	}
	for {
		answer, err := n.line(question)
		if err != nil || answer == "" {
			return err
		}
		d, err := n.answered(f, answer, ids, labels)
		if err != nil {
			return err
		}
		if d == nil {
			continue
		}
		bad, err := n.wrong(d)
		if err != nil {
			return err
		}
		for _, x := range bad {
			fmt.Fprintf(n.out, "  %s\n", sentence(x))
		}
		if len(bad) == 0 || bad[0].Severity != diag.Erreur {
			n.d = d
			return nil
		}
	}
}

// choices are the allowed values of a key and what they are called; none when it is free.
func (n *newcomer) choices(f *content.Field) (ids, labels []string) {
	for _, t := range n.base.Vocab.Lists[f.Vocab].All() {
		ids, labels = append(ids, t.ID), append(labels, t.Libelle)
	}
	if len(f.Enum) > 0 {
		return f.Enum, f.Enum
	}
	return ids, labels
}

// answered gives the draft with an answer; nil when it is no answer yet.
func (n *newcomer) answered(f *content.Field, answer string, ids, labels []string) (*draft.Draft, error) {
	if f.Key == "commune" {
		return n.commune(answer)
	}
	if len(ids) == 0 {
		return n.d.With(f.Key, tidy(f, answer)), nil
	}
	words := []string{answer}
	if f.List {
		words = strings.FieldsFunc(answer, func(r rune) bool { return r == ',' || r == ';' })
	}
	for i, w := range words {
		words[i] = chosen(strings.TrimSpace(w), ids, labels)
	}
	return n.d.With(f.Key, strings.Join(words, ", ")), nil
}

// chosen gives the id that a number or a label stands for; a word that is neither stays, to be judged.
func chosen(word string, ids, labels []string) string {
	if i, ok := number(word, len(ids)); ok {
		return ids[i]
	}
	for i, l := range labels {
		if french.Slug(l) == french.Slug(word) {
			return ids[i]
		}
	}
	return word
}

// commune finds the place that was meant, and asks again when it is one of several.
func (n *newcomer) commune(answer string) (*draft.Draft, error) {
	found, exact := draft.Communes(n.base.Atlas, answer)
	switch {
	case len(found) == 0:
		return n.d.With("commune", answer), nil
	case exact && len(found) == 1:
		return n.in(found[0]), nil
	case len(found) == 1:
		again, err := n.line(fmt.Sprintf("Vouliez-vous dire %s (%s) ? [O/n] ", found[0].Name, found[0].Where))
		switch yes := french.Fold(again); {
		case err != nil || yes == "n" || yes == "non":
			return nil, err
		case yes == "" || yes == "o" || yes == "oui":
			return n.in(found[0]), nil
		}
		return n.commune(again) // another name
	}
	names := make([]string, len(found))
	for i, c := range found {
		names[i] = c.Name
		if !strings.Contains(c.Name, "(") {
			names[i] += ", " + c.Where
		}
	}
	fmt.Fprint(n.out, "Laquelle ?\n")
	n.list(names)
	again, err := n.line("Un numéro, ou un autre nom : ")
	if err != nil || again == "" {
		return nil, err
	}
	if i, ok := number(again, len(found)); ok {
		return n.in(found[i]), nil
	}
	return n.commune(again)
}

// in gives the draft its place.
func (n *newcomer) in(c draft.Commune) *draft.Draft {
	d := n.d.With("commune", c.Name)
	if f, _ := draft.Field(d.Kind, "pays"); f != nil && c.Country != "BE" {
		d = d.With("pays", c.Country)
	}
	return d
}
