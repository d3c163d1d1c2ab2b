package account

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"time"

	"crypto/md5"
	"encoding/hex"
)

// A stage is a folder for files.
type stage struct {
	Name, Comment string
	Folder        string // below the account's folder
	Temporary     bool
	Created       time.Time
	format        []option // FILE_FORMAT of the stage
}

// createStage runs CREATE STAGE. Source: docs sql-reference/sql/create-stage.
func (s *Session) createStage(p *parser, replace, temporary bool) *Result {
	quiet := p.ifNotExists()
	db, sch, name := s.fullName(p.qualified())
	st := &stage{Name: name, Created: s.started, Temporary: temporary}
	for _, o := range p.options() {
		switch o.name.value {
		case "COMMENT":
			st.Comment = o.value.value
		case "FILE_FORMAT":
			st.format = s.formatOptions(o)
		case "DIRECTORY", "ENCRYPTION":
		default:
			panic(unsupported("CREATE STAGE %s", o.name.value))
		}
	}
	in := s.schemaOf(db, sch)
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	if in.stages[name] != nil && !replace {
		if quiet {
			return done(DDL, fmt.Sprintf("%s already exists, statement succeeded.", name))
		}
		panic(exists(name))
	}
	s.account.stages++
	st.Folder = fmt.Sprintf("stage%d", s.account.stages)
	if temporary {
		s.temporaryStages[db+"."+sch+"."+name] = st
	} else {
		in.stages[name] = st
	}
	return done(DDL, fmt.Sprintf("Stage area %s successfully created.", name))
}

func (s *Session) createFormat(p *parser, replace bool) *Result {
	quiet := p.ifNotExists()
	db, sch, name := s.fullName(p.qualified())
	f := &fileFormat{Name: name, Options: p.options()}
	in := s.schemaOf(db, sch)
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	if in.formats[name] != nil && !replace && !quiet {
		panic(exists(name))
	}
	in.formats[name] = f
	return done(DDL, fmt.Sprintf("File format %s successfully created.", name))
}

func (s *Session) dropStage(p *parser) *Result {
	quiet := p.skip("IF", "EXISTS")
	db, sch, name := s.fullName(p.qualified())
	p.end()
	in := s.schemaOf(db, sch)
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	st := s.temporaryStages[db+"."+sch+"."+name]
	if st == nil {
		st = in.stages[name]
	}
	if st == nil {
		if quiet {
			return done(DDL, fmt.Sprintf("Drop statement executed successfully (%s already dropped).", name))
		}
		panic(missing("Stage", name))
	}
	if st.Temporary {
		delete(s.temporaryStages, db+"."+sch+"."+name)
	} else {
		delete(in.stages, name)
	}
	if err := os.RemoveAll(filepath.Join(s.account.options.Folder, st.Folder)); err != nil {
		panic(internal(err))
	}
	return done(DDL, fmt.Sprintf("%s successfully dropped.", name))
}

// options reads NAME = value ... to the end of the statement.
func (p *parser) options() []option {
	var list []option
	for p.peek().kind == wordToken {
		list = append(list, p.option())
		p.skip(",")
	}
	p.end()
	return list
}

func (p *parser) option() option {
	o := option{name: p.take()}
	p.expect("=")
	if !p.skip("(") {
		o.value = p.take()
		return o
	}
	o.inBrackets = true
	for !p.skip(")") {
		if p.peek().kind == wordToken && p.ahead(1).is("=") {
			o.sub = append(o.sub, p.option())
		} else {
			o.list = append(o.list, p.take())
		}
		p.skip(",")
	}
	return o
}

// A location is @stage/path, resolved.
type location struct {
	stage  *stage
	shown  string // as LIST shows it: lower case, no @
	prefix string // below the stage, without a slash in front
	root   string // on disk
}

// locate resolves @stage/path, @%table/path and @~/path. Source: docs
// user-guide/data-load-local-file-system-create-stage.
func (s *Session) locate(ref string) location {
	name, prefix := cutStage(ref)
	l := location{prefix: prefix, stage: &stage{}}
	switch {
	case name == "~":
		l.stage.Folder, l.shown = "user_"+s.user, "~"
	case strings.Contains(name, "%"):
		n := strings.Index(name, "%")
		parts := s.parseName(name[:n] + name[n+1:])
		r := s.relationOf(parts)
		if r == nil {
			panic(missing("Stage", name))
		}
		l.stage.Folder, l.shown = fmt.Sprintf("table%d", r.ID), "%"+strings.ToLower(r.Name)
	default:
		parts := s.parseName(name)
		db, sch, last := s.fullName(parts)
		in := s.schemaOf(db, sch)
		s.account.mu.Lock()
		l.stage = s.temporaryStages[db+"."+sch+"."+last]
		if l.stage == nil {
			l.stage = in.stages[last]
		}
		s.account.mu.Unlock()
		if l.stage == nil {
			panic(missing("Stage", joinNames(parts)))
		}
		l.shown = strings.ToLower(last)
	}
	l.root = filepath.Join(s.account.options.Folder, l.stage.Folder)
	return l
}

// cutStage takes a stage's name and its path apart at the first slash outside quotes.
func cutStage(ref string) (name, path string) {
	quoted := false
	for i, c := range ref {
		if c == '"' {
			quoted = !quoted
		}
		if c == '/' && !quoted {
			return ref[:i], strings.TrimPrefix(ref[i+1:], "/")
		}
	}
	return ref, ""
}

func (s *Session) parseName(name string) []token {
	p, err := newParser(name)
	if err != nil {
		panic(err)
	}
	parts := p.qualified()
	p.end()
	return parts
}

// A staged file is one of a stage.
type stagedFile struct {
	name     string // below the stage
	path     string // on disk
	size     int64
	modified time.Time
}

// files lists a stage's files whose names begin with the path, by name.
func (l location) files() []stagedFile {
	var list []stagedFile
	err := filepath.WalkDir(l.root, func(path string, d fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(l.root, path)
		name = filepath.ToSlash(name)
		if !strings.HasPrefix(name, l.prefix) {
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		list = append(list, stagedFile{name, path, info.Size(), info.ModTime()})
		return nil
	})
	if err != nil {
		panic(internal(err))
	}
	sort.Slice(list, func(i, j int) bool { return list[i].name < list[j].name })
	return list
}

// md5 is the file's ETag.
func (f stagedFile) md5() string {
	content, err := os.ReadFile(f.path)
	if err != nil {
		panic(internal(err))
	}
	sum := md5.Sum(content)
	return hex.EncodeToString(sum[:])
}

// listOrRemove runs LIST and REMOVE. Sources: docs sql-reference/sql/list, remove.
func (s *Session) listOrRemove(p *parser) *Result {
	remove := p.take().is("REMOVE", "RM")
	l := s.stageArgument(p)
	var pattern *regexp.Regexp
	if p.skip("PATTERN", "=") {
		pattern = filePattern(p.textValue())
	}
	p.end()
	r := grid(Show, "name", "size", "md5", "last_modified")
	if remove {
		r = grid(Show, "name", "result")
	}
	for _, f := range l.files() {
		name := l.shown + "/" + f.name
		switch {
		case pattern != nil && !pattern.MatchString(f.name):
		case remove:
			if err := os.Remove(f.path); err != nil {
				panic(internal(err))
			}
			r.Rows = append(r.Rows, []any{name, "removed"})
		default:
			r.Rows = append(r.Rows, []any{name, f.size, f.md5(), f.modified.UTC().Format("Mon, 2 Jan 2006 15:04:05 GMT")})
		}
	}
	return r
}

// stageArgument reads @stage or '@stage'.
func (s *Session) stageArgument(p *parser) location {
	t := p.take()
	switch {
	case t.kind == stageToken:
		return s.locate(t.value)
	case t.kind == stringToken && strings.HasPrefix(t.value, "@"):
		return s.locate(t.value[1:])
	}
	panic(syntaxError(t))
}

func filePattern(text string) *regexp.Regexp {
	re, err := regexp.Compile("^(?:" + text + ")$")
	if err != nil {
		panic(compilation(2104, "22023", "invalid regular expression '%s'", text))
	}
	return re
}

// transfer runs PUT and GET: the files go their own way, the wire asks StagePath for each.
// Sources: docs sql-reference/sql/put, get.
func (s *Session) transfer(p *parser) *Result {
	t := &Transfer{Upload: p.take().is("PUT"), AutoCompress: true, Parallel: 4, Compression: "AUTO_DETECT"}
	var l location
	local := func() {
		f := p.take()
		if f.kind != stringToken || !strings.HasPrefix(strings.ToLower(f.value), "file://") {
			panic(syntaxError(f))
		}
		t.Sources = []string{f.value[len("file://"):]}
	}
	if t.Upload {
		local()
		l = s.stageArgument(p)
	} else {
		l = s.stageArgument(p)
		local()
		t.AutoCompress = false
	}
	if t.Upload && l.prefix != "" && !strings.HasSuffix(l.prefix, "/") {
		l.prefix += "/"
	}
	t.Stage, t.Folder = l.stage.Folder, l.prefix
	var pattern *regexp.Regexp
	for _, o := range p.options() {
		switch v := o.value.value; {
		case o.name.is("PARALLEL"):
			if _, err := fmt.Sscan(o.value.text, &t.Parallel); err != nil {
				panic(syntaxError(o.value))
			}
		case o.name.is("AUTO_COMPRESS") && t.Upload:
			t.AutoCompress = v == "TRUE"
		case o.name.is("OVERWRITE") && t.Upload:
			t.Overwrite = v == "TRUE"
		case o.name.is("SOURCE_COMPRESSION") && t.Upload:
			t.Compression = v
		case o.name.is("PATTERN") && !t.Upload:
			pattern = filePattern(v)
		default:
			panic(syntaxError(o.name))
		}
	}
	if !t.Upload {
		for _, f := range l.files() {
			if pattern == nil || pattern.MatchString(f.name) {
				t.Files = append(t.Files, f.name)
			}
		}
	}
	return &Result{Kind: Select, Transfer: t}
}
