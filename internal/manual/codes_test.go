package manual_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/manual"
)

// codesInSources finds every code a message may have, by a look at the text of the program: each literal that reaches a
// field named Code or code, directly, through a parameter, a constant, a local variable or what a function returns.
func codesInSources(t *testing.T, root string) map[string]bool {
	t.Helper()
	p := &program{fields: map[string]int{}, sinks: map[string]map[int]bool{}, consts: map[string]string{}, codes: map[string]bool{}}
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		tree, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err == nil {
			p.files = append(p.files, unit{filepath.Dir(file), tree})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	p.declare()
	for grew := true; grew; { // a parameter that feeds a parameter that feeds a code
		before := p.size()
		p.follow()
		grew = p.size() > before
	}
	return p.codes
}

type unit struct {
	dir  string
	tree *ast.File
}

// program is what is known of the sources. Names are "dir name" for what a package keeps to itself, else the name alone;
// methods have a dot before theirs.
type program struct {
	files  []unit
	fields map[string]int          // struct types with a field Code: its index
	sinks  map[string]map[int]bool // functions: parameters that become codes
	consts map[string]string
	codes  map[string]bool
}

func (p *program) size() int {
	n := len(p.codes)
	for _, s := range p.sinks {
		n += len(s)
	}
	return n
}

func scoped(dir, name string) string {
	if ast.IsExported(strings.TrimPrefix(name, ".")) {
		return name
	}
	return dir + " " + name
}

// declare notes structs that hold a code, and constants.
func (p *program) declare() {
	for _, u := range p.files {
		ast.Inspect(u.tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TypeSpec:
				if st, ok := n.Type.(*ast.StructType); ok {
					if i := slices.IndexFunc(names(st.Fields), func(s string) bool { return strings.EqualFold(s, "code") }); i >= 0 {
						p.fields[scoped(u.dir, n.Name.Name)] = i
					}
				}
			case *ast.ValueSpec:
				for i, v := range n.Values {
					if s, ok := literal(v); ok && len(n.Names) == len(n.Values) {
						p.consts[scoped(u.dir, n.Names[i].Name)] = s
					}
				}
			}
			return true
		})
	}
}

// names lists the names of fields or parameters, one for each.
func names(l *ast.FieldList) []string {
	var out []string
	for _, f := range l.List {
		for _, id := range f.Names {
			out = append(out, id.Name)
		}
		if len(f.Names) == 0 {
			out = append(out, "_")
		}
	}
	return out
}

func literal(e ast.Expr) (string, bool) {
	if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
		s, err := strconv.Unquote(l.Value)
		return s, err == nil
	}
	return "", false
}

// follow goes through every function once, with what is known so far.
func (p *program) follow() {
	for _, u := range p.files {
		for _, d := range u.tree.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				p.body(&function{u: u, body: d})
				continue
			}
			name := f.Name.Name
			if f.Recv != nil {
				name = "." + name
			}
			if f.Body != nil {
				p.body(&function{u, scoped(u.dir, name), names(f.Type.Params), f.Body, nil})
			}
		}
	}
}

// function is a function being followed; outer is the one it is written in.
type function struct {
	u      unit
	name   string
	params []string
	body   ast.Node
	outer  *function
}

func (p *program) body(f *function) {
	ast.Inspect(f.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, r := range n.Rhs {
				if i < len(n.Lhs) && len(n.Lhs) == len(n.Rhs) {
					if s, ok := n.Lhs[i].(*ast.SelectorExpr); ok && strings.EqualFold(s.Sel.Name, "code") {
						p.reaches(f, r)
					}
					if lit, ok := r.(*ast.FuncLit); ok {
						if id, ok := n.Lhs[i].(*ast.Ident); ok {
							p.body(&function{f.u, scoped(f.u.dir, id.Name), names(lit.Type.Params), lit.Body, f})
						}
					}
				}
			}
		case *ast.CompositeLit:
			p.composite(f, n, n.Type)
		case *ast.CallExpr:
			for i := range p.sinks[callee(f.u.dir, n)] {
				if i < len(n.Args) {
					p.reaches(f, n.Args[i])
				}
			}
		}
		return true
	})
}

// composite looks into a struct literal for its code; in lists and maps, into those whose type is left out.
func (p *program) composite(f *function, c *ast.CompositeLit, typ ast.Expr) {
	var elem ast.Expr
	switch t := typ.(type) {
	case *ast.ArrayType:
		elem = t.Elt
	case *ast.MapType:
		elem = t.Value
	case *ast.StructType:
		if i := slices.IndexFunc(names(t.Fields), func(s string) bool { return strings.EqualFold(s, "code") }); i >= 0 && i < len(c.Elts) {
			if _, keyed := c.Elts[i].(*ast.KeyValueExpr); !keyed {
				p.reaches(f, c.Elts[i])
			}
		}
	}
	index, known := p.fields[scoped(f.u.dir, typeName(typ))]
	for i, e := range c.Elts {
		kv, keyed := e.(*ast.KeyValueExpr)
		if keyed {
			if id, ok := kv.Key.(*ast.Ident); ok && strings.EqualFold(id.Name, "code") && elem == nil {
				p.reaches(f, kv.Value)
			}
			e = kv.Value
		} else if known && i == index {
			p.reaches(f, e)
		}
		if inner, ok := e.(*ast.CompositeLit); ok && inner.Type == nil && elem != nil {
			p.composite(f, inner, elem)
		}
	}
}

func typeName(e ast.Expr) string {
	switch t := e.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.SelectorExpr:
		return t.Sel.Name
	case *ast.StarExpr:
		return typeName(t.X)
	}
	return ""
}

func callee(dir string, c *ast.CallExpr) string {
	switch fn := c.Fun.(type) {
	case *ast.Ident:
		return scoped(dir, fn.Name)
	case *ast.SelectorExpr:
		return scoped(dir, "."+fn.Sel.Name)
	}
	return ""
}

// add notes a code. Two letters are a language or a country, which have codes too.
func (p *program) add(s string) {
	if len(s) > 2 && kebab.MatchString(s) {
		p.codes[s] = true
	}
}

var kebab = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// reaches notes what an expression that becomes a code may be.
func (p *program) reaches(f *function, e ast.Expr) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if s, ok := literal(e); ok {
			p.add(s)
		}
	case *ast.ParenExpr:
		p.reaches(f, e.X)
	case *ast.CallExpr: // cmp.Or("a", b), or a function of ours that returns a code
		for _, a := range e.Args {
			if _, ok := literal(a); ok {
				p.reaches(f, a)
			}
		}
		p.returned(callee(f.u.dir, e))
	case *ast.Ident:
		if s, ok := p.consts[scoped(f.u.dir, e.Name)]; ok {
			p.add(s)
		}
		p.named(f, e.Name)
	}
}

// named follows a name up: a parameter makes its function one that takes codes, a variable has what is assigned to it.
func (p *program) named(f *function, name string) {
	for ; f != nil; f = f.outer {
		if i := slices.Index(f.params, name); i >= 0 {
			if p.sinks[f.name] == nil {
				p.sinks[f.name] = map[int]bool{}
			}
			p.sinks[f.name][i] = true
			return
		}
		ast.Inspect(f.body, func(n ast.Node) bool {
			if a, ok := n.(*ast.AssignStmt); ok {
				for i, l := range a.Lhs {
					id, ok := l.(*ast.Ident)
					if !ok || id.Name != name {
						continue
					}
					if len(a.Lhs) == len(a.Rhs) {
						if own, ok := a.Rhs[i].(*ast.Ident); !ok || own.Name != name {
							p.reaches(f, a.Rhs[i])
						}
					} else if c, ok := a.Rhs[0].(*ast.CallExpr); ok {
						p.returned(callee(f.u.dir, c))
					}
				}
			}
			return true
		})
	}
}

// returned takes the literals that a function of ours returns.
func (p *program) returned(name string) {
	for _, u := range p.files {
		for _, d := range u.tree.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			own := f.Name.Name
			if f.Recv != nil {
				own = "." + own
			}
			if scoped(u.dir, own) != name {
				continue
			}
			ast.Inspect(f.Body, func(n ast.Node) bool {
				if r, ok := n.(*ast.ReturnStmt); ok {
					for _, e := range r.Results {
						if s, ok := literal(e); ok {
							p.add(s)
						}
					}
				}
				return true
			})
		}
	}
}

// TestEveryCodeHasASection holds the manual and the program against each other: no code without a section, no section of a
// code that nothing says any more.
func TestEveryCodeHasASection(t *testing.T) {
	said := codesInSources(t, "..")
	for _, code := range slices.Sorted(maps.Keys(said)) {
		if _, _, ok := manual.Find(code); !ok {
			t.Errorf("%s: write its section in internal/manual/mistakes: what is wrong, why it matters, what to do, an example", code)
		}
	}
	for _, m := range manual.Mistakes() {
		if !said[m.Code] {
			t.Errorf("%s: no message has this code; its section may go", m.Code)
		}
	}
}
