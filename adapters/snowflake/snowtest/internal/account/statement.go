package account

import "context"

// dispatch runs the statement that its first words name. What is not here is refused with
// 000002 and its first words.
func (s *Session) dispatch(ctx context.Context, p *parser) *Result {
	first := p.peek()
	if first.kind == endToken {
		panic(&Error{900, "42601", "SQL compilation error:\nEmpty SQL statement."})
	}
	switch first.value {
	case "SELECT", "WITH", "VALUES", "(":
		return s.selects(ctx, p)
	case "BEGIN", "COMMIT", "ROLLBACK", "START":
		return s.control(ctx, p)
	case "INSERT":
		return s.insert(ctx, p)
	case "UPDATE":
		return s.update(ctx, p)
	case "DELETE":
		return s.deletes(ctx, p)
	case "MERGE":
		return s.merge(ctx, p)
	case "CREATE", "ALTER", "DROP", "TRUNCATE", "COMMENT", "GRANT", "REVOKE":
		return s.define(ctx, p)
	case "USE":
		return s.use(p)
	case "SHOW":
		return s.show(ctx, p)
	case "DESCRIBE", "DESC":
		return s.describe(ctx, p)
	case "COPY":
		return s.copyInto(ctx, p)
	case "PUT", "GET":
		return s.transfer(p)
	case "LIST", "LS", "REMOVE", "RM":
		return s.listOrRemove(p)
	}
	if first.kind != wordToken {
		p.fail()
	}
	panic(unsupported("%s", firstWords(p)))
}

// firstWords names a statement by its first two words.
func firstWords(p *parser) string {
	words := p.tokens[0].value
	if len(p.tokens) > 1 && p.tokens[1].kind == wordToken {
		words += " " + p.tokens[1].value
	}
	return words
}

// refuse says that a form of a statement is not modelled, naming it.
func refuse(p *parser) {
	panic(unsupported("%s ... %s", firstWords(p), p.peek().text))
}

// define runs DDL, which commits first, one statement at a time in the whole account.
func (s *Session) define(ctx context.Context, p *parser) *Result {
	if p.skip("ALTER", "SESSION") { // of parameters only AUTOCOMMIT commits: docs, sql/alter-session
		return s.alterSession(p)
	}
	s.beforeDDL(ctx)
	s.account.ddl.Lock()
	defer s.account.ddl.Unlock()
	switch p.take().value {
	case "CREATE":
		return s.create(ctx, p)
	case "ALTER":
		return s.alter(ctx, p)
	case "DROP":
		return s.drop(ctx, p)
	case "TRUNCATE":
		return s.truncate(ctx, p)
	case "COMMENT":
		return s.comment(p)
	case "GRANT":
		return s.grant(p, true)
	}
	return s.grant(p, false)
}

// done is the result of a statement that only says what it did.
func done(kind Kind, status string) *Result {
	return &Result{Kind: kind, Columns: []Column{{Name: "status", Type: "TEXT", Length: tableTextLength}}, Rows: [][]any{{status}}}
}
