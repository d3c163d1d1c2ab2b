package fold_test

import (
	"testing"

	"github.com/martsql/mart/udfs/internal/fold"
)

func TestAppend(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Crème  Brûlée", "creme brulee"},
		{"2,99\u00a0€", "2,99 €"},
		{"1\u202f299 Ft", "1 299 ft"},
		{"&euro;&nbsp;2", "€ 2"},
		{"Ben & Jerry’s", "ben & jerry's"},
		{"6×33 cl", "6x33 cl"},
		{"5,–", "5,-"},
		{"1½ l", "1 1/2 l"},
		{"Weißbier Złoty Ærø", "weissbier zloty aero"},
		{"a\u200bb\u00ad", "ab"},
		{"cafe\u0301", "cafe"},
		{"２ｋｇ", "2kg"},
		{" \t\n", ""},
		{"κρύος", "κρυοσ"},
		{"牛乳", "牛乳"},
		{"٠١٢٣٤٥٦٧٨٩", "0123456789"},
		{"۱٬۲۳۴٫۵۶٪", "1'234,56%"},
		{"०१२ ๙ ২ 𝟗 𑁦", "012 9 2 9 0"},
		{"3 → 2", "3 > 2"},
		{"\xff", ""},
	} {
		if got := string(fold.Append(nil, tt.text, 100)); got != tt.want {
			t.Errorf("%q folds to %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestAppendStops(t *testing.T) {
	if got := string(fold.Append([]byte("> "), "12€4", 4)); got != "> 12" {
		t.Errorf("got %q: the euro sign does not fit into 4 bytes", got)
	}
}
