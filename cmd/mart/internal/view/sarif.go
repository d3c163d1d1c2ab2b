package view

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/martsql/mart/engine/diag"
)

// The addresses that a SARIF file leads to.
const (
	sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"
	homePage    = "https://github.com/martsql/mart"
	errorsPage  = homePage + "/blob/main/docs/errors.md"
)

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool        sarifTool         `json:"tool"`
	Invocations []sarifInvocation `json:"invocations"`
	ColumnKind  string            `json:"columnKind"`
	Results     []sarifResult     `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	Version        string      `json:"version,omitempty"`
	InformationURI string      `json:"informationUri"`
	Rules          []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID      string       `json:"id"`
	HelpURI string       `json:"helpUri"`
	Help    sarifMessage `json:"help"`
}

type sarifMessage struct {
	Text string `json:"text"`
}

type sarifInvocation struct {
	ExecutionSuccessful bool   `json:"executionSuccessful"`
	CommandLine         string `json:"commandLine"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      sarifMessage      `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Related      []sarifLocation   `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints"`
}

type sarifLocation struct {
	ID       int            `json:"id,omitempty"`
	Message  *sarifMessage  `json:"message,omitempty"`
	Physical *sarifPhysical `json:"physicalLocation,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI     string `json:"uri"`
	URIBase string `json:"uriBaseId"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
	EndLine     int `json:"endLine,omitempty"`
	EndColumn   int `json:"endColumn,omitempty"`
}

// SARIF writes the problems of a report as SARIF 2.1.0, the form of code scanning. A rule
// is an error code. Paths are relative to the repository.
func SARIF(w io.Writer, r Report) error {
	problems := r.all()
	rules, index := sarifRules(problems)
	run := sarifRun{
		Tool:        sarifTool{sarifDriver{Name: "mart", Version: r.Version, InformationURI: homePage, Rules: rules}},
		Invocations: []sarifInvocation{{ExecutionSuccessful: !r.Failed, CommandLine: "mart " + r.Command}},
		ColumnKind:  "unicodeCodePoints", Results: make([]sarifResult, 0, len(problems)),
	}
	for _, d := range problems {
		run.Results = append(run.Results, r.sarifResult(d, index))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

// ruleOf is the rule of a problem: its code.
func ruleOf(d diag.Diagnostic) string {
	if d.Code == "" {
		return "failed"
	}
	return d.Code
}

// sarifRules lists the rules that are broken, sorted, and where each is.
func sarifRules(problems diag.List) ([]sarifRule, map[string]int) {
	var codes []string
	for _, d := range problems {
		codes = append(codes, ruleOf(d))
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	rules, index := make([]sarifRule, 0, len(codes)), map[string]int{}
	for i, code := range codes {
		index[code] = i
		rules = append(rules, sarifRule{ID: code, HelpURI: errorsPage + "#:~:text=" + strings.ReplaceAll(code, "-", "%2D"),
			Help: sarifMessage{"What " + code + " means and what to do: see the table in " + errorsPage}})
	}
	return rules, index
}

func (r Report) sarifResult(d diag.Diagnostic, index map[string]int) sarifResult {
	rule := ruleOf(d)
	text := d.Summary
	if d.Detail != "" {
		text += "\n" + d.Detail
	}
	if d.Hint != "" {
		text += "\nhint: " + d.Hint
	}
	out := sarifResult{
		RuleID: rule, RuleIndex: index[rule], Level: d.Severity.String(), Message: sarifMessage{text},
		Locations: []sarifLocation{{Physical: r.sarifPlace(d.Span)}},
	}
	sum := sha256.Sum256([]byte(rule + "\x00" + d.Span.File + "\x00" + d.Summary)) // not of the line: it moves
	out.Fingerprints = map[string]string{"martProblem/v1": hex.EncodeToString(sum[:8])}
	for i, related := range d.Related {
		l := sarifLocation{ID: i + 1, Message: &sarifMessage{related.Message}}
		if r.file(related.Span) != "" {
			l.Physical = r.sarifPlace(related.Span)
		}
		out.Related = append(out.Related, l)
	}
	return out
}

// sarifPlace is where a problem is. One that is in no file, such as a database that does
// not answer, is shown at the project's file: readers want a place.
func (r Report) sarifPlace(s diag.Span) *sarifPhysical {
	file := r.file(s)
	if file == "" {
		s = diag.Span{File: "mart.yml"}
		file = r.file(s)
	}
	out := &sarifPhysical{Artifact: sarifArtifact{URI: (&url.URL{Path: file}).EscapedPath(), URIBase: "%SRCROOT%"}}
	if s.Known() {
		out.Region = &sarifRegion{StartLine: s.Start.Line, StartColumn: s.Start.Column, EndLine: s.End.Line, EndColumn: s.End.Column}
	}
	return out
}
