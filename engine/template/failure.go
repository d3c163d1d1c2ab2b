package template

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	gotemplate "text/template"
	"text/template/parse"

	"github.com/martsql/mart/engine/diag"
)

// A failure is the faults of a macro on their way out through the templates that called
// it: those without a span get the one of the outermost call.
type failure struct{ list diag.List }

func (f *failure) Error() string { return f.list.Error() }

// inMacro makes the place in a macro an explanation; the fault belongs to the call.
func inMacro(m *macro, list diag.List) error {
	for i := range list {
		if list[i].Span.File != m.body.src.name {
			continue // the caller of Render knew a better place
		}
		if len(list[i].Related) >= maxRelated { // a macro that calls itself
			list[i].Span = diag.Span{}
			continue
		}
		related := diag.Related{Span: list[i].Span, Message: "in macro " + m.FullName()}
		list[i].Related = append([]diag.Related{related}, list[i].Related...)
		list[i].Span = diag.Span{}
	}
	return &failure{list}
}

// maxRelated bounds the macros that explain a fault.
const maxRelated = 8

// settle turns an error of a function into diagnostics, those without a place at span.
func settle(err error, span diag.Span) diag.List {
	var list diag.List
	var fail *failure
	var many diag.List
	var one diag.Diagnostic
	switch {
	case errors.As(err, &fail):
		list = fail.list
	case errors.As(err, &many):
		list = append(list, many...)
	case errors.As(err, &one):
		list = diag.List{one}
	default:
		list = diag.List{{Code: "raised", Summary: err.Error(), Cause: err}}
	}
	for i := range list {
		if list[i].Span.File == "" {
			list[i].Span = span
		}
	}
	return list
}

var execPlace = regexp.MustCompile(`^template: ` + treeName + `:(\d+):(\d+): `)

// faults maps an error of text/template's execution to places of a body.
func (r *Renderer) faults(err error, b *body, calls []call) diag.List {
	message := err.Error()
	m := execPlace.FindStringSubmatch(message)
	if m == nil {
		return settle(err, b.src.span(b.base, b.base))
	}
	line, _ := strconv.Atoi(m[1])
	column, _ := strconv.Atoi(m[2])
	s := b.src.body[b.base:b.end]
	at := 0
	for ; line > 1; line-- {
		at += strings.IndexByte(s[at:], '\n') + 1
	}
	pos := parse.Pos(at + column)
	span := b.failureSpan(pos, calls)
	if inner := innermost(err); inner != nil {
		return settle(inner, span)
	}
	if own := ownError(err, pos, calls); own != nil {
		return settle(own, span)
	}
	return diag.List{r.execution(span, message[len(m[0]):])}
}

// innermost is the error that a function returned, if one did.
func innermost(err error) error {
	var fail *failure
	var many diag.List
	var one diag.Diagnostic
	switch {
	case errors.As(err, &fail):
		return fail
	case errors.As(err, &many):
		return many
	case errors.As(err, &one):
		return one
	}
	return nil
}

// ownError is the error that one of mart's functions returned, which the caller of
// Render made and worded.
func ownError(err error, pos parse.Pos, calls []call) error {
	var exec gotemplate.ExecError
	if !errors.As(err, &exec) {
		return nil
	}
	for _, c := range calls {
		if c.pos == pos && ownFunctions()[c.name] {
			return errors.Unwrap(exec.Err)
		}
	}
	return nil
}

// failureSpan is the span of what failed: the name in a ref, the call of another
// function, else the operand.
func (b *body) failureSpan(pos parse.Pos, calls []call) diag.Span {
	for _, c := range calls {
		if c.pos != pos {
			continue
		}
		last := 0
		switch c.name {
		case "ref":
			last = len(c.args) - 1
		case "source":
			last = 1
		case "udf", "rejects", "var", "env_var", "doc":
		default:
			return b.callSpan(pos)
		}
		if _, ok := c.text(last); ok {
			return b.nodeSpan(c.arg(last))
		}
		return b.callSpan(pos)
	}
	if a, ok := b.actionAt(pos); ok {
		for _, t := range a.tokens(b.src.body) {
			if t.end > b.base+int(pos) {
				return b.src.span(b.base+int(pos), t.end)
			}
		}
	}
	return b.spanFrom(pos, 1)
}

var goTypes = []struct {
	pattern *regexp.Regexp
	word    string
}{
	{regexp.MustCompile(`\bmap\[string\](?:interface \{\}|any|string)|template\.thisValue`), "a dict"},
	{regexp.MustCompile(`\[\](?:interface \{\}|any|string|int|map\[string\]any)`), "a list"},
	{regexp.MustCompile(`\binterface \{\}|\breflect\.Value`), "a value"},
	{regexp.MustCompile(`\bu?int(?:8|16|32|64)?\b`), "a whole number"},
	{regexp.MustCompile(`\bfloat(?:32|64)\b`), "a number"},
	{regexp.MustCompile(`\bstring\b`), "text"},
	{regexp.MustCompile(`\bbool\b`), "true or false"},
	{regexp.MustCompile(`template\.keywords`), "a named argument"},
	{regexp.MustCompile(`<nil>`), "nothing"},
}

var executionPhrases = []phrase{
	{regexp.MustCompile(`^wrong type for value; expected (.*); got (.*)$`), "this must be $1, and is $2", ""},
	{regexp.MustCompile(`^invalid value; expected (.*)$|^cannot assign nil to (.*)$`), "this must be $1$2, and there is no value", ""},
	{regexp.MustCompile(`^expected (.*); found (.*)$`), "this must be $1, not $2", ""},
	{regexp.MustCompile(`^can't handle (.*) for arg of type (.*)$`), "this must be $2, not $1", ""},
	{regexp.MustCompile(`^wrong number of args for (\S+): want at least (\d+) got (\d+)$`), "$1 takes at least $2 arguments, and is given $3", ""},
	{regexp.MustCompile(`^wrong number of args for (\S+): want (\d+) got (\d+)$`), "$1 takes $2 arguments, and is given $3", ""},
	{regexp.MustCompile(`^nil data; no entry for key "(.*)"$`), ".$1 stands for nothing here", "a dot is a macro's argument, or the item of a range"},
	{regexp.MustCompile(`^map has no entry for key "(.*)"$`), "there is no $1 in this", ""},
	{regexp.MustCompile(`^nil pointer evaluating .*?\.?(\w+)$`), "there is no value to take .$1 from", "ask first whether it is there: {{ with ... }}{{ .$1 }}{{ end }}"},
	{regexp.MustCompile(`^can't evaluate field (\S+) in type (.*)$`), "there is no .$1 in $2", ""},
	{regexp.MustCompile(`^range can't iterate over (.*)$`), "range needs a list or a dict, not $1", `write  {{ range (list "a" "b") }} ... {{ end }}`},
	{regexp.MustCompile(`^can't use (.*) (?:to )?iterate over more than one variable$`), "$1 has no index and item to range over", ""},
	{regexp.MustCompile(`^can't give argument to non-function (.*)$`), "$1 is not a function, and takes no arguments", ""},
	{regexp.MustCompile(`^(\S+) (?:has arguments but cannot be invoked as function|is not a method but has arguments)$`), "$1 is not a function, and takes no arguments", ""},
	{regexp.MustCompile(`^can't print (.*) of type .*$`), "$1 cannot be written into SQL", ""},
	{regexp.MustCompile(`^error calling (\S+): (?:error calling \S+: )?index out of range: (-?\d+)`), "the list has no item $2: the first one is 0", ""},
	{regexp.MustCompile(`^error calling (\S+): runtime error: index out of range \[(-?\d+)\].*`), "$1: the list has no item $2: the first one is 0", ""},
	{regexp.MustCompile(`^error calling (\S+): runtime error: (.*)$`), "$1 cannot take these values", ""},
	{regexp.MustCompile(`^error calling (\S+): interface conversion: .* is (.*), not (.*)$`), "$1 needs $3, and is given $2", ""},
	{regexp.MustCompile(`^error calling (\S+): incompatible types for comparison(?:: (.*) and (.*))?$`), "$1 cannot compare $2 with $3", "make them the same: {{ eq (toString a) (toString b) }}"},
	{regexp.MustCompile(`^error calling (\S+): .*(?:non-comparable type|invalid type for comparison).*$`), "$1 cannot compare these values", ""},
	{regexp.MustCompile(`^error calling (\S+): index of untyped nil$`), "there is no value to take an item from", ""},
	{regexp.MustCompile(`^error calling (\S+): map index.*|^error calling (\S+): value has type (.*); should be (.*)$`), "$2 needs $4, and is given $3", ""},
	{regexp.MustCompile(`(?s)^error calling (\S+): (.*)$`), "$1: $2", ""},
}

var undefinedFunction = regexp.MustCompile(`^"(.*)" is not a defined function$`)

// execution puts a message of text/template into words.
func (r *Renderer) execution(span diag.Span, message string) diag.Diagnostic {
	message = withoutContext(message)
	if m := undefinedFunction.FindStringSubmatch(message); m != nil {
		return r.view.unknownFunction(m[1], span)
	}
	summary, hint := translate(executionPhrases, message)
	for _, t := range goTypes {
		summary = t.pattern.ReplaceAllString(summary, t.word)
	}
	d := diag.Errorf(span, "template-value", "%s", strings.ReplaceAll(summary, "\n", " "))
	d.Hint = hint
	return d
}

var contextEnd = regexp.MustCompile(`>: (?:wrong type|wrong number|invalid value|cannot assign|expected |can't |nil |map has|range can't|error calling|dereference|"|if/with|unknown|undefined|indirection|exceeded|\S+ (?:has arguments|is not a method|is an unexported|overflows))`)

// withoutContext drops `executing "t" at <...>: `. What stands between the signs is the
// author's and may hold anything: the last place where a known message begins counts.
func withoutContext(message string) string {
	if !strings.HasPrefix(message, "executing ") {
		return message
	}
	if m := contextEnd.FindStringIndex(message); m != nil {
		return message[m[0]+len(">: "):]
	}
	if i := strings.LastIndex(message, ">: "); i >= 0 {
		return message[i+len(">: "):]
	}
	return message
}
