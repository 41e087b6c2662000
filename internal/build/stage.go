package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"github.com/rogpeppe/go-internal/lockedfile"

	"enrouteweb.org/balise/internal/output"
)

// Stage is one publication under way. Pages go to a dot-folder beside their place as soon as they are made, so that a
// large site is never whole in memory; Commit then moves them, once everything is verified. Until Commit, no file of the
// site is touched; nothing at all is written before the first page comes.
type Stage struct {
	pub   *Publisher
	quick bool

	once   sync.Once
	err    error // of opening
	job    *job
	unlock func()
	fresh  bool   // the folder was not there
	record []byte // what the folder's record is to be; nil: it stays as it is
}

// errGone: a page that was not made again is no longer where it was published. It must be made again.
var errGone = errors.New("page retirée du disque")

// Stage begins a publication. quick trusts what this process wrote itself, without looking at the disk. Each Stage ends
// with Commit or Abort.
func (p *Publisher) Stage(quick bool) *Stage { return &Stage{pub: p, quick: quick && p.last != nil} }

// open takes the folder: one publication at a time, others wait.
func (s *Stage) open() error {
	s.once.Do(func() { s.err = s.take() })
	return s.err
}

func (s *Stage) take() error {
	dir := s.pub.Dir
	if err := checkOurs(dir); err != nil {
		return err
	}
	if _, err := os.Lstat(dir); errors.Is(err, os.ErrNotExist) {
		s.fresh = true
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	unlock, err := lockedfile.MutexAt(filepath.Join(dir, lockName)).Lock()
	if err != nil {
		return fmt.Errorf("verrou de %s : %w", dir, err)
	}
	s.unlock = unlock
	old := s.pub.last
	if !s.quick {
		if old, err = readManifest(dir); err != nil {
			return err
		}
	}
	s.job = &job{dir: dir, old: old, next: manifest{}, quick: s.quick}
	tmp := filepath.Join(dir, tmpDir)
	if err := os.RemoveAll(tmp); err != nil { // a build was cut short here
		return err
	}
	return os.Mkdir(tmp, 0o755)
}

const lockName = ".balise-verrou"

// keep takes the bytes of a page: nowhere when the folder holds them, else to the dot-folder.
func (s *Stage) keep(f *output.File, data []byte) (err error) {
	if err := s.open(); err != nil {
		return err
	}
	if s.job.old == nil {
		f.Held, err = s.job.lay(f.Path, data)
		return err
	}
	if o, known := s.job.old[f.Path]; known && o.sum == f.Sum {
		if _, same, err := s.job.look(f, o, true); err == nil && same {
			return nil
		}
	}
	f.Held = filepath.Join(s.job.dir, tmpDir, strconv.FormatInt(s.job.temp.Add(1), 10))
	return os.WriteFile(f.Held, data, 0o644)
}

// Commit makes the folder equal to files.
func (s *Stage) Commit(ctx context.Context, files []output.File) (Report, error) {
	defer s.close()
	if err := s.open(); err != nil {
		return Report{}, err
	}
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	s.job.next = make(manifest, len(files))
	// Once begun it goes to its end: a site half moved would stand until the next good build.
	var rep Report
	var err error
	if s.job.old == nil {
		rep, err = s.job.first(files)
	} else {
		rep, err = s.job.run(context.WithoutCancel(ctx), files)
	}
	if err == nil && s.record != nil {
		err = s.job.note(&s.pub.record, s.record) // last: a publication cut short is told of again
	}
	if s.pub.last = nil; err == nil {
		s.pub.last = s.job.next
	}
	return rep, err
}

// Abort ends a publication that is not to be: the folder is as it was.
func (s *Stage) Abort() {
	s.once.Do(func() { s.err = errors.New("publication abandonnée") })
	if s.close(); s.fresh {
		_ = os.Remove(filepath.Join(s.pub.Dir, lockName)) // a folder that others now use is not empty, and stays
		_ = os.Remove(s.pub.Dir)
	}
}

func (s *Stage) close() {
	if s.job != nil {
		_ = os.RemoveAll(filepath.Join(s.job.dir, tmpDir)) // what stays is removed by the next build
	}
	if s.unlock != nil {
		s.unlock()
		s.unlock = nil
	}
}

// Build builds and, when all is sound, publishes.
func (p *Publisher) Build(ctx context.Context, b *Builder, req Request) (*Result, Report, error) {
	for again := false; ; again = true {
		stage := p.Stage(req.Changed != nil)
		req.Stage = stage
		res, err := b.Run(ctx, req)
		if err == nil && res.OK {
			err = stage.note(res, req, again)
		}
		if err != nil || !res.OK {
			stage.Abort()
			return res, Report{}, err
		}
		rep, err := stage.Commit(ctx, res.Files)
		if !errors.Is(err, errGone) || again {
			return res, rep, err
		}
		b.memo.Forget()
		req.Changed = nil
	}
}

// note makes the record, and says what is about to change unless it was said already.
func (s *Stage) note(res *Result, req Request, said bool) (err error) {
	if req.Tell == nil || said {
		s.record, err = s.pub.record.again(res.Site)
		return err
	}
	var notes []noted
	if s.record, notes, err = s.pub.record.whole(res.Site); err != nil {
		return err
	}
	if err := s.open(); err != nil {
		return err
	}
	was, err := readRecord(s.job.dir)
	if err != nil {
		return err
	}
	return req.Tell(res, compared(res.Files, s.job.old, was, notes))
}

// Rehearse builds and says what Build would change and do, and writes nothing.
func (p *Publisher) Rehearse(ctx context.Context, b *Builder, req Request) (*Result, *Changes, Report, error) {
	if err := p.Check(); err != nil {
		return nil, nil, Report{}, err
	}
	req.Stage, req.Dry = nil, true
	res, err := b.Run(ctx, req)
	if err != nil || !res.OK {
		return res, nil, Report{}, err
	}
	_, notes, err := p.record.whole(res.Site)
	if err != nil {
		return res, nil, Report{}, err
	}
	old, err := readManifest(p.Dir)
	if err != nil {
		return res, nil, Report{}, err
	}
	was, err := readRecord(p.Dir)
	if err != nil {
		return res, nil, Report{}, err
	}
	for i := range res.Files {
		if f := &res.Files[i]; f.Data == nil {
			f.Held = tmpDir // where it would wait: what is compared is its sum
		}
	}
	j := &job{dir: p.Dir, old: old, next: make(manifest, len(res.Files))}
	todo, err := j.compare(res.Files)
	return res, compared(res.Files, old, was, notes), Report{Files: len(res.Files), Written: len(todo), Removed: len(j.gone())}, err
}
