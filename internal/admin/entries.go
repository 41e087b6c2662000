package admin

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strings"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/french"
)

// entry is a file as Decap's backends give it.
type entry struct {
	Data string `json:"data"`
	File struct {
		Path  string `json:"path"`
		Label string `json:"label,omitempty"`
		ID    string `json:"id"`
	} `json:"file"`
}

// entries reads those files that there are.
func (a *api) entries(root *os.Root, files []labelled) []*entry {
	out := []*entry{}
	for _, f := range files {
		if e, err := a.entry(root, f); err == nil {
			out = append(out, e)
		}
	}
	return out
}

func (a *api) entry(root *os.Root, asked labelled) (*entry, error) {
	f, err := locate(asked.Path)
	if err == nil && f.media {
		err = refuse(http.StatusBadRequest, "« %s » n'est pas une fiche.", f.path)
	}
	if err != nil {
		return nil, err
	}
	data, _, err := a.disk.load(root, f)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(shown(f, data))
	if err != nil {
		return nil, err
	}
	e := &entry{Data: string(text)}
	e.File.Path, e.File.Label, e.File.ID = f.asked(), asked.Label, versionOf(data)
	a.given[f.path] = e.File.ID
	return e, nil
}

// persist saves a fiche, and the images that come with it. Everything is judged before anything is written.
func (a *api) persist(root *os.Root, p params) (any, error) {
	files := p.DataFiles
	if p.Entry != nil && files == nil {
		files = []dataFile{*p.Entry}
	}
	if len(files) != 1 {
		return nil, refuse(http.StatusBadRequest, "Une fiche s'enregistre dans un seul fichier.")
	}
	s, err := a.prepare(root, files[0], p.Options.New)
	if err != nil {
		return nil, err
	}
	var images []picture
	for _, x := range p.Assets {
		image, err := decode(x)
		if err != nil {
			return nil, err
		}
		images = append(images, image)
	}
	if err := a.withImages(root, images, func() error { return s.write(a, root) }); err != nil {
		return nil, err
	}
	return map[string]string{"message": "enregistré"}, nil
}

// withImages writes images, then the fiche they come with; when that fails, those that were not there before go again.
func (a *api) withImages(root *os.Root, images []picture, write func() error) error {
	var fresh []string
	undo := func(err error) error {
		for _, name := range fresh {
			_ = root.Remove(name) // one that stays is in nobody's way
		}
		return err
	}
	for _, image := range images {
		_, absent := root.Lstat(image.file.path)
		if err := a.put(root, image); err != nil {
			return undo(err)
		}
		if errors.Is(absent, fs.ErrNotExist) {
			fresh = append(fresh, image.file.path)
		}
	}
	if err := write(); err != nil {
		return undo(err)
	}
	return nil
}

// saving is a fiche about to be saved.
type saving struct {
	file, from file // from: where it was, when it moves
	old, data  []byte
	mode       fs.FileMode
	fresh      bool // there was no such file
	page       string
}

const (
	changed = "Ce fichier a changé sur le disque depuis que vous l'avez ouvert : rien n'a été écrit. Copiez ce que vous venez d'écrire, rouvrez la fiche, puis reprenez vos changements."
	gone    = "Ce fichier a été effacé ou renommé depuis que vous l'avez ouvert : rien n'a été écrit. Copiez ce que vous venez d'écrire, et faites-en une nouvelle fiche."
)

// prepare judges what is to be saved, and makes the bytes of it.
func (a *api) prepare(root *os.Root, d dataFile, fresh bool) (*saving, error) {
	f, err := locate(d.Path)
	if err == nil && f.media {
		err = refuse(http.StatusBadRequest, "« %s » n'est pas une fiche.", f.path)
	}
	if err != nil {
		return nil, err
	}
	x, err := readSent(f, d.Raw)
	if err != nil {
		return nil, err
	}
	s := &saving{file: f, from: f, fresh: fresh, mode: 0o644, page: x.page}
	if fresh {
		err = s.create(a, root, x)
	} else {
		err = s.change(a, root, x)
	}
	if err == nil && len(s.data) > content.MaxSize {
		err = refuse(http.StatusRequestEntityTooLarge, "Cette fiche est trop longue : au plus %d ko. Coupez-la en plusieurs.", content.MaxSize>>10)
	}
	if err == nil && d.New != "" && d.New != d.Path {
		err = s.move(a, root, d.New)
	}
	return s, err
}

// sent is a fiche as a page sends it.
type sent struct {
	header      []content.Item
	body        string
	state, page string // see change
	whole       string // the file itself, when that is what was sent
}

// readSent reads what our form sends, values in JSON, or what another page made for Decap's protocol does: a Markdown file.
func readSent(f file, raw string) (x sent, err error) {
	if strings.HasPrefix(raw, "---") {
		x.whole = raw
		if x.header, x.body, err = content.Extract(f.kind, []byte(raw)); err != nil {
			err = refuse(http.StatusBadRequest, "%s", err.Error())
		}
		return x, err
	}
	decoder := json.NewDecoder(strings.NewReader(raw))
	decoder.UseNumber()
	var data map[string]any
	if err := decoder.Decode(&data); err != nil || data == nil {
		return x, refuse(http.StatusBadRequest, "Ce qui est à enregistrer n'est pas lisible.")
	}
	if why, broken := data[brokenKey]; broken {
		text, _ := textOf(why)
		return x, refuse(http.StatusConflict, "Ce fichier ne peut pas être lu : corrigez-le d'abord dans un éditeur de texte. %s", text)
	}
	if x.header, err = itemsOf(fieldsOf(f.kind), data); err != nil {
		return x, err
	}
	var ok bool
	if x.body, ok = textOf(data[bodyKey]); !ok {
		return x, refuse(http.StatusBadRequest, "Le texte n'a pas la forme attendue.")
	}
	x.state, _ = data[stateKey].(string)
	x.page, _ = data[pageKey].(string)
	return x, nil
}

// create is for a file that is not there yet. Its name is its address: it must be one already.
func (s *saving) create(a *api, root *os.Root, x sent) error {
	if err := named(s.file); err != nil {
		return err
	}
	if err := a.disk.free(root, s.file.path); err != nil {
		return err
	}
	if s.data = []byte(x.whole); x.whole == "" {
		s.data = content.Compose(x.header, x.body)
	}
	return nil
}

// named tells whether the name of a new file is a page's address.
func named(f file) error {
	name := strings.TrimSuffix(path.Base(f.path), ".md")
	if f.kind == nil || name == "" || french.Slug(name) != name {
		return refuse(http.StatusBadRequest, "Le nom du fichier « %s » ne convient pas : il est fait de lettres sans accent, de chiffres et de tirets. Changez le titre.", f.path)
	}
	return nil
}

// change is for a file that the form was given in that state.
func (s *saving) change(a *api, root *os.Root, x sent) error {
	var err error
	s.old, s.mode, err = a.disk.load(root, s.file)
	if errors.Is(err, fs.ErrNotExist) {
		return refuse(http.StatusConflict, gone)
	}
	if err != nil {
		return err
	}
	// The page knows the state it was given; after a save, what it has is what it saved.
	now, state := versionOf(s.old), x.state
	if x.whole != "" {
		state = a.given[s.file.path]
	}
	if now != state && (s.page == "" || a.saved[s.page+" "+s.file.path] != now) {
		return refuse(http.StatusConflict, changed)
	}
	if s.data, err = content.Patch(s.file.kind, s.old, x.header, x.body); err != nil {
		return refuse(http.StatusConflict, "%s", err.Error())
	}
	return nil
}

// move gives a file another name.
func (s *saving) move(a *api, root *os.Root, asked string) error {
	to, err := locate(asked)
	if err != nil {
		return err
	}
	if s.fresh || to.kind != s.file.kind {
		return refuse(http.StatusBadRequest, "Une fiche ne change pas de dossier.")
	}
	if err := named(to); err != nil {
		return err
	}
	s.file = to
	return a.disk.free(root, to.path)
}

// write saves, if the place is still as it was judged.
func (s *saving) write(a *api, root *os.Root) error {
	moved := s.file.path != s.from.path
	if !s.fresh && !moved && bytes.Equal(s.old, s.data) {
		return nil
	}
	still := func() error {
		if s.fresh || moved {
			if err := a.disk.free(root, s.file.path); err != nil || s.fresh {
				return err
			}
		}
		if now, _, err := a.disk.load(root, s.from); err != nil || !bytes.Equal(now, s.old) {
			return refuse(http.StatusConflict, changed)
		}
		return nil
	}
	if err := a.disk.save(root, s.file, s.data, s.mode, still); err != nil {
		return err
	}
	a.remember(s)
	if moved {
		if err := root.Remove(s.from.path); err != nil {
			return unwritable(s.from)
		}
	}
	return nil
}

// most is how many saves are remembered: more than anyone makes in a day.
const most = 10_000

func (a *api) remember(s *saving) {
	if len(a.saved) >= most {
		clear(a.saved)
	}
	a.given[s.file.path] = versionOf(s.data)
	if len(s.page) > 0 && len(s.page) < 64 {
		a.saved[s.page+" "+s.file.path] = versionOf(s.data)
	}
}
