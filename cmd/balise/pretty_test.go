package main

import (
	"bytes"
	"encoding/json"

	"github.com/rogpeppe/go-internal/testscript"
)

func pretty(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "pretty FILE [OUT]")
	var b bytes.Buffer
	ts.Check(json.Indent(&b, []byte(ts.ReadFile(args[0])), "", " "))
	if len(args) == 1 {
		_, err := ts.Stdout().Write(b.Bytes())
		ts.Check(err)
		return
	}
	ts.Check(write(ts.MkAbs(args[1]), b.Bytes()))
}
