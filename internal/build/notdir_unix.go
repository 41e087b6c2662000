//go:build !windows

package build

import "syscall"

// errNotDir: a file stands where the path wants a folder, so the path does not exist.
const errNotDir = syscall.ENOTDIR
