package cli

import (
	"os/exec"
	"runtime"
)

// openBrowser asks the system to show an address; when it can't, the address is on the screen anyway.
func openBrowser(url string) {
	switch runtime.GOOS {
	case "windows":
		launch("rundll32", "url.dll,FileProtocolHandler", url)
	case "darwin":
		launch("open", url)
	default:
		launch("xdg-open", url)
	}
}

// openFile asks the system to open a text; its name is on the screen anyway. Windows knows no program for ".md" until one
// is chosen: its Notepad is always there.
func openFile(name string) {
	switch runtime.GOOS {
	case "windows":
		launch("notepad", name)
	case "darwin":
		launch("open", "-t", name)
	default:
		launch("xdg-open", name)
	}
}

func launch(name string, args ...string) {
	if cmd := exec.Command(name, args...); cmd.Start() == nil {
		go func() { _ = cmd.Wait() }() // only to leave no zombie
	}
}
