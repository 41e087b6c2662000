package cli

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// utf8Console makes the Windows console show accents, and understand colours. It fails harmlessly when the output is
// not a console.
func utf8Console() {
	const utf8 = 65001
	_ = windows.SetConsoleOutputCP(utf8)
	for _, h := range []uint32{windows.STD_OUTPUT_HANDLE, windows.STD_ERROR_HANDLE} {
		handle, err := windows.GetStdHandle(h)
		var mode uint32
		if err == nil && windows.GetConsoleMode(handle, &mode) == nil {
			_ = windows.SetConsoleMode(handle, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING)
		}
	}
}

// ownWindow tells that the console was opened for this program alone, as Explorer does for a double-click, and closes with
// it: no other process is attached to it.
func ownWindow() bool {
	proc := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	if proc.Find() != nil {
		return false
	}
	var ids [2]uint32
	n, _, _ := proc.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}
