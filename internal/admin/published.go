package admin

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"sync"

	"enrouteweb.org/balise/assets"
	"enrouteweb.org/balise/internal/site"
)

// Output is one file of the published form.
type Output struct {
	Path string // from the site's root: "admin/index.html"
	Data []byte
}

// Published gives the form for a site whose site.yaml has "atelier"; nothing when it has not. address is the site's own, ""
// when it is not known. Who uses it logs in to the forge and needs the right to write there: GitLab and Gitea need no server
// for that (OAuth with PKCE, RFC 7636), GitHub needs a relay. No page leads to it.
func Published(s *site.Site, address string) ([]Output, error) {
	a := s.Config.Atelier
	if a.Forge == "" {
		return nil, nil
	}
	built, err := assets.FS()
	if err != nil {
		return nil, err
	}
	script, err := engine()
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("decap-cms-%s.js", versionOf(script)[:10])
	backend, talks := forge(a)
	towns, err := townsOf(built)
	if err != nil {
		return nil, err
	}
	out := []Output{{name, script}, {"index.html", page(s.Config.Titre, name, publicPolicy(talks))}, {"communes.json", towns}}
	settings, err := json.Marshal(config(s, where{backend: backend, site: strings.TrimSuffix(address, "/")}))
	if err != nil {
		return nil, err
	}
	names, err := json.Marshal(references(s))
	if err != nil {
		return nil, err
	}
	out = append(out, Output{"config.json", settings}, Output{"references.json", names})
	for _, file := range []string{"admin.js", "admin.css", "licences.txt", "fond.json", "icone.svg"} {
		data, err := static(built, file)
		if err != nil {
			return nil, err
		}
		out = append(out, Output{file, data})
	}
	for i := range out {
		out[i].Path = strings.TrimPrefix(Root, "/") + out[i].Path
	}
	slices.SortFunc(out, func(a, b Output) int { return strings.Compare(a.Path, b.Path) })
	return out, nil
}

// engine is Decap as it is published: servers pack what they send by themselves.
var engine = sync.OnceValues(func() ([]byte, error) {
	built, err := assets.FS()
	if err != nil {
		return nil, err
	}
	packed, err := fs.ReadFile(built, "admin/"+decapFile+".gz")
	if err != nil {
		return nil, err
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
})

// forge gives Decap's backend (https://decapcms.org/docs/backends-overview/) and the addresses it talks to.
func forge(a site.Desk) (backend map[string]any, talks []string) {
	branch := a.Branche
	if branch == "" {
		branch = "main"
	}
	base := strings.TrimSuffix(a.Adresse, "/")
	backend = map[string]any{"name": a.Forge, "repo": a.Depot, "branch": branch, "commit_messages": map[string]string{
		"create": "Ajoute {{collection}} : {{slug}}", "update": "Modifie {{collection}} : {{slug}}", "delete": "Retire {{collection}} : {{slug}}",
		"uploadMedia": "Ajoute {{path}}", "deleteMedia": "Retire {{path}}",
	}}
	switch a.Forge {
	case "gitlab":
		if base == "" {
			base = "https://gitlab.com"
		}
		backend["auth_type"], backend["app_id"], backend["base_url"], backend["api_root"] = "pkce", a.Application, base, base+"/api/v4"
	case "gitea":
		backend["app_id"], backend["base_url"], backend["api_root"] = a.Application, base, base+"/api/v1"
	default:
		backend["base_url"] = base
		return backend, []string{base, "https://api.github.com"}
	}
	return backend, []string{base}
}

// publicPolicy is the page's own policy: the one of the preview, with the forge added. What forbids to be framed only a server
// can say; the forge's own log-in page does.
func publicPolicy(talks []string) string {
	var origins []string
	for _, t := range talks {
		if u, err := url.Parse(t); err == nil && u.Host != "" {
			origins = append(origins, u.Scheme+"://"+u.Host)
		}
	}
	rules := strings.Replace(policy, "; frame-ancestors 'none'", "", 1)
	rules = strings.Replace(rules, "img-src 'self'", "img-src 'self' "+strings.Join(origins, " "), 1)
	return strings.Replace(rules, "connect-src 'self'", "connect-src 'self' "+strings.Join(origins, " "), 1)
}
