package promo

import (
	"encoding/binary"
	"math/bits"
)

// A wordTable finds the senses of words. It is a hash table with open addressing, made
// once: about half as dear to ask as a map, and most of all for words it does not have.
type wordTable struct {
	mask  uint32
	keys  []uint32 // hashes; 0 is an empty place
	words []wordEntry
}

type wordEntry struct {
	text  string
	sense *sense
}

func newWordTable(words map[string]*sense) *wordTable {
	size := 1 << bits.Len(uint(4*len(words))) // a quarter full at most: hardly two words in a row
	t := &wordTable{uint32(size - 1), make([]uint32, size), make([]wordEntry, size)}
	for text, s := range words {
		key := hashWord([]byte(text))
		at := key >> 1 & t.mask
		for t.keys[at] != 0 {
			at = (at + 1) & t.mask
		}
		t.keys[at], t.words[at] = key, wordEntry{text, s}
	}
	return t
}

func (t *wordTable) find(word []byte) *sense {
	key := hashWord(word)
	for at := key >> 1 & t.mask; t.keys[at] != 0; at = (at + 1) & t.mask {
		if t.keys[at] == key && t.words[at].text == string(word) {
			return t.words[at].sense
		}
	}
	return nil
}

// hashWord mixes the length, the beginning and the end of a word: all of it up to 16
// bytes. It is never 0.
func hashWord(word []byte) uint32 {
	const odd = 0x9e3779b97f4a7c15 // the golden ratio, which spreads bits well
	n := len(word)
	h := uint64(n)
	switch {
	case n >= 8:
		h = (h ^ binary.LittleEndian.Uint64(word)) * odd
		h = (h ^ h>>32 ^ binary.LittleEndian.Uint64(word[n-8:])) * odd
	case n >= 4:
		h = (h<<60 ^ uint64(binary.LittleEndian.Uint32(word)) ^ uint64(binary.LittleEndian.Uint32(word[n-4:]))<<32) * odd
	case n > 0:
		h = (h<<24 | uint64(word[0])<<16 | uint64(word[n/2])<<8 | uint64(word[n-1])) * odd
	}
	return uint32(h>>32) | 1
}
