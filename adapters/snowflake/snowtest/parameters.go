package snowtest

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A parameter is a session parameter as the driver is told it (auth.go).
type parameter struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// parameters are session parameters by their upper-case name.
type parameters map[string]any

const (
	formatJSON      = "json"
	formatArrow     = "arrow"
	formatParameter = "GO_QUERY_RESULT_FORMAT"
)

// parametersOf are the parameters of a session: what Snowflake has, what the server's
// options say, what the driver asks for. Telemetry is off, so that nothing but statements
// comes. 65280 is Snowflake's threshold for binding arrays through a stage; UTC is our
// choice, Snowflake's is America/Los_Angeles.
func (s *Server) parametersOf(asked map[string]any) parameters {
	p := parameters{
		"AUTOCOMMIT": true, "CLIENT_TELEMETRY_ENABLED": false, "CLIENT_SESSION_KEEP_ALIVE": false,
		"CLIENT_STAGE_ARRAY_BINDING_THRESHOLD": 65280, "CLIENT_PREFETCH_THREADS": 4,
		"TIMEZONE": "UTC", formatParameter: strings.ToUpper(s.options.ResultFormat),
	}
	for k, v := range s.options.Parameters {
		p.set(k, v)
	}
	for k, v := range asked {
		p.set(k, fmt.Sprint(v))
	}
	return p
}

// set keeps the kind of a known parameter, because the driver tells a number from a text.
func (p parameters) set(name, value string) {
	name = strings.ToUpper(name)
	switch p[name].(type) {
	case bool:
		p[name] = strings.EqualFold(value, "true")
	case int:
		if n, err := strconv.Atoi(value); err == nil {
			p[name] = n
		}
	default:
		p[name] = value
	}
}

func (p parameters) list() []parameter {
	out := make([]parameter, 0, len(p))
	for _, name := range slices.Sorted(maps.Keys(p)) {
		out = append(out, parameter{name, p[name]})
	}
	return out
}

func (p parameters) strings() map[string]string {
	out := make(map[string]string, len(p))
	for k, v := range p {
		out[k] = fmt.Sprint(v)
	}
	return out
}

func (p parameters) text(name string) string {
	v, ok := p[name]
	if !ok {
		return ""
	}
	return fmt.Sprint(v)
}

var (
	alterSession   = regexp.MustCompile(`(?is)^\s*alter\s+session\s+(set|unset)\s+(.*?)[\s;]*$`)
	parameterValue = regexp.MustCompile(`(?is)(\w+)\s*=\s*('(?:[^']|'')*'|[\w.+-]+)`)
)

// follow keeps the server's view of the parameters true after an ALTER SESSION that the
// account accepted. defaults are the values that UNSET returns to.
func (p parameters) follow(sql string, defaults parameters) bool {
	m := alterSession.FindStringSubmatch(sql)
	if m == nil {
		return false
	}
	if strings.EqualFold(m[1], "unset") {
		for _, name := range strings.FieldsFunc(m[2], func(r rune) bool { return r == ',' || r == ' ' || r == '\n' }) {
			name = strings.ToUpper(name)
			delete(p, name)
			if v, ok := defaults[name]; ok {
				p[name] = v
			}
		}
		return true
	}
	for _, pair := range parameterValue.FindAllStringSubmatch(m[2], -1) {
		value := pair[2]
		if strings.HasPrefix(value, "'") {
			value = strings.ReplaceAll(value[1:len(value)-1], "''", "'")
		}
		p.set(pair[1], value)
	}
	return true
}
