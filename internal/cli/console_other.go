//go:build !windows

package cli

// utf8Console has nothing to do where terminals speak UTF-8.
func utf8Console() {}

// ownWindow: elsewhere a terminal stays open when its program ends, and a file manager opens none.
func ownWindow() bool { return false }
