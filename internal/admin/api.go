package admin

import (
	"encoding/json"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
)

// maxRequest bounds a request: an image in base64, and what is around it.
const maxRequest = 12 << 20

// api is Decap's proxy backend: POST {"action": …, "params": {…}}, as packages/decap-server of github.com/decaporg/decap-cms
// answers it.
type api struct {
	disk disk

	mu    sync.Mutex        // one request at a time: what is judged must still be so when it is written
	saved map[string]string // page and path → version of the file as that page last saved it
	given map[string]string // path → version of the file as last shown, for a page that does not tell which it was shown
}

func newAPI(dir string) *api {
	return &api{disk: disk{dir}, saved: map[string]string{}, given: map[string]string{}}
}

// params are those of all the actions that are known.
type params struct {
	Folder    string     `json:"folder"`
	Extension string     `json:"extension"`
	Files     []labelled `json:"files"`
	Path      string     `json:"path"`
	Paths     []string   `json:"paths"`
	Entry     *dataFile  `json:"entry"`
	DataFiles []dataFile `json:"dataFiles"`
	Assets    []asset    `json:"assets"`
	Asset     *asset     `json:"asset"`
	Media     string     `json:"mediaFolder"`
	Options   struct {
		New bool `json:"newEntry"`
	} `json:"options"`
}

type labelled struct {
	Path  string `json:"path"`
	Label string `json:"label"`
}

type dataFile struct {
	Path string `json:"path"`
	New  string `json:"newPath"`
	Raw  string `json:"raw"`
}

type asset struct {
	Path     string `json:"path"`
	Content  string `json:"content"`
	Encoding string `json:"encoding"`
}

// serve answers one request. Only a page of this very origin may ask, and only in JSON, which a page of another site cannot
// send without asking first, in vain.
func (a *api) serve(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if recover() != nil { // a fault of ours: the editor's file is as it was, and the form goes on
			answer(w, http.StatusInternalServerError, map[string]string{"error": "balise s'est trompé en traitant cette demande ; rien n'a été écrit."})
		}
	}()
	value, err := a.handle(w, r)
	if err == nil {
		answer(w, http.StatusOK, value)
		return
	}
	var no *refusal
	switch {
	case errors.As(err, &no):
	case errors.Is(err, fs.ErrNotExist):
		no = &refusal{http.StatusNotFound, "Ce fichier n'est plus là : il a été effacé ou renommé."}
	default:
		no = &refusal{http.StatusInternalServerError, "Cette demande a échoué ; rien n'a été écrit."}
	}
	if no.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", http.MethodPost)
	}
	answer(w, no.status, map[string]string{"error": strings.ReplaceAll(no.message, "'", "’")})
}

func answer(w http.ResponseWriter, status int, value any) {
	data, err := json.Marshal(value)
	if err != nil {
		status, data = http.StatusInternalServerError, []byte(`{"error":"Cette demande a échoué."}`)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(data) // the page has left: nobody to tell
}

func (a *api) handle(w http.ResponseWriter, r *http.Request) (any, error) {
	if err := admitted(r); err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxRequest))
	var ask struct {
		Action string `json:"action"`
		Params params `json:"params"`
	}
	if err := decoder.Decode(&ask); err != nil {
		var big *http.MaxBytesError
		if errors.As(err, &big) {
			return nil, refuse(http.StatusRequestEntityTooLarge, "C'est trop lourd : au plus 12 Mo à la fois, et 8 Mo par image.")
		}
		return nil, refuse(http.StatusBadRequest, "Cette demande n'est pas du JSON bien formé.")
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	var out any
	err := a.disk.in(func(root *os.Root) (err error) {
		out, err = a.do(root, ask.Action, ask.Params)
		return err
	})
	return out, err
}

// admitted judges a request by its head.
func admitted(r *http.Request) error {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	from := r.Header.Get("Sec-Fetch-Site") // browsers that send it tell the truth
	switch {
	case r.Method != http.MethodPost:
		return refuse(http.StatusMethodNotAllowed, "Cette adresse ne prend que des demandes POST.")
	case len(r.Header.Values("Origin")) != 1 || r.Header.Get("Origin") != "http://"+r.Host, from != "" && from != "same-origin":
		return refuse(http.StatusForbidden, "Cette demande ne vient pas du formulaire : elle est refusée.")
	case err != nil || kind != "application/json":
		return refuse(http.StatusUnsupportedMediaType, "Cette demande doit être en JSON.")
	case r.ContentLength > maxRequest:
		return refuse(http.StatusRequestEntityTooLarge, "C'est trop lourd : au plus 12 Mo à la fois, et 8 Mo par image.")
	}
	return nil
}

// do runs one action.
func (a *api) do(root *os.Root, action string, p params) (any, error) {
	switch action {
	case "info":
		return map[string]any{"repo": "content", "publish_modes": []string{"simple"}, "type": "local_fs"}, nil
	case "entriesByFolder":
		return a.folder(root, p.Folder)
	case "entriesByFiles":
		return a.entries(root, p.Files), nil
	case "getEntry":
		return a.entry(root, labelled{Path: p.Path})
	case "persistEntry":
		return a.persist(root, p)
	case "getMedia":
		return a.media(root, p.Media)
	case "getMediaFile":
		f, err := locateMedia(p.Path)
		if err != nil {
			return nil, err
		}
		return a.medium(root, f)
	case "persistMedia":
		if p.Asset == nil {
			return nil, refuse(http.StatusBadRequest, "Il n'y a pas d'image dans cette demande.")
		}
		return a.addMedia(root, *p.Asset)
	case "deleteFile":
		return a.remove(root, []string{p.Path})
	case "deleteFiles":
		return a.remove(root, p.Paths)
	case "getDeployPreview":
		return nil, nil
	case "unpublishedEntries":
		return []string{}, nil
	case "unpublishedEntry", "unpublishedEntryDataFile", "unpublishedEntryMediaFile", "deleteUnpublishedEntry", "updateUnpublishedEntryStatus", "publishUnpublishedEntry":
		return nil, refuse(http.StatusNotFound, "Ici, une fiche s'enregistre dans son fichier : il n'y a pas d'étapes de relecture.")
	}
	return nil, refuse(http.StatusUnprocessableEntity, "Le formulaire demande « %s », que balise ne connaît pas.", clipped(action))
}

// remove puts files in the bin. All are judged before one is touched.
func (a *api) remove(root *os.Root, paths []string) (any, error) {
	var files []file
	for _, p := range paths {
		f, err := a.removable(root, p)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	for _, f := range files {
		if err := a.disk.bin(root, f); err != nil {
			return nil, err
		}
	}
	return map[string]string{"message": "effacé"}, nil
}

// removable judges a file that is to be deleted. A fiche must be as it was last shown: Decap does not say which state it has.
func (a *api) removable(root *os.Root, asked string) (file, error) {
	f, err := locate(asked)
	if err != nil {
		return f, err
	}
	if f.path == settingsFile {
		return f, refuse(http.StatusForbidden, "Les réglages du site ne s'effacent pas.")
	}
	info, err := root.Lstat(f.path)
	switch {
	case err != nil:
		return f, missing(err)
	case !info.Mode().IsRegular():
		return f, refuse(http.StatusForbidden, "« %s » est un raccourci ou un dossier : le formulaire n'y touche pas.", f.path)
	case a.given[f.path] == "":
		return f, nil
	}
	data, _, err := a.disk.load(root, f)
	if err == nil && versionOf(data) != a.given[f.path] {
		err = refuse(http.StatusConflict, "« %s » a changé sur le disque depuis que vous l'avez ouvert : rien n'a été effacé. Rouvrez la fiche, lisez-la, puis effacez-la si vous le voulez toujours.", f.path)
	}
	return f, err
}

// folder lists the entries of a type.
func (a *api) folder(root *os.Root, folder string) (any, error) {
	probe, err := locate(folder + "/x.md")
	if err != nil || probe.kind == nil {
		return nil, refuse(http.StatusBadRequest, "Ce dossier n'est pas celui d'un type de fiches : « %s ».", clipped(folder))
	}
	dir, err := root.Open(path.Dir(probe.path))
	if errors.Is(err, fs.ErrNotExist) {
		return []any{}, nil
	}
	if err != nil {
		return nil, missing(err)
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return nil, missing(err)
	}
	slices.Sort(names)
	var files []labelled
	for _, n := range names {
		files = append(files, labelled{Path: strings.TrimSuffix(folder, "/") + "/" + n})
	}
	return a.entries(root, files), nil
}
