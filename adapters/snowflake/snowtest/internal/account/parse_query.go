package account

func (p *parser) startsQuery() bool {
	if p.peek().is("SELECT", "WITH") {
		return true
	}
	if p.peek().is("VALUES") && p.ahead(1).is("(") {
		return true
	}
	// ((select ...)): brackets around a query
	for i := 0; p.ahead(i).is("("); i++ {
		if p.ahead(i+1).is("SELECT", "WITH") {
			return p.bracketsHoldQuery()
		}
	}
	return false
}

// bracketsHoldQuery tells ((select 1) union (select 2)) from ((select 1) + 1).
func (p *parser) bracketsHoldQuery() bool {
	start, cores, binds := p.at, p.cores, p.binds
	err := p.parse(func() {
		p.query()
		if !p.peek().is(")") && p.peek().kind != endToken {
			p.fail()
		}
	})
	p.at, p.cores, p.binds = start, cores, binds
	return err == nil
}

// query reads WITH ... body ORDER BY ... LIMIT ....
func (p *parser) query() *query {
	q := &query{}
	if p.skip("WITH") {
		q.recursive = p.skip("RECURSIVE")
		for {
			c := cte{name: p.ident()}
			if p.peek().is("(") {
				c.columns = p.idents()
			}
			p.expect("AS", "(")
			c.q = p.query()
			p.expect(")")
			q.with = append(q.with, c)
			if !p.skip(",") {
				break
			}
		}
		if !p.peek().is("SELECT", "(") {
			p.fail() // WITH before INSERT or MERGE is no Snowflake: reference 2.2
		}
	}
	q.body = p.setExpr()
	if p.peek().is("ORDER") {
		q.order = p.orderBy()
	}
	if p.skip("LIMIT") {
		q.limit = p.sum()
		if p.skip("OFFSET") {
			q.offset = p.sum()
		}
	} else if p.skip("OFFSET") {
		q.offset = p.sum()
		p.skip("ROWS")
	}
	if p.skip("FETCH") {
		if !p.skip("FIRST") {
			p.skip("NEXT")
		}
		q.limit = p.sum()
		if !p.skip("ROWS") {
			p.skip("ROW")
		}
		p.skip("ONLY")
	}
	return q
}

func (p *parser) setExpr() setExpr {
	l := p.intersection()
	for {
		switch {
		case p.skip("UNION", "ALL", "BY", "NAME"):
			l = &setOp{"UNION ALL BY NAME", l, p.intersection()}
		case p.skip("UNION", "BY", "NAME"):
			l = &setOp{"UNION BY NAME", l, p.intersection()}
		case p.skip("UNION", "ALL"):
			l = &setOp{"UNION ALL", l, p.intersection()}
		case p.skip("UNION"):
			p.skip("DISTINCT")
			l = &setOp{"UNION", l, p.intersection()}
		case p.skip("EXCEPT"), p.skip("MINUS"):
			l = &setOp{"EXCEPT", l, p.intersection()}
		default:
			return l
		}
	}
}

func (p *parser) intersection() setExpr {
	l := p.setPrimary()
	for p.skip("INTERSECT") {
		l = &setOp{"INTERSECT", l, p.setPrimary()}
	}
	return l
}

func (p *parser) setPrimary() setExpr {
	switch {
	case p.skip("("):
		q := p.query()
		p.expect(")")
		return q
	case p.peek().is("VALUES"):
		return p.values()
	}
	return p.core()
}

func (p *parser) values() *values {
	p.expect("VALUES")
	v := &values{}
	for {
		p.expect("(")
		row := []expr{}
		for {
			if p.skip("DEFAULT") {
				row = append(row, &literal{"DEFAULT"})
			} else {
				row = append(row, p.expr())
			}
			if !p.skip(",") {
				break
			}
		}
		p.expect(")")
		v.rows = append(v.rows, row)
		if !p.skip(",") {
			return v
		}
	}
}

func (p *parser) core() *selectCore {
	p.expect("SELECT")
	p.cores++
	c := &selectCore{id: p.cores}
	if !p.skip("ALL") {
		c.distinct = p.skip("DISTINCT")
	}
	if p.peek().is("TOP") && p.ahead(1).kind == numberToken {
		panic(unsupported("TOP"))
	}
	c.items = p.items()
	if p.skip("FROM") {
		c.from = p.from()
	}
	if p.skip("WHERE") {
		c.where = p.expr()
	}
	if p.skip("GROUP", "BY") {
		p.groupBy(c)
	}
	if p.skip("HAVING") {
		c.having = p.expr()
	}
	if p.skip("QUALIFY") {
		c.qualify = p.expr()
	}
	if p.peek().is("CONNECT", "START", "WINDOW") {
		panic(unsupported("%s", p.peek().value))
	}
	return c
}

func (p *parser) groupBy(c *selectCore) {
	switch {
	case p.skip("ALL"):
		c.groupAll = true
	case p.peek().is("ROLLUP", "CUBE") && p.ahead(1).is("("):
		c.groupBy = p.take().value
		p.expect("(")
		c.group = p.exprs()
		p.expect(")")
	case p.peek().is("GROUPING"):
		panic(unsupported("GROUPING SETS"))
	default:
		c.group = p.exprs()
	}
}

func (p *parser) items() []selectItem {
	var items []selectItem
	for {
		from := p.at
		item := selectItem{x: p.expr()}
		item.span = span{from, p.at}
		item.alias = p.alias()
		items = append(items, item)
		if !p.skip(",") {
			return items
		}
		if p.peek().is("FROM") { // a comma at the end is allowed: docs, sql/select
			return items
		}
	}
}

// alias reads [AS] name.
func (p *parser) alias() token {
	if p.skip("AS") {
		return p.ident()
	}
	t := p.peek()
	if t.kind == quotedToken || t.kind == wordToken && !reserved[t.value] && !notAlias[t.value] {
		return p.take()
	}
	return token{}
}

func (p *parser) from() []fromItem {
	items := []fromItem{p.relation()}
	for {
		join := p.join()
		if join == "" {
			return items
		}
		lateral := p.skip("LATERAL")
		item := p.relationOf(lateral)
		item.join = join
		if join != "," && join != "CROSS JOIN" {
			p.condition(&item)
		}
		items = append(items, item)
	}
}

// condition reads ON or USING. Snowflake takes a join without one as a cross join, which
// the double refuses, for it is a slip.
func (p *parser) condition(item *fromItem) {
	switch {
	case p.skip("ON"):
		item.on = p.expr()
	case p.skip("USING"):
		item.using = p.idents()
	case item.fn != nil || item.lateral:
		item.on = &literal{"TRUE"}
	case len(item.join) > 7 && item.join[:7] == "NATURAL":
	default:
		panic(unsupported("JOIN without ON"))
	}
}

func (p *parser) join() string {
	natural := ""
	if p.skip(",") {
		return ","
	}
	if p.peek().is("ASOF") {
		panic(unsupported("ASOF JOIN"))
	}
	if p.skip("CROSS", "JOIN") {
		return "CROSS JOIN"
	}
	if p.skip("NATURAL") {
		natural = "NATURAL "
	}
	if p.skip("INNER", "JOIN") || p.skip("JOIN") {
		return natural + "JOIN"
	}
	for _, side := range []string{"LEFT", "RIGHT", "FULL"} {
		if p.peek().is(side) && p.ahead(1).is("JOIN", "OUTER") {
			p.at++
			p.skip("OUTER")
			p.expect("JOIN")
			return natural + side + " JOIN"
		}
	}
	if natural != "" {
		p.fail()
	}
	return ""
}

func (p *parser) relation() fromItem { return p.relationOf(p.skip("LATERAL")) }

func (p *parser) relationOf(lateral bool) fromItem {
	item := fromItem{lateral: lateral}
	t := p.peek()
	switch {
	case t.kind == stageToken, t.kind == stringToken && len(t.value) > 0 && t.value[0] == '@':
		item.stage = p.stageSource()
	case lateral && t.is("FLATTEN"), t.is("TABLE") && p.ahead(1).is("("):
		p.tableFunction(&item)
	case p.skip("("):
		p.inBrackets(&item)
	case t.is("VALUES"):
		panic(syntaxError(t)) // VALUES in FROM stands in brackets
	default:
		item.name = p.qualified()
		if p.peek().is("(") {
			panic(syntaxError(p.peek()))
		}
	}
	if p.peek().is("AT", "BEFORE", "CHANGES", "PIVOT", "UNPIVOT", "MATCH_RECOGNIZE") && p.ahead(1).is("(") {
		panic(unsupported("%s", p.peek().value))
	}
	if p.peek().is("SAMPLE", "TABLESAMPLE") {
		panic(unsupported("SAMPLE"))
	}
	if item.alias = p.alias(); item.alias.text != "" && p.peek().is("(") {
		item.columns = p.idents()
	}
	return item
}

func (p *parser) tableFunction(item *fromItem) {
	wrapped := p.skip("TABLE")
	if wrapped {
		p.expect("(")
	}
	from := p.at
	name := p.ident()
	if p.peek().is(".") { // information_schema.query_history()
		p.at++
		name = p.ident()
	}
	item.fn = p.call(from, name)
	if wrapped {
		p.expect(")")
	}
}

func (p *parser) inBrackets(item *fromItem) {
	switch {
	case p.peek().is("VALUES"):
		item.values = p.values()
	case p.startsQuery():
		item.sub = p.query()
	default:
		item.nested = p.from()
	}
	p.expect(")")
}

func (p *parser) stageSource() *stageSource {
	t := p.take()
	s := &stageSource{ref: t.value}
	if t.kind == stringToken {
		s.ref = t.value[1:]
	}
	if p.skip("(") {
		for {
			name := p.ident()
			p.expect("=>")
			s.options = append(s.options, option{name: name, value: p.take()})
			if !p.skip(",") {
				break
			}
		}
		p.expect(")")
	}
	return s
}
