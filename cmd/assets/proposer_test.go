package main

import (
	"bytes"
	"encoding/json"
	"html"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/markdown"
)

// inNode runs a script of the test's own, beside those of /proposer/, on what is given to it as JSON, and reads what it gives.
func inNode(t *testing.T, script string, given, into any) {
	t.Helper()
	src, err := filepath.Abs(filepath.Join("..", "..", "assets", "proposer"))
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "script.mjs")
	r := api.Build(api.BuildOptions{Stdin: &api.StdinOptions{Contents: `import { readFileSync } from "node:fs";
const given = JSON.parse(readFileSync(0, "utf8"));
` + script, ResolveDir: src, Loader: api.LoaderTS}, Outfile: out, Bundle: true, Write: true, Platform: api.PlatformNode, Format: api.FormatESModule, LogLevel: api.LogLevelWarning})
	if len(r.Errors) > 0 {
		t.Fatal(r.Errors[0].Text)
	}
	data, err := json.Marshal(given)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", out)
	cmd.Stdin = bytes.NewReader(data)
	var said, failed bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &failed
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, &failed)
	}
	if err := json.Unmarshal(said.Bytes(), into); err != nil {
		t.Fatal(err)
	}
}

// nasty is text as nobody should type it.
func nasty() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"mot", "l'été", "l’été", " : ", ": ", ":", " #", "#x", "# ", "- ", " - ", "• ", `"`, "'", "“", "”", "„", "«", "»", `\`, `\n`, "\n", "\r\n", "\r", "\n\n", "{", "}", "[", "]", ", ", ",", "*", "&", "!", "|", ">",
			"%", "@", "`", "~", "null", "oui", "=", "---", "\n---\n", "...", "\t", "é", "e\u0301", "œ", "\u00a0", "\u202f", "\u200b", "\ufeff", "\u2028", "\u0085", "\u0007", "\ufffe", "2022-02-30", "0487", "?", "? ", "😀", "𝒜", "|-", "<<", "   ", "    code",
			"<b>", "</script>", "&amp;", "&#39;", "**gras**", "_a_", "~~x~~", "```", ":::", "1. ", "[x](y.md)", "![x](y.jpg)", "[^1]", "- [ ] ", "+ ", "> [!NOTE]", "https://exemple.be/a_b*c", "prenom_nom@exemple.be", "===", "***", "|a|b|\n|-|-|\n"}),
		rapid.String(),
	)
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 7).Draw(t, "pieces"), "") })
}

// item makes a key of a header, with what it holds.
func item(text *rapid.Generator[string], deep bool) *rapid.Generator[content.Item] {
	return rapid.Custom(func(t *rapid.T) content.Item {
		i := content.Item{Key: rapid.SampledFrom([]string{"titre", "contact", "a_b"}).Draw(t, "key")}
		inner := func() []content.Item { return rapid.SliceOfN(item(text, false), 0, 3).Draw(t, "inner") }
		switch kind := rapid.IntRange(0, 4).Draw(t, "kind"); {
		case kind == 1:
			i.List = rapid.SliceOfN(text, 0, 5).Draw(t, "list")
		case kind == 2 && deep:
			i.Keys = inner()
		case kind == 3 && deep:
			i.Groups = [][]content.Item{inner(), inner()}
		case kind == 4 && deep:
			i = content.Item{Remark: strings.Join(strings.Fields(text.Draw(t, "remark")), "\n")}
		default:
			i.Text = text.Draw(t, "text")
		}
		return i
	})
}

// TestProposalsAreComposedAsFilesAre: whatever is typed, the browser writes the bytes that the program would.
func TestProposalsAreComposedAsFilesAre(t *testing.T) {
	type file struct {
		Header []content.Item
		Body   string
	}
	text := nasty()
	files := rapid.Custom(func(t *rapid.T) file {
		return file{rapid.SliceOfN(item(text, true), 1, 6).Draw(t, "header"), text.Draw(t, "body")}
	})
	var given []file
	for seed := range 600 {
		given = append(given, files.Example(seed))
	}
	var got []string
	inNode(t, `import { compose } from "./compose";
const item = (i) => ({ key: i.Key, text: i.Text, list: i.List || [], keys: (i.Keys || []).map(item), groups: (i.Groups || []).map((g) => g.map(item)), remark: i.Remark });
console.log(JSON.stringify(given.map((f) => compose(f.Header.map(item), f.Body))));`, given, &got)
	bad := 0
	for i, f := range given {
		if want := string(content.Compose(f.Header, f.Body)); got[i] != want {
			if bad++; bad < 4 {
				t.Errorf("%+v\n got %q\nwant %q", f, got[i], want)
			}
		}
	}
}

var tag = regexp.MustCompile(`</?([a-z0-9]+)[^>]*>`)

// TestProposedTextIsRead: what a visitor types is no Markdown. It is read as typed, and brings no message to whoever builds.
func TestProposedTextIsRead(t *testing.T) {
	text := nasty()
	given := []string{"Un mot.\n\nUn autre * mot *, et <b>gras</b> [lien](x.md) ![](x.jpg).\n- un\n• deux\n# titre\n---\nfin\n===\n1. un", "a\n\n    du code ?"}
	for seed := range 600 {
		given = append(given, text.Example(seed))
	}
	var got []string
	inNode(t, `import { plain } from "./proposal"; console.log(JSON.stringify(given.map(plain)));`, given, &got)
	rest := regexp.MustCompile(`[^\pL\\#_<>\[\]` + "`" + `|&~]+`) // what typography changes, and the marks of lists
	invisible := strings.NewReplacer("\ufeff", "", "\u200b", "")
	words := func(s string) string { return rest.ReplaceAllString(norm.NFC.String(invisible.Replace(s)), "") }
	bad := 0
	for i, typed := range given {
		doc, list := markdown.Render([]byte(got[i]), markdown.Options{File: "x.md", Path: "initiatives/x.md", FirstLine: 1, Resolve: func(string) (string, bool) { return "", false }})
		strange := ""
		for _, m := range tag.FindAllStringSubmatch(doc.HTML, -1) {
			if !strings.Contains(" p ul ol li a span br ", " "+m[1]+" ") {
				strange += m[0]
			}
		}
		shown, want := words(html.UnescapeString(tag.ReplaceAllString(doc.HTML, ""))), words(typed)
		if len(list) > 0 || strange != "" || shown != want {
			if bad++; bad < 5 {
				t.Errorf("%+q is written %q\n%s\n%v %s", typed, got[i], doc.HTML, list, strange)
			}
		}
	}
}
