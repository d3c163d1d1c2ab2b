package promo_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/martsql/mart/udfs/promo"
)

// row is a labelled text by column name.
type row map[string]string

func readRows(t testing.TB, path string) []row {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for _, rec := range records[1:] {
		r := row{}
		for i, name := range records[0] {
			r[name] = rec[i]
		}
		rows = append(rows, r)
	}
	return rows
}

// near compares decimals: equal, or both absent, or within the tolerance (scaled).
func near(got promo.Number, want string, tolerance int64) bool {
	w := promo.ParseNumber(want)
	if got.Valid != w.Valid {
		return false
	}
	d := got.Scaled - w.Scaled
	return d <= tolerance && d >= -tolerance
}

func quantity(n int32) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// faults names the fields of a row that the parser gets wrong.
func faults(r row, p promo.Promo) []string {
	var bad []string
	fail := func(name string, ok bool) {
		if !ok {
			bad = append(bad, name)
		}
	}
	mech := p.Mechanic.String()
	okMech := mech == r["mechanic"]
	for _, m := range strings.Split(r["accept_mechanic"], "|") {
		okMech = okMech || m == mech
	}
	fail("mechanic", okMech)
	fail("min_quantity", quantity(p.MinQuantity) == r["min_quantity"])
	fail("paid_quantity", quantity(p.PaidQuantity) == r["paid_quantity"])
	fail("free_quantity", quantity(p.FreeQuantity) == r["free_quantity"])
	fail("percent_off", near(p.PercentOff, r["percent_off"], 0))
	fail("amount_off", near(p.AmountOff, r["amount_off"], 0))
	fail("price", near(p.Price, r["price"], 0))
	fail("was_price", near(p.WasPrice, r["was_price"], 0))
	fail("currency", p.Currency == r["currency"] || r["currency"] == "" && p.Currency == r["currency_context"])
	fail("basis", p.Basis.String() == r["basis"])
	fail("price_unit", p.PriceUnit == r["price_unit"])
	tolerance := int64(500)
	if r["price"] != "" || r["was_price"] != "" {
		tolerance = 5000
	}
	fail("effective_percent", near(p.EffectivePercent, r["effective_percent"], tolerance))
	fail("is_up_to", fmt.Sprint(p.UpTo) == r["is_up_to"] || strings.Contains(r["note"], "accept is_up_to=false") || r["note"] == "as above")
	fail("is_at_least", fmt.Sprint(p.AtLeast) == r["is_at_least"])
	fail("loyalty_required", fmt.Sprint(p.LoyaltyRequired()) == r["loyalty_required"])
	fail("condition", strings.Join(p.Conditions.Names(), "|") == r["condition"])
	fail("min_spend", near(p.MinSpend, r["min_spend"], 0))
	return bad
}

// A tally counts right answers per field.
type tally struct{ right, all map[string]int }

func (t *tally) add(key string, ok bool) {
	if t.right == nil {
		t.right, t.all = map[string]int{}, map[string]int{}
	}
	t.all[key]++
	if ok {
		t.right[key]++
	}
}

func (t *tally) share(key string) float64 {
	if t.all[key] == 0 {
		return 1
	}
	return float64(t.right[key]) / float64(t.all[key])
}

// macro is the mean over keys of the share of right answers.
func (t *tally) macro() float64 {
	sum := 0.0
	for key := range t.all {
		sum += t.share(key)
	}
	return sum / float64(len(t.all))
}

var fields = []string{"mechanic", "min_quantity", "paid_quantity", "free_quantity", "percent_off", "amount_off", "price",
	"was_price", "currency", "basis", "price_unit", "effective_percent", "is_up_to", "is_at_least", "loyalty_required", "condition", "min_spend"}

// score parses all rows, prints the tables, and returns the share by field, with
// "macro" (per template, nl fr en de feeds), "macro_all", "depth_precision",
// "depth_recall" and "false_depths" (a count).
func score(t testing.TB, rows []row, fields []string) map[string]float64 {
	var perField, perLang, template, templateAll tally
	wanted, given, right, false_ := 0, 0, 0, 0
	for _, r := range rows {
		p := promo.Parse(r["text"], promo.Number{}, r["currency_context"])
		bad := slices.DeleteFunc(faults(r, p), func(f string) bool { return !slices.Contains(fields, f) })
		for _, f := range fields {
			perField.add(f, !slices.Contains(bad, f))
		}
		ok := !slices.Contains(bad, "mechanic")
		perLang.add(r["lang"], ok)
		templateAll.add(r["lang"]+" "+r["template"], ok)
		if r["source_kind"] == "feed" && strings.Contains("nl fr en de", r["lang"]) {
			template.add(r["template"], ok)
		}
		if r["effective_percent"] != "" {
			wanted++
		}
		if p.EffectivePercent.Valid {
			given++
			if r["effective_percent"] == "" {
				false_++
			} else if !slices.Contains(bad, "effective_percent") {
				right++
			}
		}
		if len(bad) > 0 {
			t.Logf("%s %q: %v\n   got %s rule=%s %+v\n   want %s n=%s %%=%s a=%s p=%s was=%s E=%s %s", r["lang"], r["text"], bad, p.Mechanic, p.Rule, brief(p),
				r["mechanic"], r["min_quantity"], r["percent_off"], r["amount_off"], r["price"], r["was_price"], r["effective_percent"], r["condition"])
		}
	}
	out := map[string]float64{"macro": template.macro(), "macro_all": templateAll.macro(),
		"depth_precision": float64(right) / float64(max(given, 1)), "depth_recall": float64(right) / float64(max(wanted, 1)), "false_depths": float64(false_)}
	for _, f := range fields {
		out[f] = perField.share(f)
	}
	var langs []string
	for l := range perLang.all {
		langs = append(langs, fmt.Sprintf("%s %.3f (%d)", l, perLang.share(l), perLang.all[l]))
	}
	sort.Strings(langs)
	t.Logf("mechanic by language: %s", strings.Join(langs, ", "))
	return out
}

func brief(p promo.Promo) string {
	return fmt.Sprintf("n=%d paid=%d free=%d %%=%s a=%s p=%s was=%s cur=%s basis=%s/%s E=%s up=%v least=%v cond=%v norm=%q residue=%q second=%q", p.MinQuantity, p.PaidQuantity, p.FreeQuantity,
		p.PercentOff, p.AmountOff, p.Price, p.WasPrice, p.Currency, p.Basis, p.PriceUnit, p.EffectivePercent, p.UpTo, p.AtLeast, p.Conditions.Names(), p.Normalized, p.Residue, p.Secondary)
}

func hold(t *testing.T, got, floor map[string]float64) {
	t.Helper()
	var keys []string
	for k := range got {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		t.Logf("%-18s %.4f", k, got[k])
		if k == "false_depths" {
			if got[k] > floor[k] {
				t.Errorf("%s: %v depths where the label has none, at most %v allowed", k, got[k], floor[k])
			}
		} else if got[k] < floor[k] {
			t.Errorf("%s fell to %.4f, must stay at %.4f", k, got[k], floor[k])
		}
	}
}

// The scores that the parser must keep on the labelled texts.
var labelFloors = map[string]float64{"macro": 0.995, "macro_all": 0.99, "mechanic": 0.99, "depth_precision": 1, "depth_recall": 0.995,
	"min_quantity": 0.99, "percent_off": 0.99, "price": 0.99, "amount_off": 0.99, "was_price": 0.99, "currency": 0.99, "basis": 0.99,
	"price_unit": 0.99, "is_up_to": 0.99, "is_at_least": 0.99, "loyalty_required": 0.99, "condition": 0.99}

func TestLabels(t *testing.T) {
	hold(t, score(t, readRows(t, "testdata/labels.csv"), fields), labelFloors)
}

// The variations are texts of our own, written before the parser was tried on them, with
// the fields that are in the file.
var variationFloors = map[string]float64{"mechanic": 0.99, "min_quantity": 0.99, "percent_off": 0.99, "price": 0.99, "amount_off": 0.99,
	"effective_percent": 0.99, "depth_precision": 0.995, "depth_recall": 0.99}

func TestVariations(t *testing.T) {
	rows := readRows(t, "testdata/variations.csv")
	if len(rows) < 250 {
		t.Errorf("only %d variations", len(rows))
	}
	hold(t, score(t, rows, []string{"mechanic", "min_quantity", "percent_off", "amount_off", "price", "effective_percent"}), variationFloors)
}
