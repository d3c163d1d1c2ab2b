package artifact

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// jsonObject writes one JSON object, member by member. The first error stays.
type jsonObject struct {
	w   io.Writer
	buf bytes.Buffer
	enc *json.Encoder
	n   int // members so far
	err error
}

func newObject(w io.Writer) *jsonObject {
	o := &jsonObject{w: w}
	o.enc = json.NewEncoder(&o.buf)
	o.enc.SetEscapeHTML(false)
	return o
}

// value writes a member.
func (o *jsonObject) value(key string, v any) {
	o.key(key)
	o.encode(v)
}

// section writes a member that is an object of its own, an entry an id.
func section[K ~string](o *jsonObject, key string, ids []K, entry func(K) any) {
	o.key(key)
	o.print("{")
	for i, id := range ids {
		if i > 0 {
			o.print(",")
		}
		o.encode(string(id))
		o.print(":")
		o.encode(entry(id))
	}
	o.print("}")
}

// end closes the object.
func (o *jsonObject) end() error {
	o.print("}\n")
	return o.err
}

func (o *jsonObject) key(key string) {
	if o.n == 0 {
		o.print("{")
	} else {
		o.print(",\n")
	}
	o.n++
	o.encode(key)
	o.print(":")
}

func (o *jsonObject) encode(v any) {
	if o.err != nil {
		return
	}
	o.buf.Reset()
	if err := o.enc.Encode(v); err != nil {
		o.err = fmt.Errorf("encode: %w", err)
		return
	}
	_, o.err = o.w.Write(bytes.TrimSuffix(o.buf.Bytes(), []byte("\n")))
}

func (o *jsonObject) print(s string) {
	if o.err == nil {
		_, o.err = io.WriteString(o.w, s)
	}
}
