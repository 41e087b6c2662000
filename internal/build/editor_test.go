package build_test

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// edit changes one thing, as editors do.
func (d *desk) edit() {
	if _, err := os.Stat(d.content); err != nil {
		d.putBack()
		return
	}
	d.serial++
	all := []func(){
		d.create, d.create, d.create, d.change, d.change, d.change, d.change, d.rename, d.remove, d.move,
		d.spoil, d.spoil, d.cure, d.cure, d.cure, d.images, d.images, d.configure, d.vocabularyEdit, d.withdraw,
		d.folderAway, d.putBack, d.putBack, d.stray, d.midnight, d.everythingAway,
	}
	all[d.pick("edit", len(all))]()
}

// any gives one of the content's files of a folder; "" when there is none.
func (d *desk) any(folder string) string {
	all := d.files(folder)
	if len(all) == 0 {
		return ""
	}
	return all[d.pick("file", len(all))]
}

func (d *desk) create() {
	switch d.pick("kind", 9) {
	case 0:
		d.write(fmt.Sprintf("portraits/equipe-%d.md", d.pick("portrait", 6)), d.portrait())
	case 1:
		n := 1 + d.pick("chapter", 6)
		d.write(fmt.Sprintf("guide/%02d-etape-%d.md", n, n), chapter(n+2))
	case 2:
		d.write(fmt.Sprintf("pages/page-%d.md", d.pick("page", 4)), fmt.Appendf(nil, "---\ntitre: Page %d\nmis_a_jour: 2026-01-%02d\n---\nBonjour.\n", d.serial, 1+d.serial%28))
	case 3, 4, 5:
		d.life()
	default:
		d.write(fmt.Sprintf("initiatives/lieu-%d.md", d.pick("initiative", 20)), d.initiative(d.serial))
	}
}

// change edits a file in place: another title, another body, or other line ends.
func (d *desk) change() {
	p := d.any("")
	if path.Ext(p) != ".md" {
		return
	}
	data, err := os.ReadFile(d.abs(p))
	d.check(err)
	switch d.pick("change", 4) {
	case 0:
		data = bytes.Replace(data, []byte("titre: "), fmt.Appendf(nil, "titre: Z%d ", d.serial), 1)
	case 1:
		data = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
	default:
		data = fmt.Appendf(data, "\nEncore %d.\n", d.serial)
	}
	d.write(p, data)
}

func (d *desk) rename() {
	if p := d.any(""); path.Ext(p) == ".md" {
		d.check(os.Rename(d.abs(p), d.abs(path.Dir(p)+fmt.Sprintf("/renomme-%d.md", d.pick("name", 10)))))
	}
}

func (d *desk) remove() {
	if p := d.any(""); p != "" && strings.Contains(p, "/") {
		d.check(os.Remove(d.abs(p)))
	}
}

// move puts a file in another type's folder, where it may lack a key.
func (d *desk) move() {
	if p := d.any("pages"); p != "" {
		d.check(os.MkdirAll(d.abs("organisations"), 0o755))
		d.check(os.Rename(d.abs(p), d.abs("organisations/"+path.Base(p))))
	}
}

// spoil breaks a file in one of the ways files break.
func (d *desk) spoil() {
	p := d.any("")
	if p == "" || path.Ext(p) == ".png" {
		return
	}
	data, err := os.ReadFile(d.abs(p))
	d.check(err)
	switch d.pick("spoil", 8) {
	case 0:
		data = bytes.Replace(data, []byte("titre: "), []byte("titre: a : b "), 1)
	case 1:
		data = bytes.Replace(data, []byte("\n---\n"), []byte("\n—\n"), 1)
	case 2:
		data = append(data, 0xe9, '\n')
	case 3:
		data = append(data, "\n[Nulle part](../initiatives/nulle-part.md)\n"...)
	case 4:
		data = append(data, "\n![](/media/absente.png)\n"...)
	case 5:
		data = bytes.Replace(data, []byte("titre: "), []byte("tire: "), 1)
	case 6:
		data = bytes.Replace(data, []byte("secteurs: "), []byte("# secteurs: "), 1)
	default:
		data = nil
	}
	d.write(p, data)
}

// cure mends what the last build complained of, if it did.
func (d *desk) cure() {
	if d.last == nil || d.last.OK {
		return
	}
	for _, x := range d.last.Diags.Sorted() {
		if p, ok := strings.CutPrefix(x.Pos.File, filepath.ToSlash(d.content)+"/"); ok && x.Severity == 0 {
			d.mend(p)
			return
		}
	}
}

func (d *desk) images() {
	name := fmt.Sprintf("media/photo-%d.png", d.pick("photo", 4))
	if d.pick("keep", 3) > 0 {
		d.write(name, picture(d.serial))
		return
	}
	d.check(os.RemoveAll(d.abs(name)))
}

func (d *desk) configure() {
	data := siteFile(d.serial)
	switch d.pick("site", 4) {
	case 0:
		data = bytes.Replace(data, []byte("url: "), []byte("# url: "), 1)
	case 1:
		data = append(data, "menu: [carte, guide]\n"...)
	}
	d.write("site.yaml", data)
}

func (d *desk) vocabularyEdit() {
	data := vocabularyFile(d.serial)
	if d.pick("less", 4) == 0 {
		data = bytes.Replace(data, []byte("  precarite: Précarité\n"), nil, 1)
	}
	d.write("vocabulaires.yaml", data)
}

// withdraw makes a draft, a doubtful draft, or a public entry again.
func (d *desk) withdraw() {
	p := d.any("initiatives")
	if path.Ext(p) != ".md" {
		return
	}
	data, err := os.ReadFile(d.abs(p))
	d.check(err)
	word := []string{"oui", "peut-être", "non"}[d.pick("draft", 3)]
	lines := strings.Split(string(data), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "brouillon: ") {
			lines[i] = "brouillon: " + word
			d.write(p, []byte(strings.Join(lines, "\n")))
			return
		}
	}
	d.write(p, bytes.Replace(data, []byte("nature: "), []byte("brouillon: "+word+"\nnature: "), 1))
}

// folders are those that vanish and come back.
var folders = []string{"initiatives", "portraits", "guide", "media", "pages", "organisations", "activites", "glossaire", "formations"}

// folderAway takes a folder of the content away whole.
func (d *desk) folderAway() {
	name := folders[d.pick("folder", len(folders))]
	if _, err := os.Stat(d.abs(name)); err != nil {
		return
	}
	d.check(os.RemoveAll(filepath.Join(d.root, "aside-"+name)))
	d.check(os.Rename(d.abs(name), filepath.Join(d.root, "aside-"+name)))
}

// everythingAway takes the content itself away.
func (d *desk) everythingAway() {
	d.check(os.Rename(d.content, filepath.Join(d.root, "aside-content")))
}

// putBack puts back what was taken away, where nothing has taken its place.
func (d *desk) putBack() {
	if _, err := os.Stat(d.content); err != nil {
		d.check(os.Rename(filepath.Join(d.root, "aside-content"), d.content))
		return
	}
	for _, name := range folders {
		if _, err := os.Stat(d.abs(name)); err != nil {
			if err := os.Rename(filepath.Join(d.root, "aside-"+name), d.abs(name)); err == nil {
				return
			}
		}
	}
}

// stray leaves what systems and synchronisers leave.
func (d *desk) stray() {
	name := []string{"initiatives/.brouillon.md.swp", "initiatives/Thumbs.db", "pages/lettre (1).md", "guide/notes.txt", "README.md", "media/~$photo.png"}[d.pick("stray", 6)]
	if _, err := os.Stat(d.abs(name)); err == nil {
		d.check(os.Remove(d.abs(name)))
		return
	}
	d.write(name, []byte("---\ntitre: Une copie\n---\n"))
}

// midnight: the day changes, and what the dates say with it.
func (d *desk) midnight() {
	d.today.Day = d.today.Day%28 + 1
	d.seen = nil
}
