package snowflake_test

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/martsql/mart/adapters/snowflake"
)

// aKey makes one key for all tests: making them takes long.
var aKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// newKey is a private key, and its PEM text.
func newKey(t testing.TB) (string, *rsa.PrivateKey) {
	t.Helper()
	key, err := aKey()
	if err != nil {
		t.Fatal(err)
	}
	return encode(t, "PRIVATE KEY", pkcs8(t, key)), key
}

func pkcs8(t testing.TB, key any) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func encode(t testing.TB, kind string, der []byte) string {
	t.Helper()
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

// encrypt is the other way round of the adapter's: PBES2, PBKDF2 with SHA-256, AES-256.
func encrypt(t testing.TB, plain []byte, passphrase string) []byte {
	t.Helper()
	salt, iv := []byte("a salt, 16 bytes"), []byte("an iv, 16 bytes.")
	secret, err := pbkdf2.Key(sha256.New, passphrase, salt, 2048, 32)
	if err != nil {
		t.Fatal(err)
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		t.Fatal(err)
	}
	pad := aes.BlockSize - len(plain)%aes.BlockSize
	data := append(bytes.Clone(plain), bytes.Repeat([]byte{byte(pad)}, pad)...)
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(data, data)
	algorithm := func(oid asn1.ObjectIdentifier, params any) pkix.AlgorithmIdentifier {
		raw, err := asn1.Marshal(params)
		if err != nil {
			t.Fatal(err)
		}
		return pkix.AlgorithmIdentifier{Algorithm: oid, Parameters: asn1.RawValue{FullBytes: raw}}
	}
	kdf := algorithm(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}, struct {
		Salt       []byte
		Iterations int
		PRF        pkix.AlgorithmIdentifier
	}{salt, 2048, pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}, Parameters: asn1.NullRawValue}})
	scheme := algorithm(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}, struct{ KDF, Cipher pkix.AlgorithmIdentifier }{
		kdf, algorithm(asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 42}, iv),
	})
	der, err := asn1.Marshal(struct {
		Algorithm pkix.AlgorithmIdentifier
		Data      []byte
	}{scheme, data})
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func TestKeys(t *testing.T) {
	text, key := newKey(t)
	encrypted := encrypt(t, pkcs8(t, key), "open sesame")
	for what, c := range map[string]struct{ text, passphrase string }{
		"PKCS#8":              {text, ""},
		"PKCS#1":              {encode(t, "RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key)), ""},
		"joined lines":        {strings.ReplaceAll(text, "\n", `\n`), ""},
		"base64 alone":        {base64.StdEncoding.EncodeToString(pkcs8(t, key)), ""},
		"encrypted":           {encode(t, "ENCRYPTED PRIVATE KEY", encrypted), "open sesame"},
		"encrypted, base64":   {base64.StdEncoding.EncodeToString(encrypted), "open sesame"},
		"a needless password": {text, "open sesame"},
	} {
		got, err := snowflake.ParseKey(c.text, c.passphrase)
		if err != nil || !got.Equal(key) {
			t.Errorf("%s: %v", what, err)
		}
	}
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for want, c := range map[string]struct{ text, passphrase string }{
		"the key is encrypted: give private_key_passphrase": {encode(t, "ENCRYPTED PRIVATE KEY", encrypted), ""},
		"private_key_passphrase does not open the key":      {encode(t, "ENCRYPTED PRIVATE KEY", encrypted), "open barley"},
		"Snowflake takes RSA keys only":                     {encode(t, "PRIVATE KEY", pkcs8(t, curve)), ""},
		"this is no RSA private key":                        {"hello", ""},
	} {
		if _, err := snowflake.ParseKey(c.text, c.passphrase); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// The keys that openssl encrypts, in the ways that Snowflake's documentation names.
func TestKeysOfOpenssl(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is not installed")
	}
	text, key := newKey(t)
	file := filepath.Join(t.TempDir(), "key.p8")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, how := range []string{"aes256", "aes-128-cbc", "des3"} {
		out, err := exec.Command(openssl, "pkcs8", "-topk8", "-v2", how, "-in", file, "-passout", "pass:open sesame").Output()
		if err != nil {
			t.Fatalf("openssl %s: %v", how, err)
		}
		got, err := snowflake.ParseKey(string(out), "open sesame")
		if err != nil || !got.Equal(key) {
			t.Errorf("%s: %v", how, err)
		}
	}
}

func FuzzKey(f *testing.F) {
	f.Add("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n", "p")
	f.Add("MAA=", "")
	key, err := aKey()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(base64.StdEncoding.EncodeToString(encrypt(f, pkcs8(f, key), "p")), "p")
	f.Fuzz(func(t *testing.T, text, passphrase string) {
		if key, err := snowflake.ParseKey(text, passphrase); err == nil && key == nil {
			t.Error("neither a key nor an error")
		}
	})
}
