package main

import (
	"os"
	"path/filepath"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"

	"enrouteweb.org/balise/internal/corpus"
)

// archive writes the file of a street map, made as long as asked for; what follows its data is not read.
func archive(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "archive FILE [BYTES]")
	file := ts.MkAbs(args[0])
	data := corpus.Archive()
	ts.Check(os.MkdirAll(filepath.Dir(file), 0o755))
	ts.Check(os.WriteFile(file, data, 0o644))
	if len(args) > 1 {
		size, err := strconv.ParseInt(args[1], 10, 64)
		ts.Check(err)
		ts.Check(os.Truncate(file, size))
	}
}
