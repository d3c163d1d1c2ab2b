package account

// An expr is one of the expression nodes below.
type expr interface{}

// A span is the tokens that a node was read from: from, up to but not including to.
type span struct{ from, to int }

type (
	// literal is text that both dialects read alike: numbers, null, true, false.
	literal struct{ text string }
	text    struct{ value string }
	// column is a column's name, after a table's name or alias when there is one.
	column struct {
		parts []token
	}
	// path is v:a.b[0], or an index into an array.
	path struct {
		span
		base  expr
		steps []step
	}
	step struct {
		name  string
		index expr // when name is empty
	}
	unary  struct{ op, x expr }
	binary struct {
		span
		op   string
		l, r expr
	}
	call struct {
		span
		name        token
		args        []expr
		named       map[string]expr
		distinct    bool
		star        bool
		within      []orderItem
		over        *window
		ignoreNulls bool
	}
	window struct {
		partition []expr
		order     []orderItem
		frame     string
	}
	orderItem struct {
		x     expr
		desc  bool
		nulls string
	}
	cast struct {
		span
		x   expr
		typ dataType
		// bare: a text type without a length
		bare, try bool
	}
	caseOf struct {
		operand expr
		whens   [][2]expr
		els     expr
	}
	between struct {
		x, lo, hi expr
		not       bool
	}
	in struct {
		x     expr
		list  []expr
		query *query
		not   bool
	}
	like struct {
		x, pattern, escape expr
		op                 string
		any                string // ANY or ALL
		list               []expr
		not                bool
	}
	is struct {
		x, y expr
		what string // NULL, TRUE, FALSE, DISTINCT
		not  bool
	}
	exists_  struct{ q *query }
	subquery struct{ q *query }
	arrayOf  struct{ items []expr }
	objectOf struct {
		keys   []string
		values []expr
	}
	interval struct{ text string }
	tuple    struct{ items []expr }
	position struct{ n int } // $1
	star     struct {
		table   []token
		exclude []token
		rename  [][2]token
		replace []selectItem
		ilike   string
	}
	bind struct{ n int }
)

// A query is WITH ... SELECT ... ORDER BY ... LIMIT.
type query struct {
	with      []cte
	recursive bool
	body      setExpr
	order     []orderItem
	limit     expr
	offset    expr
}

type cte struct {
	name    token
	columns []token
	q       *query
}

// A setExpr is one of selectCore, values, *query or setOp.
type setExpr interface{}

type setOp struct {
	op   string // UNION, UNION ALL, EXCEPT, INTERSECT, UNION BY NAME
	l, r setExpr
}

type values struct{ rows [][]expr }

type selectCore struct {
	id       int
	distinct bool
	items    []selectItem
	from     []fromItem
	where    expr
	groupAll bool
	group    []expr
	groupBy  string // ROLLUP, CUBE, GROUPING SETS
	having   expr
	qualify  expr
}

type selectItem struct {
	span
	x     expr
	alias token // text is empty when there is none
}

// A fromItem is a relation, and how it is joined to the ones before.
type fromItem struct {
	join    string // "", ",", "JOIN", "LEFT JOIN" ...
	lateral bool
	name    []token
	sub     *query
	values  *values
	fn      *call // TABLE(f()) or FLATTEN()
	stage   *stageSource
	nested  []fromItem
	alias   token
	columns []token
	on      expr
	using   []token
}

// stageSource is @stage/path (file_format => ..., pattern => ...).
type stageSource struct {
	ref     string
	options []option
}

// An option is NAME = value, where a value may be a list or options in brackets.
type option struct {
	name  token
	value token // a word, text, number or stage
	list  []token
	sub   []option
	// inBrackets: the value stood in brackets
	inBrackets bool
}
