package cli

import "golang.org/x/sys/windows"

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
