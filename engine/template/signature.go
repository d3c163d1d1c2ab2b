package template

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Signature is the name and the parameters of a macro.
type Signature struct {
	Adapter string // "duckdb", "snowflake", or "" for all
	Test    bool   // a generic test
	Name    string // without adapter prefix and "test "
	Params  []Param
}

// A Param is one parameter of a macro.
type Param struct {
	Name     string
	Optional bool
	Default  any // nil, bool, int, float64, string, []any
}

// FullName is the name with its prefixes: "duckdb.days_between", "test unique".
func (s Signature) FullName() string {
	name := s.callName()
	if s.Adapter != "" {
		name = s.Adapter + "." + name
	}
	return name
}

// callName is the name that variants of all adapters share.
func (s Signature) callName() string {
	if s.Test {
		return "test " + s.Name
	}
	return s.Name
}

// String prints the signature as it is written in a define.
func (s Signature) String() string {
	parts := make([]string, len(s.Params))
	for i, p := range s.Params {
		parts[i] = p.Name
		if p.Optional {
			parts[i] += "=" + literalText(p.Default)
		}
	}
	return s.FullName() + "(" + strings.Join(parts, ", ") + ")"
}

func (s Signature) paramNames() []string {
	names := make([]string, len(s.Params))
	for i, p := range s.Params {
		names[i] = p.Name
	}
	return names
}

func literalText(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case string:
		return strconv.Quote(v)
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = literalText(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case float64:
		return printedFloat(v)
	}
	return fmt.Sprint(v)
}

// A signatureError is a fault in a signature, at a byte of it.
type signatureError struct {
	at      int
	message string
}

func (e *signatureError) Error() string { return e.message }

// parseSignature reads `[adapter.][test ]name[(param, param=default, ...)]`. The error
// is a *signatureError.
func parseSignature(s string) (sig Signature, err error) {
	p := &signatureReader{s: s}
	p.blanks()
	start := p.at
	word, err := p.word("a macro's name")
	if err != nil {
		return sig, err
	}
	if p.sign('.') {
		if word != "duckdb" && word != "snowflake" && word != "default" {
			return sig, &signatureError{start, fmt.Sprintf("there is no adapter %q", word)}
		}
		if word != "default" {
			sig.Adapter = word
		}
		if word, err = p.word("a macro's name"); err != nil {
			return sig, err
		}
	}
	if p.blanks() && word == "test" && !p.sees('(') && p.at < len(s) {
		sig.Test = true
		if word, err = p.word("a test's name"); err != nil {
			return sig, err
		}
	}
	sig.Name = word
	if err := p.params(&sig); err != nil {
		return sig, err
	}
	if p.blanks(); p.at < len(s) {
		return sig, p.fault("%q is not expected after the signature", s[p.at:])
	}
	return sig, nil
}

type signatureReader struct {
	s  string
	at int
}

func (p *signatureReader) params(sig *Signature) error {
	p.blanks()
	if !p.sign('(') {
		return nil
	}
	for {
		p.blanks()
		if p.sign(')') {
			return nil
		}
		start := p.at
		name, err := p.word("an argument's name")
		if err != nil {
			return err
		}
		if slices.ContainsFunc(sig.Params, func(q Param) bool { return q.Name == name }) {
			return &signatureError{start, fmt.Sprintf("there are two arguments %s", name)}
		}
		param := Param{Name: name}
		p.blanks()
		if p.sign('=') {
			p.blanks()
			param.Optional = true
			if param.Default, err = p.value(0); err != nil {
				return err
			}
		} else if n := len(sig.Params); n > 0 && sig.Params[n-1].Optional {
			return &signatureError{start, fmt.Sprintf("argument %s has no default, but stands after one that has", name)}
		}
		sig.Params = append(sig.Params, param)
		p.blanks()
		if !p.sign(',') && !p.sees(')') {
			return p.fault("expected , or ) after argument %s", name)
		}
	}
}

// value reads a default: a number, a quoted text, true, false, nil, or a list of them.
func (p *signatureReader) value(depth int) (any, error) {
	if p.at == len(p.s) || depth > 8 {
		return nil, p.fault("expected a default value")
	}
	switch c := p.s[p.at]; {
	case c == '"' || c == '\'':
		return p.quoted(c)
	case c == '[':
		p.at++
		list := []any{}
		for {
			p.blanks()
			if p.sign(']') {
				return list, nil
			}
			v, err := p.value(depth + 1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
			p.blanks()
			if !p.sign(',') && !p.sees(']') {
				return nil, p.fault("expected , or ] in the list")
			}
		}
	}
	start := p.at
	for p.at < len(p.s) && !strings.ContainsRune(",()[] \t\r\n=", rune(p.s[p.at])) {
		p.at++
	}
	switch word := p.s[start:p.at]; word {
	case "true", "false":
		return word == "true", nil
	case "nil", "null", "none":
		return nil, nil
	default:
		if n, err := strconv.Atoi(word); err == nil {
			return n, nil
		}
		if f, err := strconv.ParseFloat(word, 64); err == nil && strings.Trim(word, "+-.0123456789eE") == "" {
			return f, nil
		}
		return nil, &signatureError{start, fmt.Sprintf("%q is no default value: write a number, a text in quotes, true, false, nil or a [list]", word)}
	}
}

func (p *signatureReader) quoted(quote byte) (string, error) {
	start := p.at
	var b strings.Builder
	for p.at++; p.at < len(p.s); p.at++ {
		switch c := p.s[p.at]; {
		case c == quote:
			p.at++
			return b.String(), nil
		case c == '\\' && p.at+1 < len(p.s) && (p.s[p.at+1] == quote || p.s[p.at+1] == '\\'):
			p.at++
			b.WriteByte(p.s[p.at])
		default:
			b.WriteByte(c)
		}
	}
	return "", &signatureError{start, "the text is never closed"}
}

func (p *signatureReader) word(what string) (string, error) {
	start := p.at
	p.at = wordEnd(p.s, p.at)
	first, _ := utf8.DecodeRuneInString(p.s[start:])
	if start == p.at || unicode.IsDigit(first) {
		p.at = start
		return "", p.fault("expected %s", what)
	}
	return p.s[start:p.at], nil
}

func (p *signatureReader) sign(c byte) bool {
	if p.sees(c) {
		p.at++
		return true
	}
	return false
}

func (p *signatureReader) sees(c byte) bool { return p.at < len(p.s) && p.s[p.at] == c }

func (p *signatureReader) blanks() (any bool) {
	for p.at < len(p.s) && isSpace(p.s[p.at]) {
		p.at++
		any = true
	}
	return any
}

func (p *signatureReader) fault(format string, args ...any) error {
	return &signatureError{p.at, fmt.Sprintf(format, args...)}
}

// faultAt gives the byte that a signature error points at.
func faultAt(err error) int {
	var e *signatureError
	if errors.As(err, &e) {
		return e.at
	}
	return 0
}
