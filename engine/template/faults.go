package template

import (
	"regexp"
	"sort"
	"strings"

	"github.com/martsql/mart/engine/diag"
)

// CodeSyntax is the code of all faults that keep a template from being read.
const CodeSyntax = "template-syntax"

// maxFaults bounds what is reported of one text.
const maxFaults = 20

// lexDiagnostic puts a lexical fault into words.
func lexDiagnostic(src *text, f lexFault) diag.Diagnostic {
	span := src.span(f.start, f.end)
	switch f.kind {
	case unclosedComment:
		return diag.Errorf(span, CodeSyntax, "template comment is opened here and never closed").WithHint("close it with  */}}")
	case badCommentEnd:
		return diag.Errorf(span, CodeSyntax, "template comment must fill the whole action").WithHint("close it with  */}}")
	case unclosedText:
		return diag.Errorf(span, CodeSyntax, "text is opened with a quote here and never closed").WithHint("close it with  %c  on the same line", src.body[f.start])
	}
	return diag.Errorf(span, CodeSyntax, "template action is opened here and never closed").WithHint("close it with  }}")
}

// faults finds the syntax faults of a body that text/template refused. The parser stops
// at its first fault and tells only the line. So: find the token where it stops, blank
// that action out, and parse again.
func (b *body) faults() diag.List {
	var list diag.List
	s := []byte(b.src.body[b.base:b.end])
	blanked := false // variables may have gone with an action: do not report them
	for range maxFaults {
		_, err := parseTree(string(s))
		if err == nil {
			break
		}
		message := parserMessage(err)
		at, t, found := b.locate(string(s), message)
		if !found {
			list.Add(b.unended(message))
			break
		}
		if !blanked || !strings.HasPrefix(message, "undefined variable") {
			list.Add(b.syntax(at, t, message))
		}
		blanked = blanked || strings.Contains(b.src.body[at.start:at.end], ":=")
		neutralize(s, at, b.base)
	}
	return list
}

// locate finds the action and the token at which the parser stops: the first token after
// which the text can be cut, with a sign that no lexer takes, and the parser still says
// the same. The offsets are those of the source.
func (b *body) locate(s, message string) (action, token, bool) {
	type place struct {
		action
		token
	}
	var places []place
	actions, _ := readActions(s)
	for _, a := range actions {
		for _, t := range a.tokens(s) {
			places = append(places, place{a, t})
		}
	}
	fails := func(i int) bool {
		t := places[i].token
		cut := s[:t.end]
		if t.delim {
			cut += "{{"
		}
		_, err := parseTree(cut + " \x01")
		return err != nil && parserMessage(err) == message
	}
	i := sort.Search(len(places), fails)
	if i == len(places) {
		return action{}, token{}, false
	}
	a, t := places[i].action, places[i].token
	a.start, a.end = a.start+b.base, a.end+b.base
	t.start, t.end = t.start+b.base, t.end+b.base
	return a, t, true
}

// neutralize overwrites a faulty action with one that parses, so that the rest of the
// text can be looked at.
func neutralize(s []byte, a action, base int) {
	stand := ""
	switch a.word {
	case "if", "with":
		stand = "{{" + a.word + " 1}}"
	case "range":
		stand = "{{range 1}}"
	}
	out := s[a.start-base : a.end-base]
	for i := range out {
		if out[i] != '\n' {
			out[i] = ' '
		}
	}
	if len(stand) <= len(out) {
		copy(out, stand)
	}
}

// unended reports the innermost block that has no end.
func (b *body) unended(message string) diag.Diagnostic {
	var open []action
	for _, a := range b.actions {
		switch {
		case a.opens():
			open = append(open, a)
		case a.word == "end" && len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return diag.Errorf(b.src.span(b.base, b.base), CodeSyntax, "%s", message)
	}
	a := open[len(open)-1]
	return diag.Errorf(b.src.span(a.start, a.end), CodeSyntax, "%s is opened here and never ended", a.word).
		WithHint("end it with  {{ end }}")
}

var parserPrefix = regexp.MustCompile(`^template: [^:]*:\d+: `)

func parserMessage(err error) string {
	return parserPrefix.ReplaceAllString(err.Error(), "")
}

// A phrase translates one message of text/template; $1 is the part in parentheses.
type phrase struct {
	pattern *regexp.Regexp
	summary string
	hint    string
}

const callHint = `functions are called without parentheses and commas: {{ ref "orders" }}, {{ config "materialized" "table" }}`

const (
	quotesSummary = "text stands between double quotes, not single ones"
	quotesHint    = `write  {{ ref "orders" }}`
)

const operatorHint = `operators are functions: {{ eq a b }}, {{ lt a b }}, {{ add a b }}, {{ and a b }}, {{ not a }}`

var syntaxPhrases = []phrase{
	{regexp.MustCompile(`^malformed character constant: |^unterminated character constant`), quotesSummary, quotesHint},
	{regexp.MustCompile(`^unexpected "="|^expected :=`), "= has no meaning here", `compare with eq:  {{ if eq a b }};  name a macro's argument with kw:  (kw "scale" 3)`},
	{regexp.MustCompile(`^unexpected "([-+*/%<>!&#@~^])"|^(?:bad|illegal) number syntax: "([-+])\s*"`), "$1$2 has no meaning here", operatorHint},
	{regexp.MustCompile(`^bad character U\+0022 |^bad character U\+0060 `), "a blank is missing before the quote", `write  {{ ref "orders" }}`},
	{regexp.MustCompile(`^unexpected "[(,]"|^missing value for parenthesized pipeline`), "this is not how a function is called here", callHint},
	{regexp.MustCompile(`^(?:bad|unrecognized) character(?: in action)?:? U\+\w+(?: (.*))?$`), "$1 has no meaning here", operatorHint},
	{regexp.MustCompile(`^missing value for (if|with|range)`), "$1 needs a value to look at", "write  {{ $1 ... }}"},
	{regexp.MustCompile(`^missing value for command`), "the action is empty", "remove it, or name a function: {{ this }}"},
	{regexp.MustCompile(`^unexpected \{\{end\}\}`), "end closes nothing here", "remove it, or open a block before it: {{ if ... }}, {{ range ... }}, {{ with ... }}"},
	{regexp.MustCompile(`^unexpected \{\{else\}\}|^expected end; found`), "else belongs to no if, range or with", "remove it, or write  {{ else if ... }}  for a further condition"},
	{regexp.MustCompile(`^undefined variable "(.*)"`), "variable $1 is not set here", "set it before, in the same block or around it:  {{ $1 := ... }}"},
	{regexp.MustCompile(`^unclosed left paren`), "a parenthesis is never closed", "close it with  )"},
	{regexp.MustCompile(`^unexpected right paren`), "a parenthesis is closed that was not opened", "remove it"},
	{regexp.MustCompile(`^(?:bad|illegal) number syntax: "(.*)"`), "$1 is no number", "text stands between double quotes"},
	{regexp.MustCompile(`^integer overflow|overflows`), "the number is too large", ""},
	{regexp.MustCompile(`^non executable command in pipeline`), "what follows | must be a function", `write  {{ "name" | upper }}`},
	{regexp.MustCompile(`^\{\{(break|continue)\}\} outside`), "$1 stands outside of a range", ""},
	{regexp.MustCompile(`^range can only initialize variables|^too many declarations`), "this is not how variables are set", "write  {{ $$x := ... }}  or  {{ range $$index, $$item := ... }}"},
	{regexp.MustCompile(`^unexpected (?:<)?\{\{?(define|block|template)`), "$1 cannot stand here", ""},
	{regexp.MustCompile(`^unexpected <(define|block|template|else|end|if|with|range|break|continue)>`), "$1 cannot stand here", ""},
	{regexp.MustCompile(`^unexpected "(.*)" in`), `"$1" is not expected here`, ""},
	{regexp.MustCompile(`^unexpected \. after term "?(.*?)"?$`), "$1 has no parts to look at", ""},
	{regexp.MustCompile(`^unexpected (.*) in (.*)`), "$1 is not expected here", ""},
	{regexp.MustCompile(`^invalid syntax`), "the text between the quotes has an escape that does not exist", "a backslash in text is written  \\\\ , or use `back quotes`"},
}

// syntax puts a parser's message into words.
func (b *body) syntax(a action, t token, message string) diag.Diagnostic {
	span := b.src.span(t.start, t.end)
	if t.delim || strings.HasPrefix(message, "unexpected {{") || strings.HasPrefix(message, "missing value") {
		span = b.src.span(a.start, a.end)
	}
	summary, hint := translate(syntaxPhrases, message)
	d := diag.Errorf(span, CodeSyntax, "%s", summary)
	d.Hint = hint
	return d
}

// translate finds the phrase for a message; a message without one stays as it is.
func translate(phrases []phrase, message string) (summary, hint string) {
	for _, p := range phrases {
		m := p.pattern.FindStringSubmatchIndex(message)
		if m == nil {
			continue
		}
		expand := func(s string) string { return string(p.pattern.ExpandString(nil, s, message, m)) }
		return expand(p.summary), expand(p.hint)
	}
	return message, ""
}
