package config

import (
	"regexp"
	"strings"
)

// ParseRelationText reads a mention of another relation in YAML: `ref "orders"`,
// `source "raw" "orders"`, `this`, dbt's ref('orders'), each also in {{ }}, a ref with a
// version or without. kind is ref, source or this; args are its names, a version as the
// end of the last one: orders.v2. ok is false for anything else.
func ParseRelationText(s string) (kind string, args []string, ok bool) {
	s = strings.TrimSpace(s)
	if inner, found := strings.CutPrefix(s, "{{"); found {
		inner, closed := strings.CutSuffix(inner, "}}")
		if !closed {
			return "", nil, false
		}
		s = strings.TrimSpace(strings.Trim(inner, "-"))
	}
	if s == "this" {
		return "this", nil, true
	}
	for _, kind := range []string{"ref", "source"} {
		rest, found := strings.CutPrefix(s, kind)
		if !found || rest == "" || strings.IndexByte(" \t('\"`", rest[0]) < 0 {
			continue
		}
		rest, version := pinned(kind, rest)
		args, ok := names(strings.TrimSpace(rest))
		fits := len(args) == 2 || kind == "ref" && len(args) == 1
		if !ok || !fits {
			return "", nil, false
		}
		if version != "" {
			args[len(args)-1] += ".v" + version
		}
		return kind, args, true
	}
	return "", nil, false
}

// pin is the version in a ref: dbt's ref('orders', v=2), ours ref "orders" (kw "v" 2).
var pin = regexp.MustCompile(`^(.*?)(?:,\s*(?:v|version)\s*=\s*["']?([\w.-]+)["']?\s*(\))|\s*\(kw\s+"(?:v|version)"\s+"?([\w.-]+)"?\s*\))\s*$`)

// pinned takes the version out of a ref.
func pinned(kind, rest string) (without, version string) {
	m := pin.FindStringSubmatch(rest)
	if m == nil || kind != "ref" {
		return rest, ""
	}
	return m[1] + m[3], m[2] + m[4]
}

// names reads quoted names: with commas in parentheses, or apart by blanks.
func names(s string) ([]string, bool) {
	comma := false
	if inner, found := strings.CutPrefix(s, "("); found {
		inner, closed := strings.CutSuffix(inner, ")")
		if !closed {
			return nil, false
		}
		s, comma = strings.TrimSpace(inner), true
	}
	var out []string
	for s != "" {
		if comma && len(out) > 0 {
			rest, found := strings.CutPrefix(s, ",")
			if !found {
				return nil, false
			}
			s = strings.TrimSpace(rest)
		}
		if s == "" || strings.IndexByte("'\"`", s[0]) < 0 {
			return nil, false
		}
		end := strings.IndexByte(s[1:], s[0]) + 1
		if end < 2 {
			return nil, false // not closed, or empty
		}
		out = append(out, s[1:end])
		rest := s[end+1:]
		if s = strings.TrimSpace(rest); !comma && s != "" && s == rest {
			return nil, false // "a""b"
		}
	}
	return out, true
}
