package snowflake

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/snowflakedb/gosnowflake/v2"
)

// A jsonSource reads a result in the JSON format: rows of texts, first those that came
// with the answer, then chunks of more.
type jsonSource struct {
	fields  []field
	inline  [][]*string
	batches []gosnowflake.ArrowStreamBatch
	stream  io.ReadCloser
	decoder *json.Decoder
}

func (s *jsonSource) next(ctx context.Context) ([]any, error) {
	if len(s.inline) > 0 {
		row := s.inline[0]
		s.inline = s.inline[1:]
		return s.row(row)
	}
	for {
		if s.decoder != nil && s.decoder.More() {
			var row []*string
			if err := s.decoder.Decode(&row); err != nil {
				return nil, err
			}
			return s.row(row)
		}
		if err := s.nextChunk(ctx); err != nil {
			return nil, err
		}
	}
}

// nextChunk opens the next chunk. It holds rows with commas between them, not an array.
func (s *jsonSource) nextChunk(ctx context.Context) error {
	if s.decoder != nil {
		// More is false at the end, and where the text breaks off.
		if _, err := s.decoder.Token(); err != nil {
			return noEOF(err)
		}
	}
	if err := s.close(); err != nil {
		return err
	}
	if len(s.batches) == 0 {
		return io.EOF
	}
	var err error
	if s.stream, err = s.batches[0].GetStream(ctx); err != nil {
		return noEOF(err)
	}
	s.batches = s.batches[1:]
	s.decoder = json.NewDecoder(io.MultiReader(strings.NewReader("["), s.stream, strings.NewReader("]")))
	_, err = s.decoder.Token()
	return err
}

// noEOF makes an error of an end that comes too early: io.EOF alone is the good end.
func noEOF(err error) error {
	if err == io.EOF { //nolint:errorlint // the bare one
		return io.ErrUnexpectedEOF
	}
	return err
}

func (s *jsonSource) close() error {
	s.decoder = nil
	if s.stream == nil {
		return nil
	}
	stream := s.stream
	s.stream = nil
	return stream.Close()
}

func (s *jsonSource) row(texts []*string) ([]any, error) {
	out := make([]any, len(s.fields))
	for i, f := range s.fields {
		if i >= len(texts) || texts[i] == nil {
			continue
		}
		v, ok := f.fromText(*texts[i])
		if !ok {
			return nil, fmt.Errorf("column %d: %q is not of type %s", i+1, *texts[i], f.name())
		}
		out[i] = v
	}
	return out, nil
}

// fromText reads a value of the JSON format.
func (f field) fromText(text string) (any, bool) {
	switch f.kind {
	case "fixed":
		return number(text, f.scale)
	case "real":
		return float(text)
	case "boolean":
		switch strings.ToLower(text) {
		case "1", "true":
			return true, true
		case "0", "false":
			return false, true
		}
		return nil, false
	case "date":
		days, err := strconv.ParseInt(text, 10, 64)
		return time.Unix(days*86400, 0).UTC(), err == nil
	case "binary":
		b, err := hex.DecodeString(text)
		return b, err == nil
	case "time":
		sec, nsec, ok := epoch(text)
		return timeOfDay(sec, nsec), ok
	case "timestamp_ntz", "timestamp_ltz":
		sec, nsec, ok := epoch(text)
		return time.Unix(sec, nsec).UTC(), ok
	case "timestamp_tz":
		moment, zone, _ := strings.Cut(text, " ")
		sec, nsec, ok := epoch(moment)
		offset, err := strconv.ParseInt(zone, 10, 64)
		return inZone(time.Unix(sec, nsec), offset), ok && err == nil
	case "variant", "object", "array", "map":
		return compact(text), true
	}
	return text, true
}

func float(text string) (any, bool) {
	switch strings.ToLower(text) {
	case "inf", "infinity":
		return math.Inf(1), true
	case "-inf", "-infinity":
		return math.Inf(-1), true
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil
}
