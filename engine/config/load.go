package config

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/martsql/mart/engine/diag"
	"go.yaml.in/yaml/v4"
)

// load parses the YAML of a file. The node is nil when the file is empty, or has a
// fault that keeps it from being read at all.
func load(file, text string, o Options) (*reader, *yaml.Node) {
	text = strings.TrimPrefix(text, "\ufeff")
	r := &reader{places: newPlaces(file, text), o: o}
	if !utf8.ValidString(text) {
		at := invalidAt(text)
		d := diag.Errorf(diag.SpanAt(file, text, at, at+1), "yaml-syntax", "the file is not UTF-8 text")
		r.diags.Add(d.WithHint("save it as UTF-8 in your editor"))
		return r, nil
	}
	if root := quickParse(r.places); root != nil {
		return r, root
	}
	var document yaml.Node
	if err := yaml.Load([]byte(text), &document); err != nil {
		r.syntax(err)
		return r, nil
	}
	if len(document.Content) == 0 {
		return r, nil
	}
	root := document.Content[0]
	if strings.Contains(text, "*") && !r.aliasesFit(root) {
		return r, nil
	}
	return r, root
}

func invalidAt(text string) int {
	for i, c := range text {
		if c == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd") {
			return i
		}
	}
	return 0
}

// syntax tells of YAML that cannot be read.
func (r *reader) syntax(err error) {
	var many *yaml.LoadErrors
	var one *yaml.LoadError
	switch {
	case errors.As(err, &many) && len(many.Errors) > 0:
		one = many.Errors[0]
	case !errors.As(err, &one):
		r.diags.Add(diag.Errorf(diag.Span{File: r.file}, "yaml-syntax", "%v", err))
		return
	}
	if strings.Contains(one.Message, "no documents") {
		return
	}
	d := r.explain(one)
	d.Code, d.Cause = "yaml-syntax", err
	r.diags.Add(d)
}

var (
	anchorName = regexp.MustCompile(`unknown anchor '(.*)' referenced`)
	secondDoc  = regexp.MustCompile(`(?m)^---`)
)

// explain puts a fault of the YAML library into words, at the place to mend.
func (r *reader) explain(e *yaml.LoadError) diag.Diagnostic {
	at, from := r.mark(e.Mark), r.mark(e.ContextMark)
	say := func(span diag.Span, summary, hint string) diag.Diagnostic {
		return diag.Diagnostic{Span: span, Summary: summary, Hint: hint}
	}
	line := r.line(at)
	if open := r.template(from, at); open.Known() {
		return say(open, "a template in YAML must stand in quotes", templateHint)
	}
	switch msg := e.Message; {
	case strings.Contains(msg, "multiple"):
		return say(r.second(), "a second YAML document begins here, and a file holds one", "take out the line  ---")
	case strings.Contains(msg, "mapping values are not allowed"):
		return say(at, `a ": " is not expected here`,
			"put the text in quotes if the colon belongs to it; else look at the indentation of this line and the one before")
	case strings.Contains(msg, "cannot start any token"):
		if strings.HasPrefix(line, "\t") {
			return say(at, "a tab is not allowed as indentation", "indent with blanks")
		}
		return say(at, fmt.Sprintf("a text cannot begin with %q", first(line)), "put the text in quotes")
	case strings.Contains(msg, "unexpected end of stream") && from.Known():
		return say(from, "the quote that opens here is never closed", "close it with the same quote")
	case strings.Contains(msg, "',' or ']'"):
		return say(from, "the list that opens here is not closed", "close it with  ] , put a comma between its values, and quotes around a text with commas or brackets")
	case strings.Contains(msg, "',' or '}'"):
		return say(from, "the map that opens here is not closed", "close it with  } , put a comma between its entries, and quotes around a text with commas or brackets")
	case strings.Contains(msg, "expected key"), strings.Contains(msg, "'-' indicator"), strings.Contains(msg, "<document start>"):
		return say(at, "this line does not fit the lines above", fitHint(line, from))
	case strings.Contains(msg, "expected ':'"):
		return say(r.keyWithoutColon(from, at), "this key has no colon", "write  key: value")
	case anchorName.MatchString(msg):
		name := anchorName.FindStringSubmatch(msg)[1]
		return say(r.grown(at, len(name)+1), fmt.Sprintf("no anchor is named %q", name),
			"put the text in quotes if the * belongs to it; else define the anchor before, as  &"+name)
	case strings.Contains(msg, "control characters"):
		return say(r.control(), "the file has a control character in it", "take it out, or write it as \\x.. in double quotes")
	}
	if !at.Known() {
		at = diag.Span{File: r.file, Start: r.pos(1, 1)}
	}
	return say(at, "this is not YAML: "+e.Message, "")
}

func fitHint(line string, from diag.Span) string {
	hint := "indent it like the other entries"
	if from.Known() {
		hint += fmt.Sprintf(" of what begins in line %d", from.Start.Line)
	}
	if strings.Count(line, `"`)%2 == 1 || strings.Count(line, "'")%2 == 1 {
		hint += "; or look for a quote too many"
	}
	return hint
}

// mark turns a place of the YAML library into a span of one letter.
func (r *reader) mark(m yaml.Mark) diag.Span {
	if m.Line < 1 {
		return diag.Span{File: r.file}
	}
	return r.grown(diag.Span{File: r.file, Start: r.pos(m.Line, m.Column)}, 1)
}

// grown is a span of n bytes, cut at the end of its line.
func (r *reader) grown(s diag.Span, n int) diag.Span {
	if s.Known() {
		s = diag.SpanAt(r.file, r.text, s.Start.Offset, s.Start.Offset+min(n, len(r.line(s))))
	}
	return s
}

// line is the rest of the line at a place.
func (r *reader) line(s diag.Span) string {
	if !s.Known() {
		return ""
	}
	rest := r.text[s.Start.Offset:]
	if i := strings.IndexAny(rest, "\r\n"); i >= 0 {
		rest = rest[:i]
	}
	if _, size := utf8.DecodeRuneInString(rest); size > 1 {
		return rest // a wide letter: grown by one byte it would be cut
	}
	return rest
}

func first(line string) string {
	_, size := utf8.DecodeRuneInString(line)
	return line[:size]
}

// template finds an unquoted {{ that stands as a value near a fault.
func (r *reader) template(from, at diag.Span) diag.Span {
	for _, s := range []diag.Span{at, from} {
		if !s.Known() {
			continue
		}
		begin := strings.LastIndexByte(r.text[:s.Start.Offset], '\n') + 1
		line := r.text[begin:]
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line = line[:i]
		}
		open := strings.Index(line, "{{")
		if open < 0 || begin+open > s.Start.Offset && s == from {
			continue
		}
		before := strings.TrimSpace(line[:open])
		if before == "" || strings.HasSuffix(before, ":") || strings.HasSuffix(before, "-") || strings.HasSuffix(before, ",") || strings.HasSuffix(before, "[") {
			end := strings.Index(line[open:], "}}")
			if end < 0 {
				end = len(line) - open - 2
			}
			return diag.SpanAt(r.file, r.text, begin+open, begin+open+end+2)
		}
	}
	return diag.Span{}
}

// second is where a second document begins.
func (r *reader) second() diag.Span {
	marks := secondDoc.FindAllStringIndex(r.text, -1)
	for i, m := range marks {
		if i > 0 || strings.TrimSpace(r.text[:m[0]]) != "" {
			last := m
			if i == 0 && len(marks) > 1 && onlyComments(r.text[:m[0]]) {
				last = marks[1]
			}
			return diag.SpanAt(r.file, r.text, last[0], last[1])
		}
	}
	return diag.Span{File: r.file}
}

func onlyComments(text string) bool {
	for line := range strings.Lines(text) {
		if t := strings.TrimSpace(line); t != "" && t[0] != '#' && t[0] != '%' {
			return false
		}
	}
	return true
}

// keyWithoutColon is the line that should have been a key.
func (r *reader) keyWithoutColon(from, at diag.Span) diag.Span {
	if !from.Known() {
		from = at
	}
	return r.grown(from, len(strings.TrimRight(r.line(from), " \t")))
}

// control finds the first control character.
func (r *reader) control() diag.Span {
	i := strings.IndexFunc(r.text, func(c rune) bool {
		return c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f || c >= 0x80 && c < 0xa0 && c != 0x85 || c == 0xfffe || c == 0xffff
	})
	if i < 0 {
		return diag.Span{File: r.file}
	}
	return r.grown(diag.Span{File: r.file, Start: diag.PosAt(r.text, i)}, 1)
}

// maxExpanded is how many values the aliases of one file may stand for in all, besides
// those written out: far more than a person means, far less than fills the memory.
const maxExpanded = 200_000

// aliasesFit reports, and tells, whether the aliases of a file can be followed: none
// contains itself, and together they do not grow beyond all measure.
func (r *reader) aliasesFit(root *yaml.Node) bool {
	sizes := map[*yaml.Node]int{}
	const busy = -1
	limit := maxExpanded + len(r.text)
	fits := true
	var size func(n *yaml.Node) int
	size = func(n *yaml.Node) int {
		if n.Kind == yaml.AliasNode {
			switch known, ok := sizes[n.Alias]; {
			case known == busy:
				if fits {
					r.fault(n, "yaml-syntax", "the alias *%s stands inside of what it names", n.Value).Hint = "an anchor cannot contain itself"
				}
				fits = false
				return 1
			case ok:
				return known
			}
			return size(n.Alias)
		}
		if n.Anchor != "" {
			if known, ok := sizes[n]; ok && known != busy {
				return known
			}
			sizes[n] = busy
		}
		total := 1
		for _, c := range n.Content {
			total += size(c)
			if total > limit {
				if fits {
					r.fault(c, "yaml-syntax", "the aliases of this file stand for more than %d values", maxExpanded).Hint = "write fewer aliases of aliases"
				}
				fits, total = false, limit+1
			}
		}
		if n.Anchor != "" {
			sizes[n] = total
		}
		return total
	}
	size(root)
	return fits
}
