package account

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A printer writes a parsed query in DuckDB's SQL. Like the parser it panics with *Error.
type printer struct {
	s      *Session
	p      *parser
	ctes   []map[string]bool
	core   int
	seq    bool // the query reads GENERATOR
	infer  *inference
	names  map[string]bool // the exact names of columns in reach, for quoted names
	relies []*relation     // what the query reads
	stage  *stageScan      // a COPY transformation reads $1 from here
}

func (s *Session) printer(p *parser) *printer {
	return &printer{s: s, p: p, infer: &inference{types: map[string][]string{}}, names: map[string]bool{}}
}

// quote writes a name for DuckDB.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// literalText writes a text for DuckDB.
func literalText(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func (w *printer) query(q *query) string {
	scope := map[string]bool{}
	w.ctes = append(w.ctes, scope)
	defer func() { w.ctes = w.ctes[:len(w.ctes)-1] }()
	var b strings.Builder
	if len(q.with) > 0 {
		b.WriteString("WITH ")
		if q.recursive {
			b.WriteString("RECURSIVE ")
		}
		for i, c := range q.with {
			if i > 0 {
				b.WriteString(", ")
			}
			if q.recursive {
				scope[c.name.value] = true
			}
			body := w.query(c.q)
			scope[c.name.value] = true
			fmt.Fprintf(&b, "%s%s AS (%s)", quote(c.name.value), w.columnList(c.columns), body)
		}
		b.WriteString(" ")
	}
	b.WriteString(w.setExpr(q.body))
	w.core = firstCore(q.body) // an ORDER BY sees the select list
	if len(q.order) > 0 {
		b.WriteString(" ORDER BY " + w.orderItems(q.order))
	}
	if q.limit != nil {
		if l, ok := q.limit.(*literal); !ok || l.text != "NULL" {
			b.WriteString(" LIMIT " + w.expr(q.limit))
		}
	}
	if q.offset != nil {
		b.WriteString(" OFFSET " + w.expr(q.offset))
	}
	return b.String()
}

// firstCore is the id of the leftmost select of a query.
func firstCore(x setExpr) int {
	switch x := x.(type) {
	case *selectCore:
		return x.id
	case *setOp:
		return firstCore(x.l)
	case *query:
		return firstCore(x.body)
	}
	return 0
}

func (w *printer) columnList(columns []token) string {
	if len(columns) == 0 {
		return ""
	}
	for _, c := range columns {
		w.names[c.value] = true
	}
	return "(" + quoteTokens(columns) + ")"
}

func quoteTokens(tokens []token) string {
	names := make([]string, len(tokens))
	for i, t := range tokens {
		names[i] = quote(t.value)
	}
	return strings.Join(names, ", ")
}

func (w *printer) setExpr(x setExpr) string {
	switch x := x.(type) {
	case *selectCore:
		return w.selectCore(x)
	case *values:
		return w.values(x)
	case *query:
		return "(" + w.query(x) + ")"
	case *setOp:
		return w.setExpr(x.l) + " " + x.op + " " + w.setExpr(x.r)
	}
	return ""
}

func (w *printer) values(v *values) string {
	rows := make([]string, len(v.rows))
	for i, row := range v.rows {
		if len(row) != len(v.rows[0]) {
			panic(compilation(1038, "22000", "Invalid expression in VALUES clause: rows differ in their number of values"))
		}
		rows[i] = "(" + w.exprs(row) + ")"
	}
	return "VALUES " + strings.Join(rows, ", ")
}

func (w *printer) selectCore(c *selectCore) string {
	outer, seq := w.core, w.seq
	defer func() { w.core, w.seq = outer, seq }()
	w.core, w.seq = c.id, false
	from := ""
	if len(c.from) > 0 {
		from = " FROM " + w.from(c.from)
		w.core = c.id
	}
	for _, item := range c.items {
		if item.alias.text != "" {
			w.names[item.alias.value] = true
		}
	}
	var b strings.Builder
	b.WriteString("SELECT ")
	if c.distinct {
		b.WriteString("DISTINCT ")
	}
	b.WriteString(w.items(c.items))
	b.WriteString(from)
	if c.where != nil {
		b.WriteString(" WHERE " + w.expr(c.where))
	}
	switch {
	case c.groupAll:
		b.WriteString(" GROUP BY ALL")
	case c.groupBy != "":
		b.WriteString(" GROUP BY " + c.groupBy + "(" + w.exprs(c.group) + ")")
	case len(c.group) > 0:
		b.WriteString(" GROUP BY " + w.exprs(c.group))
	}
	if c.having != nil {
		b.WriteString(" HAVING " + w.expr(c.having))
	}
	if c.qualify != nil {
		b.WriteString(" QUALIFY " + w.expr(c.qualify))
	}
	return b.String()
}

func (w *printer) items(items []selectItem) string {
	list := make([]string, len(items))
	for i, item := range items {
		list[i] = w.expr(item.x)
		if name := w.itemName(item); name != "" {
			list[i] += " AS " + quote(name)
		}
	}
	return strings.Join(list, ", ")
}

// itemName is the name of a result column: the alias, the column, or the expression's text
// in upper case. Empty for a star.
func (w *printer) itemName(item selectItem) string {
	if item.alias.text != "" {
		return item.alias.value
	}
	switch item.x.(type) {
	case *column, *star: // DuckDB names these itself
		return ""
	}
	return w.source(item.span)
}

// source is the text of a span, in upper case but for quoted parts.
func (w *printer) source(s span) string {
	var b strings.Builder
	for i := s.from; i < s.to; i++ {
		t := w.p.tokens[i]
		if i > s.from && w.p.tokens[i-1].end < t.start {
			b.WriteByte(' ')
		}
		if t.kind == wordToken {
			b.WriteString(t.value)
		} else {
			b.WriteString(t.text)
		}
	}
	return b.String()
}

func (w *printer) from(items []fromItem) string {
	var b strings.Builder
	for _, item := range items {
		switch item.join {
		case "":
		case ",":
			b.WriteString(", ")
		default:
			b.WriteString(" " + item.join + " ")
		}
		b.WriteString(w.relation(item))
		if len(item.using) > 0 {
			b.WriteString(" USING (" + quoteTokens(item.using) + ")")
		} else if item.on != nil {
			b.WriteString(" ON " + w.expr(item.on))
		}
	}
	return b.String()
}

func (w *printer) relation(item fromItem) string {
	alias := ""
	if item.alias.text != "" {
		alias = " AS " + quote(item.alias.value) + w.columnList(item.columns)
	}
	lateral := ""
	if item.lateral {
		lateral = "LATERAL "
	}
	core := w.core
	defer func() { w.core = core }()
	switch {
	case item.stage != nil:
		return w.stageRelation(item) + alias
	case item.fn != nil:
		return w.tableFunction(item)
	case item.sub != nil:
		return lateral + "(" + w.query(item.sub) + ")" + alias
	case item.values != nil:
		if item.columns == nil {
			return w.valueColumns(item)
		}
		return "(" + w.values(item.values) + ")" + alias
	case item.nested != nil:
		return "(" + w.from(item.nested) + ")" + alias
	}
	name, last := w.relationName(item.name)
	if alias == "" {
		alias = " AS " + quote(last)
	}
	return name + alias
}

// valueColumns names the columns of VALUES as Snowflake does: COLUMN1, COLUMN2 ...
func (w *printer) valueColumns(item fromItem) string {
	columns := make([]token, len(item.values.rows[0]))
	for i := range columns {
		name := fmt.Sprintf("COLUMN%d", i+1)
		columns[i] = token{kind: wordToken, text: name, value: name}
	}
	name := "VALUES"
	if item.alias.text != "" {
		name = item.alias.value
	}
	return "(" + w.values(item.values) + ") AS " + quote(name) + w.columnList(columns)
}

// relationName resolves a relation, and gives its own name too.
func (w *printer) relationName(parts []token) (sql, last string) {
	last = parts[len(parts)-1].value
	if len(parts) == 1 {
		for i := len(w.ctes) - 1; i >= 0; i-- {
			if w.ctes[i][last] {
				return quote(last), last
			}
		}
	}
	if sql, ok := w.s.systemView(w, parts); ok {
		return sql, last
	}
	r := w.s.relationOf(parts)
	if r == nil {
		panic(missingObject(joinNames(parts)))
	}
	for _, c := range r.Columns {
		w.names[c.Name] = true
	}
	if !slices.Contains(w.relies, r) {
		w.relies = append(w.relies, r)
	}
	return r.duck(), last
}

func (w *printer) exprs(list []expr) string {
	parts := make([]string, len(list))
	for i, x := range list {
		parts[i] = w.expr(x)
	}
	return strings.Join(parts, ", ")
}

// orderItems says where NULLs go: first in a descending order, as they count as the
// largest. Source: docs sql-reference/constructs/order-by; reference 6.1.
func (w *printer) orderItems(items []orderItem) string {
	list := make([]string, len(items))
	for i, item := range items {
		direction, nulls := "ASC", "LAST"
		if item.desc {
			direction, nulls = "DESC", "FIRST"
		}
		if item.nulls != "" {
			nulls = item.nulls
		}
		list[i] = fmt.Sprintf("%s %s NULLS %s", w.expr(item.x), direction, nulls)
	}
	return strings.Join(list, ", ")
}

func (w *printer) window(x *window) string {
	if x == nil {
		return ""
	}
	var parts []string
	if len(x.partition) > 0 {
		parts = append(parts, "PARTITION BY "+w.exprs(x.partition))
	}
	if len(x.order) > 0 {
		parts = append(parts, "ORDER BY "+w.orderItems(x.order))
	}
	if x.frame != "" {
		parts = append(parts, x.frame)
	}
	return " OVER (" + strings.Join(parts, " ") + ")"
}

func not(n bool) string {
	if n {
		return "NOT "
	}
	return ""
}

// expr writes an expression; what it writes can stand as an operand anywhere.
func (w *printer) expr(x expr) string {
	switch x := x.(type) {
	case *literal:
		return x.text
	case *text:
		return literalText(x.value)
	case *column:
		return w.column(x)
	case *path:
		return w.path(x)
	case *unary:
		if op := x.op.(string); op == "NOT" {
			return "(NOT " + w.expr(x.x) + ")"
		} else {
			return "(" + op + " " + w.expr(x.x) + ")"
		}
	case *binary:
		return w.binary(x)
	case *call:
		return w.call(x)
	case *cast:
		return w.cast(x)
	case *caseOf:
		return w.caseOf(x)
	case *between:
		return fmt.Sprintf("(%s %sBETWEEN %s AND %s)", w.expr(x.x), not(x.not), w.expr(x.lo), w.expr(x.hi))
	case *in:
		inside := ""
		if x.query != nil {
			inside = w.query(x.query)
		} else {
			inside = w.exprs(x.list)
		}
		return fmt.Sprintf("(%s %sIN (%s))", w.comparand(x.x, nil), not(x.not), inside)
	case *like:
		return w.like(x)
	case *is:
		return w.is(x)
	case *exists_:
		return "EXISTS (" + w.query(x.q) + ")"
	case *subquery:
		return "(" + w.query(x.q) + ")"
	case *arrayOf:
		return "to_json(json_array(" + w.exprs(x.items) + "))"
	case *objectOf:
		parts := make([]string, len(x.keys))
		for i, k := range x.keys {
			parts[i] = literalText(k) + ", " + w.expr(x.values[i])
		}
		return "json_object(" + strings.Join(parts, ", ") + ")"
	case *interval:
		return "(INTERVAL " + literalText(x.text) + ")"
	case *tuple:
		return "(" + w.exprs(x.items) + ")"
	case *position:
		return w.position(x)
	case *star:
		return w.star(x)
	case *bind:
		return w.s.bindValue(x.n)
	case verbatim:
		return string(x)
	}
	panic(unsupported("expression %T", x))
}

// verbatim is DuckDB's SQL, made by the printer itself.
type verbatim string

func (w *printer) column(c *column) string {
	parts := make([]string, len(c.parts))
	for i, t := range c.parts {
		parts[i] = quote(t.value)
	}
	return strings.Join(parts, ".")
}

func (w *printer) caseOf(x *caseOf) string {
	var b strings.Builder
	b.WriteString("CASE")
	if x.operand != nil {
		b.WriteString(" " + w.expr(x.operand))
	}
	for _, when := range x.whens {
		fmt.Fprintf(&b, " WHEN %s THEN %s", w.expr(when[0]), w.expr(when[1]))
	}
	if x.els != nil {
		b.WriteString(" ELSE " + w.expr(x.els))
	}
	return "(" + b.String() + " END)"
}

func (w *printer) like(x *like) string {
	left := w.comparand(x.x, nil)
	one := func(pattern expr) string {
		switch x.op {
		case "RLIKE", "REGEXP":
			return fmt.Sprintf("regexp_full_match(%s, %s)", left, w.expr(pattern))
		}
		escape := ""
		if x.escape != nil {
			escape = " ESCAPE " + w.expr(x.escape)
		}
		return fmt.Sprintf("(%s %s %s%s)", left, x.op, w.expr(pattern), escape)
	}
	list := x.list
	if x.any == "" {
		list = []expr{x.pattern}
	}
	parts := make([]string, len(list))
	for i, pattern := range list {
		parts[i] = one(pattern)
	}
	joint := " OR "
	if x.any == "ALL" {
		joint = " AND "
	}
	return "(" + not(x.not) + "(" + strings.Join(parts, joint) + "))"
}

func (w *printer) is(x *is) string {
	left := w.expr(x.x)
	if x.what == "DISTINCT" {
		return fmt.Sprintf("(%s IS %sDISTINCT FROM %s)", left, not(x.not), w.expr(x.y))
	}
	return fmt.Sprintf("(%s IS %s%s)", left, not(x.not), x.what)
}

func (w *printer) star(x *star) string {
	var b strings.Builder
	for _, t := range x.table {
		b.WriteString(quote(t.value) + ".")
	}
	b.WriteString("*")
	if x.ilike != "" {
		panic(unsupported("* ILIKE"))
	}
	if len(x.exclude) > 0 {
		b.WriteString(" EXCLUDE (" + quoteTokens(x.exclude) + ")")
	}
	if len(x.replace) > 0 {
		b.WriteString(" REPLACE (" + w.items(x.replace) + ")")
	}
	if len(x.rename) > 0 {
		pairs := make([]string, len(x.rename))
		for i, r := range x.rename {
			w.names[r[1].value] = true
			pairs[i] = quote(r[0].value) + " AS " + quote(r[1].value)
		}
		b.WriteString(" RENAME (" + strings.Join(pairs, ", ") + ")")
	}
	return b.String()
}

// path reads into a VARIANT. Source: docs user-guide/querying-semistructured.
func (w *printer) path(x *path) string {
	at, dynamic := "$", ""
	for _, s := range x.steps {
		switch index := s.index.(type) {
		case nil:
			at += "." + jsonKey(s.name)
		case *literal:
			at += "[" + index.text + "]"
		case *text:
			at += "." + jsonKey(index.value)
		default:
			dynamic += literalText(at+"[") + " || (" + w.expr(index) + ")::BIGINT || "
			at = "]"
		}
	}
	return fmt.Sprintf("json_extract(%s, %s%s)", w.expr(x.base), dynamic, literalText(at))
}

func jsonKey(name string) string { return `"` + strings.ReplaceAll(name, `"`, `\"`) + `"` }

// pathSteps reads the path text of GET_PATH.
func pathSteps(path string) string {
	at := "$"
	for i := 0; i < len(path); {
		switch {
		case path[i] == '.':
			i++
		case path[i] == '[':
			n := strings.IndexByte(path[i:], ']')
			if n < 0 {
				panic(compilation(100071, "22000", "Invalid extraction path '%s'", path))
			}
			inside := strings.Trim(path[i+1:i+n], `'"`)
			if _, err := strconv.Atoi(inside); err == nil {
				at += "[" + inside + "]"
			} else {
				at += "." + jsonKey(inside)
			}
			i += n + 1
		default:
			n := strings.IndexAny(path[i:], ".[")
			if n < 0 {
				n = len(path) - i
			}
			at += "." + jsonKey(strings.Trim(path[i:i+n], `"`))
			i += n
		}
	}
	return at
}
