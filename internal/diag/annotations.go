package diag

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// GitHub writes the list as the workflow commands that annotate a change on GitHub ("::error file=…,line=…::…"), the gravest
// first, since GitHub shows ten of each kind at most. Lines and columns are counted from 1; a column is a rune, as everywhere.
//
// See https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands and, for what is escaped,
// actions/toolkit, packages/core/src/command.ts.
func GitHub(w io.Writer, l List) error {
	var b strings.Builder
	for _, d := range gravestFirst(l) {
		word := map[Severity]string{Erreur: "error", Avertissement: "warning", Conseil: "notice"}[d.Severity]
		fmt.Fprintf(&b, "::%s file=%s", word, property(d.Pos.File))
		if d.Pos.Line > 0 {
			fmt.Fprintf(&b, ",line=%d,endLine=%d", d.Pos.Line, d.Pos.Line)
		}
		if d.Pos.Line > 0 && d.Pos.Col > 0 {
			fmt.Fprintf(&b, ",col=%d,endColumn=%d", d.Pos.Col, d.Pos.Col+max(1, d.Pos.Len))
		}
		fmt.Fprintf(&b, ",title=%s::%s\n", property(d.Severity.String()+" : "+d.Code), commandData(d.told()))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// told is all that is said of a problem, for where only a text can be given.
func (d Diag) told() string {
	parts := []string{d.Message}
	if d.Hint != "" {
		parts = append(parts, d.Hint)
	}
	if d.Fix != "" {
		parts = append(parts, "Ligne corrigée : "+d.Fix)
	}
	return strings.Join(parts, "\n")
}

func gravestFirst(l List) List {
	l = l.Sorted()
	slices.SortStableFunc(l, func(a, b Diag) int { return cmp.Compare(a.Severity, b.Severity) })
	return l
}

// commandData escapes the message of a workflow command.
func commandData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(strings.ToValidUTF8(s, "\uFFFD"))
}

// property escapes the value of a property of a workflow command.
func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(commandData(s))
}

type gitLabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitLabLocation `json:"location"`
}

type gitLabLocation struct {
	Path  string      `json:"path"`
	Lines gitLabLines `json:"lines"`
}

type gitLabLines struct {
	Begin int `json:"begin"`
}

// GitLab writes the list as a Code Quality report, [] when empty. A problem keeps its fingerprint while the file, the code and
// the text of the line stay as they are, wherever in the file the line goes; of equal ones in a file the second is another.
//
// See https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
func GitLab(w io.Writer, l List) error {
	out := make([]gitLabIssue, 0, len(l))
	seen := map[string]int{}
	for _, d := range l.Sorted() {
		key := strings.Join([]string{d.Pos.File, d.Code, strings.TrimSpace(d.Source)}, "\x00")
		seen[key]++
		sum := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(seen[key])))
		out = append(out, gitLabIssue{
			Description: strings.ToValidUTF8(d.told(), "\uFFFD"),
			CheckName:   d.Code,
			Fingerprint: hex.EncodeToString(sum[:16]),
			Severity:    map[Severity]string{Erreur: "blocker", Avertissement: "minor", Conseil: "info"}[d.Severity],
			Location:    gitLabLocation{Path: d.Pos.File, Lines: gitLabLines{max(1, d.Pos.Line)}},
		})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
