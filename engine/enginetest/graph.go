package enginetest

import (
	"fmt"
	"math/rand/v2"
)

// A graph is the models of a project in an order in which they can be built.
type graph struct {
	models  []model
	sources []string // raw tables
}

// A model has no format yet: its body asks the writer how to spell a name.
type model struct {
	name   string
	folder string // below the models folder
	group  string // the property file that describes it; empty: none does
	kind   string // view or table
	tested bool   // its id is not null and unique
	body   func(spelling) string
}

// A spelling is how a format writes what a body names.
type spelling struct {
	ref    func(model string) string
	source func(table string) string
	euros  func(column string) string // a column in cents, as a decimal
}

// simple is a binary tree of views: model i reads model (i-1)/2.
func simple(n int) graph {
	var g graph
	for i := range n {
		g.models = append(g.models, model{
			name: fmt.Sprintf("node_%d", i), folder: fmt.Sprintf("path_%d", i/100), kind: "view",
			body: func(s spelling) string {
				if i == 0 {
					return "select 1 as id"
				}
				return fmt.Sprintf("select 1 as id\nunion all\nselect * from %s where id > 1", s.ref(fmt.Sprintf("node_%d", (i-1)/2)))
			},
		})
	}
	return g
}

const rawTableCount = 10

// layered has four staging and four intermediate models to two marts. Intermediate models
// read staging models and some of the fifty intermediates before them, so that chains get
// long; marts read early intermediates.
func layered(n int) graph {
	// A fixed seed: the same n is the same graph in every format and on every machine.
	random := rand.New(rand.NewPCG(42, uint64(n)))
	pick := func(names []string) string { return names[random.IntN(len(names))] }
	var g graph
	for i := range rawTableCount {
		g.sources = append(g.sources, fmt.Sprintf("src_%d", i))
	}
	add := func(layer, prefix, kind string, i int, body func(spelling) string) string {
		name := fmt.Sprintf("%s_%d", prefix, i)
		g.models = append(g.models, model{
			name: name, folder: fmt.Sprintf("%s/g%d", layer, i/100), group: fmt.Sprintf("%s/_props_%d.yml", layer, i/100),
			kind: kind, tested: i%10 == 0, body: body,
		})
		return name
	}
	var staging, intermediate []string
	for i := range n * 4 / 10 {
		staging = append(staging, add("staging", "stg", "view", i, stagingBody(i)))
	}
	for i := range n * 4 / 10 {
		left, right := pick(staging), pick(staging)
		if i >= 20 && random.Float64() < 0.4 {
			right = pick(intermediate[max(0, i-50):])
		}
		intermediate = append(intermediate, add("intermediate", "int", "view", i, intermediateBody(left, right)))
	}
	early := intermediate[:max(2, len(intermediate)/4)]
	for i := range n - 2*(n*4/10) {
		add("marts", "mart", "table", i, martBody(pick(early), pick(staging)))
	}
	return g
}

func stagingBody(i int) func(spelling) string {
	return func(s spelling) string {
		return fmt.Sprintf(`select id, customer_id, %s as amount, upper(status) as status,
       cast(created_at as date) as created_on
from %s
where id %% %d = 0`, s.euros("amount_cents"), s.source(fmt.Sprintf("src_%d", i%rawTableCount)), i%7+2)
	}
}

func intermediateBody(left, right string) func(spelling) string {
	return func(s spelling) string {
		return fmt.Sprintf(`with a as (
    select * from %s
), b as (
    select id, amount as other_amount from %s
)
select a.id, a.customer_id, a.amount + coalesce(b.other_amount, 0) as amount, a.status, a.created_on
from a left join b on a.id = b.id`, s.ref(left), s.ref(right))
	}
}

func martBody(left, right string) func(spelling) string {
	return func(s spelling) string {
		return fmt.Sprintf(`select x.customer_id as id, count(*) as orders, sum(x.amount) as amount, max(y.created_on) as last_on
from %s x left join %s y on x.id = y.id
group by x.customer_id`, s.ref(left), s.ref(right))
	}
}

// rawTables is the SQL that makes the raw tables of a graph: a thousand rows each.
func rawTables(tables []string) string {
	sql := "create schema if not exists raw;\n"
	for i, t := range tables {
		sql += fmt.Sprintf(`create or replace table raw.%s as
select r as id, r %% 100 as customer_id, (r * 7919 + %d) %% 100000 as amount_cents,
       ['open', 'paid', 'sent'][r %% 3 + 1] as status, timestamp '2026-01-01' + to_minutes(cast(r as bigint)) as created_at
from range(1, 1001) t(r);
`, t, i)
	}
	return sql
}
