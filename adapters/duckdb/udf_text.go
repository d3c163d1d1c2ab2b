package duckdb

import (
	"strings"
	"unicode/utf8"
	"unsafe"

	bindings "github.com/duckdb/duckdb-go-bindings"
	"github.com/duckdb/duckdb-go/v2/mapping"
)

// stringT is DuckDB's duckdb_string_t: up to 12 bytes stand in place, longer strings
// have 4 bytes of their beginning and then a pointer.
type stringT struct {
	length uint32
	inline [12]byte
}

const (
	inlineLength = 12
	prefixLength = 4
)

// textView is the strings of a vector.
type textView struct {
	vector  mapping.Vector
	strings []stringT
	block   []byte // what is left of memory taken from the vector's own heap
}

const (
	blockPerRow = 16
	mostBlock   = 64 << 10
)

// point sets the vector. Its heap goes with it, and so does the block.
func (t *textView) point(vector mapping.Vector, data unsafe.Pointer, rows int) {
	t.vector, t.block = vector, nil
	t.strings = unsafe.Slice((*stringT)(data), rows)
}

// Text returns the string in place, without copying it.
func (t *textView) Text(row int) string {
	s := &t.strings[row]
	if s.length <= inlineLength {
		return unsafe.String(&s.inline[0], int(s.length))
	}
	return unsafe.String(s.bytes(), int(s.length))
}

// bytes is where the bytes of a long string are.
func (s *stringT) bytes() *byte { return *(**byte)(unsafe.Pointer(&s.inline[prefixLength])) }

// setBytes points a long string at its bytes. They are DuckDB's memory, so that the
// garbage collector need not hear of it.
func (s *stringT) setBytes(bytes *byte) {
	*(*uintptr)(unsafe.Pointer(&s.inline[prefixLength])) = uintptr(unsafe.Pointer(bytes))
}

// SetText writes short strings in place and longer ones into the vector's heap. Bytes
// that are no UTF-8, which DuckDB takes for corruption, become U+FFFD.
func (t *textView) SetText(row int, text string) {
	if !isASCII(text) && !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	if len(text) > inlineLength && len(text) > len(t.block) {
		t.allocate(row, len(text))
	}
	s := &t.strings[row]
	*s = stringT{length: uint32(len(text))} // all zero: DuckDB compares the rest of short ones
	if len(text) <= inlineLength {
		copy(s.inline[:], text)
		return
	}
	copy(s.inline[:prefixLength], text)
	copy(t.block, text)
	s.setBytes(unsafe.SliceData(t.block))
	t.block = t.block[len(text):]
}

// CopyText makes a row point to the bytes of another, which belong to the same vector.
func (t *textView) CopyText(row, from int) { t.strings[row] = t.strings[from] }

// isASCII looks at eight bytes at a time, at those of the end twice. Most texts are ASCII,
// and utf8.ValidString is slow on what does not fill eight bytes.
func isASCII(text string) bool {
	const high = 0x8080808080808080
	n := len(text)
	if n < 8 {
		for i := range n {
			if text[i] >= utf8.RuneSelf {
				return false
			}
		}
		return true
	}
	p := unsafe.Pointer(unsafe.StringData(text))
	all := *(*uint64)(unsafe.Add(p, n-8))
	for i := 0; i+8 <= n; i += 8 {
		all |= *(*uint64)(unsafe.Add(p, i))
	}
	return all&high == 0
}

// zeros is what blocks are made of.
var zeros [mostBlock]byte

// allocate takes a block of at least n bytes from the vector's heap, by assigning the
// row a string of that length. A call into DuckDB for each string would cost more than
// most functions do.
func (t *textView) allocate(row, n int) {
	size := max(n, min(blockPerRow*(len(t.strings)-row), mostBlock))
	source := zeros[:]
	if size > len(source) {
		source = make([]byte, size)
	}
	bindings.UnsafeVectorAssignStringElementLen(t.vector, mapping.IdxT(row), source[:size])
	t.block = unsafe.Slice(t.strings[row].bytes(), size)
}
