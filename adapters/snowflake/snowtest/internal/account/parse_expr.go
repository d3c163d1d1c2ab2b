package account

import (
	"fmt"
	"strconv"
	"strings"
)

// A parser reads one statement. The first error ends it: methods that read panic with
// *Error, and parse catches it.
type parser struct {
	src    string
	tokens []token
	at     int
	cores  int
	binds  int
}

func newParser(src string) (*parser, *Error) {
	tokens, err := tokenize(src)
	if err != nil {
		return nil, err
	}
	return &parser{src: src, tokens: tokens}, nil
}

// parse runs a reading function and returns its error.
func (p *parser) parse(read func()) (err *Error) {
	defer func() {
		if r := recover(); r != nil {
			switch r := r.(type) {
			case *Error:
				err = r
			default: // a fault of the double itself, which must not take the server down
				err = internal(fmt.Errorf("%v", r))
			}
		}
	}()
	read()
	return nil
}

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) ahead(n int) token {
	if p.at+n < len(p.tokens) {
		return p.tokens[p.at+n]
	}
	return p.tokens[len(p.tokens)-1]
}

func (p *parser) take() token {
	t := p.peek()
	if t.kind == endToken {
		p.fail()
	}
	p.at++
	return t
}

// fail ends the reading at the current token.
func (p *parser) fail() { panic(syntaxError(p.peek())) }

// skip passes over a sequence of words when it stands here.
func (p *parser) skip(words ...string) bool {
	for i, w := range words {
		if !p.ahead(i).is(w) {
			return false
		}
	}
	p.at += len(words)
	return true
}

func (p *parser) expect(words ...string) {
	for _, w := range words {
		if !p.skip(w) {
			p.fail()
		}
	}
}

func (p *parser) end() {
	if p.peek().kind != endToken {
		p.fail()
	}
}

// reserved words cannot be names. Source: docs sql-reference/reserved-keywords.
var reserved = wordSet(`ALL ALTER AND ANY AS BETWEEN BY CASE CAST CHECK COLUMN CONNECT CONSTRAINT CREATE CROSS CURRENT
	CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DELETE DISTINCT DROP ELSE EXISTS FALSE FOLLOWING FOR FROM FULL
	GRANT GROUP HAVING ILIKE IN INCREMENT INNER INSERT INTERSECT INTO IS JOIN LATERAL LEFT LIKE LOCALTIME LOCALTIMESTAMP
	MINUS NATURAL NOT NULL OF ON OR ORDER QUALIFY REGEXP REVOKE RIGHT RLIKE ROW ROWS SAMPLE SELECT SET SOME START TABLE
	TABLESAMPLE THEN TO TRIGGER TRUE TRY_CAST UNION UNIQUE UPDATE USING VALUES WHEN WHENEVER WHERE WITH`)

// notAlias are words that end a relation or an item rather than name it.
var notAlias = wordSet(`LIMIT OFFSET FETCH WINDOW EXCEPT PIVOT UNPIVOT ASOF MATCH_CONDITION AT BEFORE CHANGES MATCH_RECOGNIZE`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// ident reads a name.
func (p *parser) ident() token {
	t := p.peek()
	if t.kind == quotedToken || t.kind == wordToken && !reserved[t.value] {
		return p.take()
	}
	p.fail()
	return t
}

// qualified reads a.b.c.
func (p *parser) qualified() []token {
	parts := []token{p.ident()}
	for p.skip(".") {
		parts = append(parts, p.ident())
	}
	if len(parts) > 3 {
		panic(syntaxError(parts[3]))
	}
	return parts
}

func (p *parser) idents() []token {
	p.expect("(")
	names := []token{p.ident()}
	for p.skip(",") {
		names = append(names, p.ident())
	}
	p.expect(")")
	return names
}

func (p *parser) expr() expr { return p.or() }

func (p *parser) or() expr {
	from := p.at
	x := p.and()
	for p.skip("OR") {
		x = &binary{span{from, p.at}, "OR", x, p.and()}
	}
	return x
}

func (p *parser) and() expr {
	from := p.at
	x := p.not()
	for p.skip("AND") {
		x = &binary{span{from, p.at}, "AND", x, p.not()}
	}
	return x
}

func (p *parser) not() expr {
	if p.skip("NOT") {
		return &unary{"NOT", p.not()}
	}
	return p.comparison()
}

func (p *parser) comparison() expr {
	from := p.at
	x := p.sum()
	for {
		t := p.peek()
		switch {
		case t.is("=", "<", ">", "<=", ">=", "<>", "!="):
			p.at++
			r := p.sum()
			x = &binary{span{from, p.at}, t.value, x, r}
		case t.is("IS"):
			p.at++
			x = p.isWhat(x)
		default:
			not := t.is("NOT")
			if not && !p.ahead(1).is("BETWEEN", "IN", "LIKE", "ILIKE", "RLIKE", "REGEXP") || !not && !t.is("BETWEEN", "IN", "LIKE", "ILIKE", "RLIKE", "REGEXP") {
				return x
			}
			if not {
				p.at++
			}
			x = p.predicate(x, not)
		}
	}
}

func (p *parser) isWhat(x expr) expr {
	n := &is{x: x, not: p.skip("NOT")}
	switch {
	case p.skip("NULL"):
		n.what = "NULL"
	case p.skip("TRUE"):
		n.what = "TRUE"
	case p.skip("FALSE"):
		n.what = "FALSE"
	case p.skip("DISTINCT", "FROM"):
		n.what, n.y = "DISTINCT", p.sum()
	default:
		p.fail()
	}
	return n
}

func (p *parser) predicate(x expr, not bool) expr {
	switch {
	case p.skip("BETWEEN"):
		lo := p.sum()
		p.expect("AND")
		return &between{x, lo, p.sum(), not}
	case p.skip("IN"):
		p.expect("(")
		n := &in{x: x, not: not}
		if p.startsQuery() {
			n.query = p.query()
		} else {
			n.list = p.exprs()
		}
		p.expect(")")
		return n
	}
	n := &like{x: x, op: p.take().value, not: not}
	if p.peek().is("ANY", "ALL") && (n.op == "LIKE" || n.op == "ILIKE") {
		n.any = p.take().value
		p.expect("(")
		n.list = p.exprs()
		p.expect(")")
	} else {
		n.pattern = p.sum()
	}
	if p.skip("ESCAPE") {
		n.escape = p.sum()
	}
	return n
}

func (p *parser) sum() expr {
	from := p.at
	x := p.product()
	for p.peek().is("+", "-", "||") {
		op := p.take().value
		r := p.product()
		x = &binary{span{from, p.at}, op, x, r}
	}
	return x
}

func (p *parser) product() expr {
	from := p.at
	x := p.sign()
	for p.peek().is("*", "/", "%") {
		op := p.take().value
		r := p.sign()
		x = &binary{span{from, p.at}, op, x, r}
	}
	return x
}

func (p *parser) sign() expr {
	if p.peek().is("-", "+") {
		op := p.take().value
		return &unary{op, p.sign()}
	}
	return p.postfix()
}

// postfix reads what follows a value: ::type, :path, [index].
func (p *parser) postfix() expr {
	from := p.at
	x := p.primary()
	for {
		switch {
		case p.skip("::"):
			typ, bare := p.typeName()
			x = &cast{span: span{from, p.at}, x: x, typ: typ, bare: bare}
		case p.skip(":"):
			x = p.steps(from, x, step{name: p.pathName()})
		case p.skip("["):
			index := p.expr()
			p.expect("]")
			x = p.steps(from, x, step{index: index})
		default:
			return x
		}
	}
}

// pathName is a key in a path: as written, in exact case.
func (p *parser) pathName() string {
	t := p.take()
	switch t.kind {
	case wordToken:
		return t.text
	case quotedToken:
		return t.value
	}
	p.at--
	p.fail()
	return ""
}

func (p *parser) steps(from int, base expr, first step) expr {
	n := &path{base: base, steps: []step{first}}
	if inner, ok := base.(*path); ok {
		n.base, n.steps = inner.base, append(append([]step{}, inner.steps...), first)
	}
	for {
		switch {
		case p.skip("."):
			n.steps = append(n.steps, step{name: p.pathName()})
		case p.skip("["):
			n.steps = append(n.steps, step{index: p.expr()})
			p.expect("]")
		default:
			n.span = span{from, p.at}
			return n
		}
	}
}

// typeName reads a type. bare tells that a text type had no length.
func (p *parser) typeName() (dataType, bool) {
	t := p.take()
	name := t.value
	switch {
	case t.kind != wordToken:
		p.at--
		p.fail()
	case name == "DOUBLE" && p.skip("PRECISION"):
	case (name == "CHAR" || name == "NCHAR") && p.skip("VARYING"):
		name = "VARCHAR"
	}
	kind, ok := typeNames[name]
	if !ok {
		panic(compilation(2040, "42601", "Unsupported data type '%s'.", name))
	}
	var args []int
	if p.skip("(") {
		for {
			n, err := strconv.Atoi(p.take().text)
			if err != nil {
				p.at--
				p.fail()
			}
			args = append(args, n)
			if !p.skip(",") {
				break
			}
		}
		p.expect(")")
	}
	typ, ok := newType(kind, args)
	if !ok {
		panic(syntaxError(t))
	}
	return typ, kind == "TEXT" && len(args) == 0
}

func (p *parser) exprs() []expr {
	list := []expr{p.expr()}
	for p.skip(",") {
		list = append(list, p.expr())
	}
	return list
}

func (p *parser) primary() expr {
	t := p.peek()
	switch t.kind {
	case numberToken:
		p.at++
		return &literal{t.text}
	case stringToken:
		p.at++
		return &text{t.value}
	case positionalToken:
		p.at++
		n, _ := strconv.Atoi(t.value)
		return &position{n}
	case opToken:
		return p.bracketed()
	case endToken, stageToken:
		p.fail()
	}
	if t.kind == wordToken {
		if x := p.keyword(); x != nil {
			return x
		}
	}
	return p.columnOrCall()
}

// bracketed reads what begins with a sign.
func (p *parser) bracketed() expr {
	switch {
	case p.skip("?"):
		p.binds++
		return &bind{p.binds - 1}
	case p.skip("*"):
		return p.star(nil)
	case p.skip("["):
		n := &arrayOf{}
		if !p.peek().is("]") {
			n.items = p.exprs()
		}
		p.expect("]")
		return n
	case p.skip("{"):
		return p.object()
	case p.skip("("):
		if p.startsQuery() {
			q := p.query()
			p.expect(")")
			return &subquery{q}
		}
		items := p.exprs()
		p.expect(")")
		return &tuple{items}
	}
	p.fail()
	return nil
}

func (p *parser) object() expr {
	n := &objectOf{}
	for !p.skip("}") {
		if len(n.keys) > 0 {
			p.expect(",")
		}
		key := p.take()
		if key.kind != stringToken {
			panic(syntaxError(key))
		}
		p.expect(":")
		n.keys, n.values = append(n.keys, key.value), append(n.values, p.expr())
	}
	return n
}

// keyword reads the expressions that begin with a word of their own; nil for others.
func (p *parser) keyword() expr {
	from := p.at
	switch t := p.peek(); t.value {
	case "NULL", "TRUE", "FALSE":
		p.at++
		return &literal{t.value}
	case "CASE":
		p.at++
		return p.caseOf()
	case "CAST", "TRY_CAST":
		p.at++
		p.expect("(")
		x := p.expr()
		p.expect("AS")
		typ, bare := p.typeName()
		p.expect(")")
		return &cast{span{from, p.at}, x, typ, bare, t.value == "TRY_CAST"}
	case "EXISTS":
		p.at++
		p.expect("(")
		q := p.query()
		p.expect(")")
		return &exists_{q}
	case "INTERVAL":
		if p.ahead(1).kind == stringToken {
			p.at += 2
			return &interval{p.tokens[p.at-1].value}
		}
	case "DATE", "TIME", "TIMESTAMP", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ":
		if p.ahead(1).kind == stringToken {
			p.at += 2
			typ, _ := newType(typeNames[t.value], nil)
			return &cast{span: span{from, p.at}, x: &text{p.tokens[p.at-1].value}, typ: typ}
		}
	case "EXTRACT":
		if p.ahead(1).is("(") {
			p.at += 2
			part := p.take()
			p.expect("FROM")
			x := p.expr()
			p.expect(")")
			return &call{span: span{from, p.at}, name: token{kind: wordToken, text: "DATE_PART", value: "DATE_PART"}, args: []expr{&text{strings.ToLower(part.value)}, x}}
		}
	case "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "CURRENT_USER", "LOCALTIMESTAMP", "LOCALTIME":
		p.at++
		n := &call{name: t}
		if p.skip("(") {
			if p.peek().kind == numberToken {
				p.at++
			}
			p.expect(")")
		}
		n.span = span{from, p.at}
		return n
	case "LEFT", "RIGHT", "INSERT", "LIKE", "ILIKE", "RLIKE", "ANY", "SOME", "ALL", "DISTINCT":
		if (t.value == "LEFT" || t.value == "RIGHT" || t.value == "RLIKE") && p.ahead(1).is("(") {
			p.at++
			return p.call(from, t)
		}
	}
	return nil
}

func (p *parser) caseOf() expr {
	n := &caseOf{}
	if !p.peek().is("WHEN") {
		n.operand = p.expr()
	}
	for p.skip("WHEN") {
		when := p.expr()
		p.expect("THEN")
		n.whens = append(n.whens, [2]expr{when, p.expr()})
	}
	if len(n.whens) == 0 {
		p.fail()
	}
	if p.skip("ELSE") {
		n.els = p.expr()
	}
	p.expect("END")
	return n
}

// columnOrCall reads a name: a column, t.*, or a function with its arguments.
func (p *parser) columnOrCall() expr {
	from := p.at
	parts := []token{p.ident()}
	if p.peek().is("(") {
		return p.call(from, parts[0])
	}
	for p.skip(".") {
		if p.skip("*") {
			return p.star(parts)
		}
		if p.peek().kind == positionalToken { // t.$1
			n, _ := strconv.Atoi(p.take().value)
			return &position{n}
		}
		parts = append(parts, p.ident())
	}
	if p.peek().is("(") {
		panic(unsupported("function %s of a schema", joinNames(parts)))
	}
	return &column{parts}
}

func joinNames(parts []token) string {
	names := make([]string, len(parts))
	for i, t := range parts {
		names[i] = t.value
	}
	return strings.Join(names, ".")
}

// call reads a function's arguments and what follows them.
func (p *parser) call(from int, name token) *call {
	n := &call{name: name}
	p.expect("(")
	n.distinct = p.skip("DISTINCT")
	switch {
	case p.peek().is(")"):
	case p.peek().is("*") && p.ahead(1).is(")"):
		p.at++
		n.star = true
	default:
		p.arguments(n)
	}
	p.expect(")")
	if p.skip("WITHIN", "GROUP") {
		p.expect("(")
		n.within = p.orderBy()
		p.expect(")")
	}
	if p.skip("IGNORE", "NULLS") {
		n.ignoreNulls = true
	} else {
		p.skip("RESPECT", "NULLS")
	}
	if p.skip("OVER") {
		n.over = p.window()
	}
	n.span = span{from, p.at}
	return n
}

func (p *parser) arguments(n *call) {
	for {
		switch {
		case p.peek().kind == wordToken && p.ahead(1).is("=>"):
			if n.named == nil {
				n.named = map[string]expr{}
			}
			name := p.take().value
			p.at++
			if p.skip("TABLE") {
				p.fail()
			}
			n.named[name] = p.expr()
		case p.startsQuery():
			n.args = append(n.args, &subquery{p.query()})
		default:
			n.args = append(n.args, p.expr())
		}
		if p.skip("IGNORE", "NULLS") {
			n.ignoreNulls = true
		}
		if !p.skip(",") {
			return
		}
	}
}

func (p *parser) window() *window {
	w := &window{}
	p.expect("(")
	if p.skip("PARTITION", "BY") {
		w.partition = p.exprs()
	}
	if p.peek().is("ORDER") {
		w.order = p.orderBy()
	}
	if p.peek().is("ROWS", "RANGE") {
		w.frame = p.frame()
	}
	p.expect(")")
	return w
}

// frame reads ROWS BETWEEN ... AND ..., the same in both dialects.
func (p *parser) frame() string {
	var words []string
	for !p.peek().is(")") {
		t := p.take()
		if !t.is("ROWS", "RANGE", "BETWEEN", "AND", "UNBOUNDED", "PRECEDING", "FOLLOWING", "CURRENT", "ROW") && t.kind != numberToken {
			panic(syntaxError(t))
		}
		words = append(words, t.text)
	}
	return strings.Join(words, " ")
}

func (p *parser) orderBy() []orderItem {
	p.expect("ORDER", "BY")
	var items []orderItem
	for {
		item := orderItem{x: p.expr()}
		if !p.skip("ASC") {
			item.desc = p.skip("DESC")
		}
		if p.skip("NULLS") {
			if !p.peek().is("FIRST", "LAST") {
				p.fail()
			}
			item.nulls = p.take().value
		}
		items = append(items, item)
		if !p.skip(",") {
			return items
		}
	}
}

// star reads what may follow a star. Source: docs sql-reference/sql/select.
func (p *parser) star(table []token) expr {
	n := &star{table: table}
	if p.skip("ILIKE") {
		n.ilike = p.take().value
	}
	if p.skip("EXCLUDE") {
		n.exclude = p.oneOrMore()
	}
	if p.skip("REPLACE") {
		p.expect("(")
		for {
			from := p.at
			item := selectItem{x: p.expr()}
			p.expect("AS")
			item.alias = p.ident()
			item.span = span{from, p.at}
			n.replace = append(n.replace, item)
			if !p.skip(",") {
				break
			}
		}
		p.expect(")")
	}
	if p.skip("RENAME") {
		brackets := p.skip("(")
		for {
			old := p.ident()
			p.expect("AS")
			n.rename = append(n.rename, [2]token{old, p.ident()})
			if !brackets || !p.skip(",") {
				break
			}
		}
		if brackets {
			p.expect(")")
		}
	}
	return n
}

func (p *parser) oneOrMore() []token {
	if p.peek().is("(") {
		return p.idents()
	}
	return []token{p.ident()}
}
