package promo

import (
	"math/bits"
)

// A wordTable finds the senses of words. It is a hash table with open addressing, made
// once, behind a filter that knows most words the table does not have: those are half of
// the words of a text. A search does not depend on how long the word is, so that the
// processor has little to guess.
type wordTable struct {
	filter  [1 << 11]uint64 // two bits of a word for each
	mask    uint64
	entries []wordEntry
	long    []string // by id, of words that their key does not tell
}

// wordBytes are the length of a word, and its first and its last eight bytes.
type wordBytes struct {
	first, last uint64
	n           uint16
}

type wordEntry struct {
	wordBytes
	id uint16 // 0: an empty place
}

func newWordTable(words map[string]*sense) *wordTable {
	size := 1 << bits.Len(uint(2*len(words))) // half full at most
	t := &wordTable{mask: uint64(size - 1), entries: make([]wordEntry, size)}
	for text, s := range words {
		padded := append([]byte(text), make([]byte, padding)...)
		w := bytesOf(padded, 0, len(text))
		hash := w.hash()
		t.filter[hash>>53] |= filterBits(hash)
		at := hash & t.mask
		for t.entries[at].id != 0 {
			at = (at + 1) & t.mask
		}
		t.entries[at] = wordEntry{w, s.id}
		if len(text) > 16 {
			for len(t.long) <= int(s.id) {
				t.long = append(t.long, "")
			}
			t.long[s.id] = text
		}
	}
	return t
}

// find is the id of the word from s[start] to s[end], or 0. s has padding.
func (t *wordTable) find(s []byte, start, end int) uint16 {
	w := bytesOf(s, start, end)
	hash := w.hash()
	if bits := filterBits(hash); t.filter[hash>>53]&bits != bits {
		return 0
	}
	for at := hash & t.mask; t.entries[at].id != 0; at = (at + 1) & t.mask {
		if e := &t.entries[at]; e.wordBytes == w && (w.n <= 16 || t.long[e.id] == string(s[start:end])) {
			return e.id
		}
	}
	return 0
}

func filterBits(hash uint64) uint64 { return 1<<(hash>>47&63) | 1<<(hash>>41&63) }

func bytesOf(s []byte, start, end int) wordBytes {
	n := end - start
	short := min(n, 8)
	keep := ^uint64(0) >> (64 - 8*uint(short))
	return wordBytes{eightAt(s, start) & keep, eightAt(s, end-short) & keep, uint16(n)}
}

func (w wordBytes) hash() uint64 {
	h := w.first*0x9e3779b97f4a7c15 ^ bits.RotateLeft64(w.last*0xc2b2ae3d27d4eb4f, 32) ^ uint64(w.n)
	h *= 0x9e3779b97f4a7c15 // the golden ratio spreads the bits upwards
	return h ^ h>>29
}
