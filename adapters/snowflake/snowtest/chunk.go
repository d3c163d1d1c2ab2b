package snowtest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// chunkReply points to a file of rows (ExecResponseChunk of the driver's internal/query).
type chunkReply struct {
	URL              string `json:"url"`
	RowCount         int    `json:"rowCount"`
	UncompressedSize int    `json:"uncompressedSize"`
	CompressedSize   int    `json:"compressedSize"`
}

// chunkHeader must come with every request for a chunk: the driver sends the headers it
// was told (chunk_downloader.go), as the customer key of a bucket.
const chunkHeader = "X-Snowtest-Chunk-Key"

// split makes chunks of the rows that do not stand in the reply.
func (s *Server) split(e *execution, columns []account.Column, rows [][]any, q *queryReply) error {
	for len(rows) > 0 {
		n := min(len(rows), s.options.ChunkRows)
		plain, err := encodeChunk(q.QueryResultFormat, columns, rows[:n])
		if err != nil {
			return err
		}
		packed, err := pack(plain)
		if err != nil {
			return err
		}
		url := fmt.Sprintf("http://%s/results/%s/%d", s.listener.Addr(), e.queryID, len(e.chunks))
		q.Chunks = append(q.Chunks, chunkReply{URL: url, RowCount: n, UncompressedSize: len(plain), CompressedSize: len(packed)})
		e.chunks = append(e.chunks, packed)
		rows = rows[n:]
	}
	if len(q.Chunks) > 0 {
		q.ChunkHeaders = map[string]string{chunkHeader: e.queryID}
	}
	return nil
}

// encodeChunk writes rows as a chunk has them: an Arrow stream, or JSON arrays without the
// brackets around them, which the driver adds (largeResultSetReader).
func encodeChunk(format string, columns []account.Column, rows [][]any) ([]byte, error) {
	if format == formatArrow {
		return arrowRows(columns, rows)
	}
	set, err := jsonRows(columns, rows)
	if err != nil {
		return nil, err
	}
	b, err := json.Marshal(set)
	if err != nil {
		return nil, err
	}
	return b[1 : len(b)-1], nil
}

func pack(b []byte) ([]byte, error) {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// chunk serves a file of rows. The driver finds by its first bytes that it is gzip.
func (s *Server) chunk(w http.ResponseWriter, r *request) {
	e := s.queries.get(r.PathValue("id"))
	n, err := strconv.Atoi(r.PathValue("chunk"))
	if e == nil || err != nil || !e.over() || n < 0 || n >= len(e.chunks) {
		http.NotFound(w, r.Request)
		return
	}
	if r.Header.Get(chunkHeader) != e.queryID {
		http.Error(w, "the key is missing", http.StatusForbidden)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(e.chunks[n])
}
