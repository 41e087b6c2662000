package cli

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

func versionCommand() Command {
	return Command{
		Name: "version", Short: "dit quelle version de balise c'est",
		Help: "Usage : balise version\n\nDit quelle version de balise c'est, et avec quel Go elle est faite.\n\nExemple :\n  balise version\n",
		Run: func(_ context.Context, env *Env, args []string) (int, error) {
			if len(args) > 0 && (args[0] == "--help" || args[0] == "-h") {
				fmt.Fprint(env.Stdout, versionCommand().Help)
				return Done, nil
			}
			if len(args) > 0 {
				return 0, &usageError{fmt.Sprintf("« %s » est de trop.", args[0])}
			}
			fmt.Fprintf(env.Stdout, "balise %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return Done, nil
		},
	}
}

// stamped is the version a release was given when it was linked (see the Makefile).
var stamped string

// version is the release's, else the module's, or the commit it was built from.
func version() string {
	if stamped != "" {
		return stamped
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "de développement"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && (info.Main.Version == "" || info.Main.Version == "(devel)") {
			return s.Value[:min(12, len(s.Value))]
		}
	}
	if info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "de développement"
	}
	return info.Main.Version
}
