package admin

import (
	"encoding/base64"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strings"
)

// medium is an image or a document as Decap's backends give it.
type medium struct {
	ID       string `json:"id"`
	Content  string `json:"content"`
	Encoding string `json:"encoding"`
	Path     string `json:"path"`
	Name     string `json:"name"`
}

// budget bounds what a list of media carries: Decap asks for the bytes of all at once. Those beyond are listed without.
const budget = 24 << 20

// locateMedia is locate for what lies in media.
func locateMedia(asked string) (file, error) {
	f, err := locate(asked)
	if err == nil && !f.media {
		err = refuse(http.StatusBadRequest, "Les images et les documents vont dans le dossier media ; « %s » n'en est pas un.", clipped(asked))
	}
	if err != nil {
		ext := strings.ToLower(path.Ext(asked))
		if strings.HasPrefix(asked, prefix+mediaDir+"/") && ext != "" && portable(path.Base(asked)) {
			return f, refuse(http.StatusBadRequest, "Un fichier « %s » ne peut pas être publié : prenez une image (.jpg, .png, .webp) ou un document (.pdf).", clipped(ext))
		}
	}
	return f, err
}

// media lists a folder of media.
func (a *api) media(root *os.Root, folder string) (any, error) {
	if folder != prefix+mediaDir && !strings.HasPrefix(folder, prefix+mediaDir+"/") {
		return nil, refuse(http.StatusBadRequest, "Ce dossier n'est pas celui des images : « %s ».", clipped(folder))
	}
	if _, err := locate(strings.TrimSuffix(folder, "/") + "/x.png"); err != nil {
		return nil, err
	}
	out := []*medium{}
	dir, err := root.Open(strings.TrimPrefix(strings.TrimSuffix(folder, "/"), prefix))
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, missing(err)
	}
	defer dir.Close()
	found, err := dir.ReadDir(-1)
	if err != nil {
		return nil, missing(err)
	}
	left := budget
	for _, e := range found {
		f, err := locateMedia(strings.TrimSuffix(folder, "/") + "/" + e.Name())
		if err != nil || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err != nil || info.Size() > int64(left) || info.Size() > maxMedia {
			out = append(out, named64(f, nil))
			continue
		}
		m, err := a.medium(root, f)
		if err == nil {
			left -= len(m.Content)
			out = append(out, m)
		}
	}
	return out, nil
}

// medium reads one.
func (a *api) medium(root *os.Root, f file) (*medium, error) {
	data, _, err := a.disk.load(root, f)
	if err != nil {
		return nil, err
	}
	return named64(f, data), nil
}

func named64(f file, data []byte) *medium {
	return &medium{ID: versionOf([]byte(f.path)) + versionOf(data), Content: base64.StdEncoding.EncodeToString(data), Encoding: "base64", Path: f.asked(), Name: path.Base(f.path)}
}

// picture is a file to be put in media.
type picture struct {
	file file
	data []byte
}

// decode reads what the form sends.
func decode(x asset) (picture, error) {
	f, err := locateMedia(x.Path)
	if err != nil {
		return picture{}, err
	}
	if x.Encoding != "base64" {
		return picture{}, refuse(http.StatusBadRequest, "« %s » n'est pas envoyé comme il faut.", f.path)
	}
	data, err := base64.StdEncoding.DecodeString(x.Content)
	if err != nil {
		return picture{}, refuse(http.StatusBadRequest, "« %s » est arrivé abîmé.", f.path)
	}
	if len(data) > maxMedia {
		return picture{}, refuse(http.StatusRequestEntityTooLarge, "« %s » est trop lourd : au plus 8 Mo. Réduisez l'image, elle se chargera aussi plus vite.", f.path)
	}
	if kind, ok := trueKind[strings.ToLower(path.Ext(f.path))]; ok && http.DetectContentType(data) != kind {
		return picture{}, refuse(http.StatusBadRequest, "« %s » n'est pas ce que dit la fin de son nom : le site ne pourrait pas le montrer. Enregistrez-le de nouveau en JPEG ou en PNG (ou en PDF) dans le programme qui l'a fait.", f.path)
	}
	return picture{f, data}, nil
}

// trueKind are the files whose bytes tell what they are (https://mimesniff.spec.whatwg.org), so that a photo in another form
// under a borrowed name is refused here rather than by the whole site.
var trueKind = map[string]string{".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp", ".pdf": "application/pdf"}

// put writes one file of media; Decap has asked the editor before it replaces one.
func (a *api) put(root *os.Root, p picture) error {
	mode := fs.FileMode(0o644)
	info, err := root.Lstat(p.file.path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return refuse(http.StatusForbidden, "« %s » est un raccourci ou un dossier : le formulaire n'y touche pas.", p.file.path)
	case err == nil:
		mode = info.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return missing(err)
	default:
		if err := a.disk.free(root, p.file.path); err != nil {
			return err
		}
	}
	return a.disk.save(root, p.file, p.data, mode, func() error { return nil })
}

func (a *api) addMedia(root *os.Root, x asset) (any, error) {
	p, err := decode(x)
	if err != nil {
		return nil, err
	}
	if err := a.put(root, p); err != nil {
		return nil, err
	}
	return a.medium(root, p.file)
}
