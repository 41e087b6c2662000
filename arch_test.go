// Package balise_test holds the house to its plan: who may import whom, and the habits a compiler does not check.
package balise_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "enrouteweb.org/balise/"

// arrows says which of our packages each of our packages may import. internal/french, a leaf of helpers for French text, and
// internal/crew, a leaf for shared work, are open to all of them. Tests may import what they like. ARCHITECTURE.md shows the same table with reasons.
var arrows = map[string]string{
	"cmd/balise":        "internal/cli",
	"cmd/assets":        "",
	"cmd/basemap":       "internal/geo",
	"assets":            "",
	"themes":            "",
	"internal/cli":      "internal/admin internal/build internal/content internal/manual internal/schema internal/dev internal/diag internal/draft internal/importer internal/mend internal/site internal/starter internal/why assets themes",
	"internal/dev":      "internal/diag",
	"internal/admin":    "internal/content internal/site internal/diag internal/geo assets",
	"internal/build":    "internal/admin internal/content internal/manual internal/site internal/theme internal/bundle internal/output internal/review internal/geo internal/diag assets themes",
	"internal/schema":   "internal/content internal/site",
	"internal/why":      "internal/build internal/content internal/output internal/site internal/geo internal/diag",
	"internal/manual":   "",
	"internal/output":   "internal/site internal/theme internal/geo internal/diag",
	"internal/review":   "internal/site internal/geo internal/diag",
	"internal/mend":     "internal/diag",
	"internal/draft":    "internal/content internal/site internal/geo",
	"internal/starter":  "internal/content",
	"internal/content":  "internal/site internal/markdown internal/geo internal/diag",
	"internal/site":     "internal/geo internal/diag",
	"internal/markdown": "internal/diag",
	"internal/theme":    "internal/diag",
	"internal/bundle":   "internal/diag",
	"internal/importer": "internal/content internal/site internal/geo internal/diag",
	"internal/geo":      "",
	"internal/diag":     "",
	"internal/french":   "",
	"internal/crew":     "",
	"internal/corpus":   "",
}

const openToAll = "internal/french internal/crew"

// source is one parsed file of ours.
type source struct {
	file string // "internal/geo/atlas.go"
	dir  string
	test bool
	tree *ast.File
}

// sources parses every Go file of the repository, whatever system it is for.
func sources(t *testing.T, set *token.FileSet) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && name != "." && (name == "node_modules" || name == "testdata" || name[0] == '.') {
			return filepath.SkipDir
		}
		if d.IsDir() || path.Ext(name) != ".go" {
			return nil
		}
		tree, err := parser.ParseFile(set, file, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		slash := filepath.ToSlash(file)
		out = append(out, source{slash, path.Dir(slash), strings.HasSuffix(name, "_test.go"), tree})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestArrows(t *testing.T) {
	for _, s := range sources(t, token.NewFileSet()) {
		if s.test {
			continue
		}
		allowed, known := arrows[s.dir]
		if !known {
			t.Errorf("%s: package %s is not in the table of arrows", s.file, s.dir)
			continue
		}
		for _, spec := range s.tree.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			ours, ok := strings.CutPrefix(imported, module)
			if ok && !slices.Contains(strings.Fields(openToAll), ours) && !slices.Contains(strings.Fields(allowed), ours) {
				t.Errorf("%s: package %s may not import %s (only: %s)", s.file, s.dir, ours, allowed)
			}
		}
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	said := map[string]bool{}
	for _, s := range sources(t, token.NewFileSet()) {
		said[s.dir] = said[s.dir] || s.tree.Doc != nil
	}
	for dir, ok := range said {
		if !ok {
			t.Errorf("package %s has no comment: its contract belongs there", dir)
		}
	}
}

// TestNoHiddenState: no init function, and no package variable that changes after its declaration.
func TestNoHiddenState(t *testing.T) {
	set := token.NewFileSet()
	all := sources(t, set)
	vars := map[string][]string{}
	for _, s := range all {
		if !s.test {
			vars[s.dir] = append(vars[s.dir], packageVars(s.tree)...)
		}
	}
	for _, s := range all {
		for _, d := range s.tree.Decls {
			f, ok := d.(*ast.FuncDecl)
			if s.test || !ok || f.Body == nil {
				continue
			}
			if f.Name.Name == "init" && f.Recv == nil {
				t.Errorf("%s: package %s has an init function", s.file, s.dir)
			}
			for _, id := range changed(f, vars[s.dir]) {
				t.Errorf("%s: package %s changes its variable %s", set.Position(id.Pos()), s.dir, id.Name)
			}
		}
	}
}

// packageVars lists the variables a file declares at top level.
func packageVars(f *ast.File) []string {
	var names []string
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		for _, spec := range g.Specs {
			for _, id := range spec.(*ast.ValueSpec).Names {
				names = append(names, id.Name)
			}
		}
	}
	return names
}

// changed lists where a function assigns to a package variable, or to a part of one. A name the function also declares is
// its own: this is a look at the text, not at types.
func changed(f *ast.FuncDecl, vars []string) []*ast.Ident {
	own := declared(f)
	var out []*ast.Ident
	note := func(e ast.Expr) {
		if id := root(e); id != nil && id.Name != "_" && !own[id.Name] && slices.Contains(vars, id.Name) {
			out = append(out, id)
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				note(e)
			}
		case *ast.IncDecStmt:
			note(n.X)
		}
		return true
	})
	return out
}

// declared lists the names a function declares: parameters, results, variables of any block.
func declared(f *ast.FuncDecl) map[string]bool {
	own := map[string]bool{}
	add := func(e ast.Expr) {
		if id, ok := e.(*ast.Ident); ok {
			own[id.Name] = true
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			for _, id := range n.Names {
				add(id)
			}
		case *ast.ValueSpec:
			for _, id := range n.Names {
				add(id)
			}
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				if n.Tok == token.DEFINE {
					add(e)
				}
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				add(n.Key)
				add(n.Value)
			}
		}
		return true
	})
	return own
}

// root gives the name an expression such as x, x.y, x[i] or *x starts from.
func root(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}

// Half-done work goes into an issue, and a test that cannot run fails. The patterns are written so as not to match here.
var forbidden = regexp.MustCompile(`\bTO` + `DO\b|\bFIX` + `ME\b`)

func TestNothingIsLeftForLater(t *testing.T) {
	set := token.NewFileSet()
	for _, s := range sources(t, set) {
		for _, g := range s.tree.Comments {
			if m := forbidden.FindString(g.Text()); m != "" {
				t.Errorf("%s: a %s: mend it, or file an issue", set.Position(g.Pos()), m)
			}
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			if x, ok := n.(*ast.SelectorExpr); ok && s.test && slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, x.Sel.Name) && rootIs(x, "t", "b", "f") {
				t.Errorf("%s: a test that skips: it must run, or fail and say why", set.Position(x.Pos()))
			}
			return true
		})
	}
}

func rootIs(x *ast.SelectorExpr, names ...string) bool {
	id := root(x)
	return id != nil && slices.Contains(names, id.Name)
}
