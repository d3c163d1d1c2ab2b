package gen

import (
	"strconv"
	"time"
)

// A record appends the members of one JSON object. It writes straight into the file's
// buffer: encoding/json would take most of the time of a large lake.
type record struct {
	dst   []byte
	first bool
}

func object(dst []byte) record { return record{append(dst, '{'), true} }

// end closes the object and gives the buffer back.
func (r *record) end() []byte { return append(r.dst, '}') }

func (r *record) key(name string) {
	if !r.first {
		r.dst = append(r.dst, ',')
	}
	r.first = false
	r.dst = append(append(append(r.dst, '"'), name...), '"', ':')
}

func (r *record) text(name, value string) { r.key(name); r.dst = appendText(r.dst, value) }

func (r *record) bytes(name string, value []byte) { r.text(name, string(value)) }

func (r *record) number(name string, value int64) {
	r.key(name)
	r.dst = strconv.AppendInt(r.dst, value, 10)
}

// money writes cents as a JSON number with two decimals.
func (r *record) money(name string, cents int) {
	r.key(name)
	r.dst = appendMoney(r.dst, cents, '.')
}

// raw writes a value that is JSON already: null, true, a number.
func (r *record) raw(name, json string) { r.key(name); r.dst = append(r.dst, json...) }

func (r *record) truth(name string, value bool) { r.raw(name, strconv.FormatBool(value)) }

// time writes a moment in a layout of package time, in UTC.
func (r *record) time(name string, unix int64, layout string) {
	r.key(name)
	r.dst = append(r.dst, '"')
	r.dst = time.Unix(unix, 0).UTC().AppendFormat(r.dst, layout)
	r.dst = append(r.dst, '"')
}

// open begins a nested object or list; close ends it.
func (r *record) open(name string, bracket byte) {
	r.key(name)
	r.dst = append(r.dst, bracket)
	r.first = true
}

func (r *record) close(bracket byte) {
	r.dst = append(r.dst, bracket)
	r.first = false
}

// element begins the next element of a list.
func (r *record) element() {
	if !r.first {
		r.dst = append(r.dst, ',')
	}
	r.first = false
}

// appendText writes a JSON string. Texts here are valid UTF-8.
func appendText(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b == '"' || b == '\\':
			dst = append(dst, '\\', b)
		case b == '\n':
			dst = append(dst, '\\', 'n')
		case b < ' ':
			dst = append(append(dst, '\\', 'u', '0', '0'), hexDigits[b>>4], hexDigits[b&15])
		default:
			dst = append(dst, b)
		}
	}
	return append(dst, '"')
}

const hexDigits = "0123456789abcdef"
