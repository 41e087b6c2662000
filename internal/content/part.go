package content

import (
	"path"

	"enrouteweb.org/balise/internal/site"
)

// Part is what a file of the content is for.
type Part string

// The parts a file may have. What is Refused has a problem that says why; what is Ignored has none.
const (
	Ignored     Part = "ignore" // left behind by a program, or a note to other editors
	Refused     Part = "refuse"
	Settings    Part = "reglages" // site.yaml
	Vocabulary  Part = "vocabulaire"
	EntryFile   Part = "fiche"
	Media       Part = "media"
	Translation Part = "traduction"
	Directory   Part = "dossier"
)

// PartOf tells what a file is for, as Decode judges it, and the language of a translation. f.Data is not looked at.
func PartOf(f File, c *site.Config) (part Part, lang string) {
	if hiddenPath(f.Path) {
		return Ignored, ""
	}
	s := &sheet{path: f.Path, file: path.Base(f.Path)}
	switch role, word := s.classify(f, c.Langues, c.Langue); role {
	case isConfig:
		return Settings, ""
	case isVocab:
		return Vocabulary, ""
	case isEntry:
		return EntryFile, ""
	case isMedia:
		return Media, ""
	case translation:
		return Translation, word
	case fitting:
		return Directory, ""
	}
	return Refused, ""
}
