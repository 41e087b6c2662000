package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/schema"
	"enrouteweb.org/balise/internal/site"
)

func schemaCommand() Command {
	return Command{
		Name: "schema", Short: "dit ce qu'un en-tête peut contenir, pour d'autres programmes", Args: 1,
		Help: `Usage : balise schema [type] [options]

Écrit le schéma JSON (JSON Schema 2020-12) des en-têtes d'un type, ou de tous : clés, sens, exemples, valeurs permises. Les listes
fermées sont celles de content/vocabulaires.yaml. Le type « site » est celui de site.yaml.
` + globalHelp + `
Exemple :
  balise schema initiative > initiative.schema.json
`,
		Run: runSchema,
	}
}

func runSchema(_ context.Context, env *Env, args []string) (int, error) {
	o, err := parse(schemaCommand(), args, env, nil)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(env.Stdout, schemaCommand().Help)
		return Done, nil
	}
	if err != nil {
		return 0, err
	}
	v, err := o.vocabulary()
	if err != nil {
		return 0, err
	}
	s := schema.All(v)
	if len(o.args) > 0 {
		if s, err = schemaNamed(o.args[0], v); err != nil {
			return 0, err
		}
	}
	data, err := schema.JSON(s)
	if err != nil {
		return 0, err
	}
	_, err = env.Stdout.Write(data)
	return Done, err
}

func schemaNamed(name string, v *site.Vocabulary) (*jsonschema.Schema, error) {
	if name == "site" {
		return schema.Config(), nil
	}
	names := []string{"site"}
	for _, k := range site.Kinds {
		if name == k.Name || name == k.Dir {
			return schema.Entry(k, v), nil
		}
		names = append(names, k.Name)
	}
	if near, ok := french.Nearest(name, names); ok {
		return nil, &usageError{fmt.Sprintf("le type « %s » n'existe pas. Vouliez-vous dire « %s » ?", name, near)}
	}
	return nil, &usageError{fmt.Sprintf("le type « %s » n'existe pas. Les types : %s.", name, strings.Join(names, ", "))}
}

// vocabulary reads the site's closed lists; nil when there is no content folder: any value will then do.
func (o *options) vocabulary() (*site.Vocabulary, error) {
	if st, err := os.Stat(o.content); err != nil || !st.IsDir() {
		return nil, nil
	}
	cache := new(content.Cache)
	files, err := content.Read(os.DirFS(o.content), cache, nil)
	if err != nil {
		return nil, err
	}
	files = slices.DeleteFunc(files, func(f content.File) bool { return strings.Contains(f.Path, "/") }) // the entries are not asked for
	r, _ := content.Decode(files, content.Options{Today: o.today()}, cache)
	return r.Vocab, nil
}
