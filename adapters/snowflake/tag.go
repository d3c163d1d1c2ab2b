package snowflake

import (
	"encoding/json"

	"github.com/martsql/mart/engine"
)

// A queryTag is what mart leaves in the QUERY_TAG of a statement, as JSON: what it ran
// for, so that cost and history can be put together by run or by node.
type queryTag struct {
	Run     string `json:"run,omitempty"`
	Node    string `json:"node,omitempty"`
	Attempt int    `json:"attempt,omitempty"`
	Step    string `json:"step,omitempty"` // build, publish, test ...
	Tag     string `json:"tag,omitempty"`  // the target's own
}

// maxTag is how long Snowflake lets a query tag be, in characters.
const maxTag = 2000

// tagOf is the query tag of a statement.
func tagOf(s engine.Statement, own string) string {
	tag := queryTag{Run: s.Origin.RunID, Node: string(s.Origin.Node), Attempt: s.Origin.Attempt, Step: s.Tag, Tag: own}
	if tag == (queryTag{}) {
		return ""
	}
	text, err := json.Marshal(tag)
	if err != nil || len(text) > maxTag {
		return own
	}
	return string(text)
}
