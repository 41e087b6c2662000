package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// composed writes a path with composed accents: macOS and git may spell one name in two ways.
func composed(file string) string { return norm.NFC.String(file) }

// changedSince lists the files of a folder, as paths in it, that differ from what they were at a version of git: committed
// since, staged, changed on the disk, new, or gone. Where the folder's branch has left that version's, what others did
// there since is not counted.
func changedSince(ctx context.Context, dir, version string) ([]string, error) {
	if strings.HasPrefix(version, "-") {
		return nil, &usageError{fmt.Sprintf("--since attend une version de git, comme main ou HEAD~1, pas « %s ».", version)}
	}
	if _, err := exec.LookPath("git"); err != nil {
		return nil, &usageError{"--since a besoin du programme git, qui n'est pas installé sur cet ordinateur. Sans --since, balise check vérifie tout."}
	}
	g := git{ctx, dir}
	if _, err := g.run("rev-parse", "--is-inside-work-tree"); err != nil {
		return nil, &usageError{fmt.Sprintf("--since compare avec l'historique de git, et le dossier « %s » n'est pas suivi par git (%v).", dir, err)}
	}
	commit, err := g.run("rev-parse", "--verify", "--quiet", version+"^{commit}")
	if err != nil {
		return nil, &usageError{fmt.Sprintf("git ne connaît pas de version « %s » : ni branche, ni étiquette, ni numéro de commit. Si elle est sur le serveur, lancez d'abord git fetch.", version)}
	}
	from := strings.TrimSpace(string(commit))
	if base, err := g.run("merge-base", from, "HEAD"); err == nil {
		from = strings.TrimSpace(string(base))
	}
	changed, err := g.run("diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", from, "--", ".")
	if err != nil {
		return nil, fmt.Errorf("git diff : %w", err)
	}
	fresh, err := g.run("ls-files", "--others", "--exclude-standard", "-z", "--", ".")
	if err != nil {
		return nil, fmt.Errorf("git ls-files : %w", err)
	}
	var out []string
	for name := range bytes.SplitSeq(append(changed, fresh...), []byte{0}) {
		if len(name) > 0 {
			out = append(out, string(name))
		}
	}
	return out, nil
}

// git runs the program in a folder.
type git struct {
	ctx context.Context
	dir string
}

func (g git) run(args ...string) ([]byte, error) {
	cmd := exec.CommandContext(g.ctx, "git", append([]string{"-c", "core.quotePath=false", "-c", "core.fsmonitor=false"}, args...)...)
	cmd.Dir = filepath.Clean(g.dir)
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(bytes.TrimSpace(exit.Stderr)) > 0 {
		return nil, fmt.Errorf("git dit : %s", bytes.TrimSpace(exit.Stderr))
	}
	return out, err
}
