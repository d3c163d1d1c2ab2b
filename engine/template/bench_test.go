package template_test

import (
	"testing"

	"github.com/martsql/mart/engine/template"
)

const typical = `{{ config "materialized" "incremental" "unique_key" (list "shop" "sku" "crawl_date") }}
with offers as (
    select shop, sku, crawl_date, {{ cents "price_cents" }} as price_eur
    from {{ ref "stg_offers" }}
),
products as (
    select * from {{ ref "stg_products" }}
),
shops as (
    select * from {{ source "raw" "shops" }}
)
select o.*, p.brand, p.category, s.region
from offers o
join products p using (sku)
join shops s using (shop)
{{ if is_incremental }}
where crawl_date > (select max(crawl_date) from {{ this }})
{{ end }}
`

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		template.Parse("models/m.sql", typical)
	}
}

func BenchmarkScan(b *testing.B) {
	lib, f := library(b), parse(b, typical)
	b.ReportAllocs()
	for b.Loop() {
		f.Scan(lib, "duckdb")
	}
}

func BenchmarkRender(b *testing.B) {
	f, ctx := parse(b, typical), answers()
	r := library(b).NewRenderer("duckdb")
	b.ReportAllocs()
	for b.Loop() {
		r.Render(f, ctx)
	}
}

func BenchmarkParseScanRender(b *testing.B) {
	lib, ctx := library(b), answers()
	r := lib.NewRenderer("duckdb")
	b.ReportAllocs()
	for b.Loop() {
		f, _ := template.Parse("models/m.sql", typical)
		f.Scan(lib, "duckdb")
		r.Render(f, ctx)
	}
}

func BenchmarkNewRenderer(b *testing.B) {
	lib := library(b)
	for b.Loop() {
		lib.NewRenderer("duckdb")
	}
}
