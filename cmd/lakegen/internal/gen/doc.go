// Package gen writes a synthetic lake of scraped shop offers: newline-delimited JSON in
// gzip files, lake/retail/raw/crawl_date=YYYY-MM-DD/<shop>.json.gz, each shop in a record
// shape of its own.
//
// Nothing is stored between records. Every fact (which products a shop sells, what they
// cost on a day, which promo they carry, which lines are broken) is computed from the
// seed, the shop, the day and the product number by a hash. So memory does not grow with
// the lake, files can be written in any order, and the file of a given shop and day has
// the same bytes whatever other days are asked for.
package gen
