package snowtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// transferReply are the fields of a reply to PUT and GET (query.go, file_transfer_agent.go).
type transferReply struct {
	Command            string    `json:"command"`
	Operation          string    `json:"operation"`
	LocalLocation      string    `json:"localLocation,omitempty"`
	SrcLocations       []string  `json:"src_locations"`
	Parallel           int       `json:"parallel"`
	Threshold          int       `json:"threshold"`
	AutoCompress       bool      `json:"autoCompress"`
	Overwrite          bool      `json:"overwrite"`
	SourceCompression  string    `json:"sourceCompression"`
	StageInfo          stageInfo `json:"stageInfo"`
	PresignedURLs      []string  `json:"presignedUrls,omitempty"`
	EncryptionMaterial any       `json:"encryptionMaterial,omitempty"`
}

type stageInfo struct {
	LocationType          string            `json:"locationType"`
	Location              string            `json:"location"`
	Path                  string            `json:"path"`
	Region                string            `json:"region"`
	IsClientSideEncrypted bool              `json:"isClientSideEncrypted"`
	Creds                 map[string]string `json:"creds"`
	PresignedURL          string            `json:"presignedUrl,omitempty"`
}

// A place of files that was granted by a PUT or GET.
type allowance struct {
	session  *session
	transfer account.Transfer
	sealed   bool // uploads are encrypted
}

// uploads are the transfers under way and the file that came last.
type uploads struct {
	mu      sync.Mutex
	granted map[string]*allowance
	folders map[string]string // of a session's stages with their path
	keys    map[string]*stageKey
	last    string
}

// transfer tells the driver where files go or come from. For a bucket of Google's the
// driver sends the PUT again for each file and takes the signed URL of that answer.
func (s *Server) transfer(e *execution, t account.Transfer) (*transferReply, error) {
	if len(t.Sources) == 0 {
		return nil, internal(errors.New("a transfer without a local path"))
	}
	out := &transferReply{
		Command: "UPLOAD", Operation: "Node", SrcLocations: t.Sources, Parallel: max(t.Parallel, 1), Threshold: 209715200,
		AutoCompress: t.AutoCompress, Overwrite: t.Overwrite, SourceCompression: strings.ToLower(t.Compression),
		StageInfo: stageInfo{LocationType: string(s.options.Transfer), Location: t.Stage + "/" + t.Folder, Path: t.Folder, Region: "test", Creds: map[string]string{}},
	}
	orDefault(&out.SourceCompression, "auto_detect")
	if !t.Upload {
		out.Command, out.LocalLocation, out.SrcLocations = "DOWNLOAD", t.Sources[0], t.Files
	}
	if s.options.Transfer == TransferLocal {
		return out, s.local(t, out)
	}
	token, key := s.uploads.grant(e, t, s.options.Encrypt && t.Upload)
	base := fmt.Sprintf("http://%s/stage/%s/", s.listener.Addr(), token)
	if !t.Upload {
		for _, f := range t.Files {
			out.PresignedURLs = append(out.PresignedURLs, base+escape(f))
		}
		return out, nil
	}
	if key != nil {
		out.EncryptionMaterial, out.StageInfo.IsClientSideEncrypted = key, true
	}
	out.StageInfo.PresignedURL = base + url.PathEscape(uploadName(t.Sources[0]))
	return out, nil
}

// uploadName is the name a file gets. For a pattern the driver asks again with the
// pattern up to its last wildcard followed by the name (strings.TrimRight in
// updateFileMetadataWithPresignedURL), so the name begins behind the wildcard.
func uploadName(source string) string {
	name := source[strings.LastIndexAny(source, `/\`)+1:]
	return name[strings.LastIndexAny(name, "*?]")+1:]
}

func escape(path string) string {
	parts := strings.Split(path, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return strings.Join(parts, "/")
}

// grant makes a token for the URLs of a transfer, and a key if files shall be encrypted.
func (u *uploads) grant(e *execution, t account.Transfer, sealed bool) (string, *stageKey) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.granted == nil {
		u.granted, u.folders, u.keys = map[string]*allowance{}, map[string]string{}, map[string]*stageKey{}
	}
	token := randomName()
	u.granted[token] = &allowance{session: e.session, transfer: t, sealed: sealed}
	if !sealed {
		return token, nil
	}
	key := newStageKey(e.queryID)
	u.keys[e.queryID] = key
	return token, key
}

// keyOf finds the key of an encrypted file by its description: the driver takes the key
// from the first answer to a PUT and the URL from the second.
func (u *uploads) keyOf(r *request) (*stageKey, error) {
	var d struct {
		QueryID string `json:"queryId"`
	}
	if err := json.Unmarshal([]byte(r.Header.Get("x-goog-meta-matdesc")), &d); err != nil {
		return nil, fmt.Errorf("the upload should be encrypted, but says not by which key: %w", err)
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	key, ok := u.keys[d.QueryID]
	if !ok {
		return nil, fmt.Errorf("the upload is encrypted by an unknown key, of the query %q", d.QueryID)
	}
	return key, nil
}

func (u *uploads) find(token string) *allowance {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.granted[token]
}

// local lets the driver copy files itself. It opens the target without cutting what
// is there (local_storage_client.go), so a file that may be overwritten goes first.
func (s *Server) local(t account.Transfer, out *transferReply) error {
	name := "x"
	if !t.Upload {
		if len(t.Files) == 0 {
			return nil
		}
		name = t.Files[0]
	}
	path, err := s.backend.StagePath(t, name)
	if err != nil {
		return err
	}
	out.StageInfo.Location = strings.TrimSuffix(path, filepath.FromSlash(name))
	if !t.Upload || !t.Overwrite {
		return nil
	}
	for _, source := range t.Sources {
		matches, _ := filepath.Glob(source)
		for _, m := range matches {
			for _, suffix := range []string{"", ".gz"} {
				_ = os.Remove(filepath.Join(out.StageInfo.Location, filepath.Base(m)+suffix))
			}
		}
	}
	return nil
}

// upload takes the bytes of a file. It appears in the stage only when all are there.
// Without OVERWRITE a file that is there stays, as Snowflake's does; the driver says
// UPLOADED all the same, since it cannot look behind a signed URL.
func (s *Server) upload(w http.ResponseWriter, r *request) {
	a := s.uploads.find(r.PathValue("token"))
	if a == nil || !a.transfer.Upload {
		http.Error(w, "the signed URL is not known", http.StatusForbidden)
		return
	}
	path, err := s.pathOf(a, r)
	var key *stageKey
	if err == nil && a.sealed {
		key, err = s.uploads.keyOf(r)
	}
	if err == nil {
		err = s.store(a, path, r, key)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.uploads.mu.Lock()
	defer s.uploads.mu.Unlock()
	s.uploads.last = path
	s.uploads.folders[folderKey(a.session, "@"+a.transfer.Stage+"/"+a.transfer.Folder)] = filepath.Dir(path)
}

// pathOf is the file of a signed URL, inside its stage.
func (s *Server) pathOf(a *allowance, r *request) (string, error) {
	name := r.PathValue("name")
	if !filepath.IsLocal(name) {
		return "", fmt.Errorf("%q is not the name of a file in a stage", name)
	}
	return s.backend.StagePath(a.transfer, name)
}

func (s *Server) store(a *allowance, path string, r *request, key *stageKey) error {
	if _, err := os.Stat(path); err == nil && !a.transfer.Overwrite {
		_, err := io.Copy(io.Discard, r.Body)
		return err
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(s.folder.incoming(), "upload-*")
	if err != nil {
		return err
	}
	err = unseal(f, r, key)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// unseal writes the bytes of an upload, decrypted if there is a key.
func unseal(w io.Writer, r *request, key *stageKey) error {
	if key == nil {
		_, err := io.Copy(w, r.Body)
		return err
	}
	var meta encryptionData
	if err := json.Unmarshal([]byte(r.Header.Get("x-goog-meta-encryptiondata")), &meta); err != nil {
		return fmt.Errorf("the upload should be encrypted, but says not how: %w", err)
	}
	sealed, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	plain, err := key.open(meta, sealed)
	if err != nil {
		return err
	}
	_, err = w.Write(plain)
	return err
}

// download gives the bytes of a file; http.ServeFile answers HEAD and ranges too.
func (s *Server) download(w http.ResponseWriter, r *request) {
	a := s.uploads.find(r.PathValue("token"))
	if a == nil || a.transfer.Upload {
		http.Error(w, "the signed URL is not known", http.StatusForbidden)
		return
	}
	path, err := s.pathOf(a, r)
	if err != nil {
		http.NotFound(w, r.Request)
		return
	}
	http.ServeFile(w, r.Request, path)
}

// hide moves the file that came last out of sight until back is called.
func (u *uploads) hide(where string) (back func(), err error) {
	u.mu.Lock()
	path := u.last
	u.mu.Unlock()
	if path == "" {
		return nil, errors.New("the fault CopyOmitsFile has no uploaded file to hide")
	}
	dir, err := os.MkdirTemp(where, "hidden-")
	if err != nil {
		return nil, err
	}
	aside := filepath.Join(dir, filepath.Base(path))
	if err := os.Rename(path, aside); err != nil {
		return nil, err
	}
	return func() {
		_ = os.Rename(aside, path)
		_ = os.Remove(dir)
	}, nil
}

func folderKey(ses *session, stage string) string {
	return fmt.Sprintf("%d %s", ses.id, strings.ToUpper(strings.Trim(stage, "/")))
}

// folderOf is the folder of files that a session uploaded to a stage and path.
func (u *uploads) folderOf(ses *session, stage string) string {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.folders[folderKey(ses, stage)]
}
