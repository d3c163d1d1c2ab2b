package snowflake

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des" //nolint:gosec // keys that openssl encrypted with its old default
	"crypto/pbkdf2"
	"crypto/rsa"
	"crypto/sha1" //nolint:gosec // the default of PBKDF2, for the same keys
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"hash"
	"strings"
)

// readKey reads the private key of key-pair authentication, from its file or from the
// text of an environment variable.
func (r *reader) readKey() *rsa.PrivateKey {
	where, text := "private_key", r.secret("private_key")
	if text == "" {
		if r.text("private_key_path") == "" {
			return nil // told already
		}
		before := len(r.faults)
		where, text = "private_key_path", r.file("private_key_path")
		if len(r.faults) > before {
			return nil
		}
	}
	key, err := parseKey(text, r.secret("private_key_passphrase"))
	if err != nil {
		r.fail("%s: %v", where, err)
	}
	return key
}

var (
	errNoPassphrase    = errors.New("the key is encrypted: give private_key_passphrase")
	errWrongPassphrase = errors.New("private_key_passphrase does not open the key")
	errNotAKey         = errors.New("this is no RSA private key in PKCS#8 PEM form (-----BEGIN PRIVATE KEY-----)")
)

// parseKey reads a PEM text, one whose lines an environment variable has joined by \n,
// or the bare base64 between its first and last line. No error has a part of it.
func parseKey(text, passphrase string) (*rsa.PrivateKey, error) {
	text = strings.ReplaceAll(text, `\n`, "\n")
	kind, der := "", []byte(nil)
	if block, _ := pem.Decode([]byte(text)); block != nil {
		kind, der = block.Type, block.Bytes
	} else {
		b, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
		if err != nil {
			return nil, errNotAKey
		}
		kind, der = "PRIVATE KEY", b
		if passphrase != "" {
			kind = "ENCRYPTED PRIVATE KEY"
		}
	}
	switch kind {
	case "RSA PRIVATE KEY":
		key, err := x509.ParsePKCS1PrivateKey(der)
		if err != nil {
			return nil, errNotAKey
		}
		return key, nil
	case "ENCRYPTED PRIVATE KEY":
		if passphrase == "" {
			return nil, errNoPassphrase
		}
		plain, err := decryptKey(der, passphrase)
		if err != nil {
			return nil, err
		}
		key, err := pkcs8(plain)
		if err != nil {
			return nil, errWrongPassphrase
		}
		return key, nil
	case "PRIVATE KEY":
		return pkcs8(der)
	}
	return nil, errNotAKey
}

func pkcs8(der []byte) (*rsa.PrivateKey, error) {
	key, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, errNotAKey
	}
	if rsaKey, ok := key.(*rsa.PrivateKey); ok {
		return rsaKey, nil
	}
	return nil, fmt.Errorf("this is a %T; Snowflake takes RSA keys only", key)
}

// The parts of an encrypted PKCS#8 key (RFC 5958, RFC 8018).
type (
	encryptedKey struct {
		Algorithm pkix.AlgorithmIdentifier
		Data      []byte
	}
	pbes2Params struct {
		KDF, Cipher pkix.AlgorithmIdentifier
	}
	pbkdf2Params struct {
		Salt       []byte
		Iterations int
		KeyLength  int                      `asn1:"optional"`
		PRF        pkix.AlgorithmIdentifier `asn1:"optional"`
	}
)

// The names of the algorithms, as ASN.1 has them.
const (
	oidPBES2  = "1.2.840.113549.1.5.13"
	oidPBKDF2 = "1.2.840.113549.1.5.12"
)

var keyCiphers = map[string]struct {
	length int
	make   func([]byte) (cipher.Block, error)
}{
	"2.16.840.1.101.3.4.1.2":  {16, aes.NewCipher},
	"2.16.840.1.101.3.4.1.22": {24, aes.NewCipher},
	"2.16.840.1.101.3.4.1.42": {32, aes.NewCipher},
	"1.2.840.113549.3.7":      {24, des.NewTripleDESCipher},
}

var keyHashes = map[string]func() hash.Hash{
	"":                    sha1.New,
	"1.2.840.113549.2.7":  sha1.New,
	"1.2.840.113549.2.9":  sha256.New,
	"1.2.840.113549.2.10": sha512.New384,
	"1.2.840.113549.2.11": sha512.New,
}

// decryptKey opens a key that was encrypted by a passphrase (PBES2: PBKDF2 with AES or
// triple DES in CBC mode, which is what openssl writes).
func decryptKey(der []byte, passphrase string) ([]byte, error) {
	var outer encryptedKey
	if _, err := asn1.Unmarshal(der, &outer); err != nil {
		return nil, errNotAKey
	}
	unsupported := errors.New("the key is encrypted in a way that mart cannot open; write it again with: openssl pkcs8 -topk8 -v2 aes256 -in KEY")
	var scheme pbes2Params
	if outer.Algorithm.Algorithm.String() != oidPBES2 {
		return nil, unsupported
	}
	if _, err := asn1.Unmarshal(outer.Algorithm.Parameters.FullBytes, &scheme); err != nil || scheme.KDF.Algorithm.String() != oidPBKDF2 {
		return nil, unsupported
	}
	var kdf pbkdf2Params
	var iv []byte
	if _, err := asn1.Unmarshal(scheme.KDF.Parameters.FullBytes, &kdf); err != nil {
		return nil, unsupported
	}
	if _, err := asn1.Unmarshal(scheme.Cipher.Parameters.FullBytes, &iv); err != nil {
		return nil, unsupported
	}
	prf, known := keyHashes[kdf.PRF.Algorithm.String()]
	blockCipher, knownToo := keyCiphers[scheme.Cipher.Algorithm.String()]
	if !known || !knownToo || kdf.Iterations < 1 {
		return nil, unsupported
	}
	secret, err := pbkdf2.Key(prf, passphrase, kdf.Salt, kdf.Iterations, blockCipher.length)
	if err != nil {
		return nil, unsupported
	}
	block, err := blockCipher.make(secret)
	if err != nil || len(iv) != block.BlockSize() || len(outer.Data) == 0 || len(outer.Data)%block.BlockSize() != 0 {
		return nil, errNotAKey
	}
	plain := make([]byte, len(outer.Data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, outer.Data)
	if pad := int(plain[len(plain)-1]); pad >= 1 && pad <= block.BlockSize() {
		return plain[:len(plain)-pad], nil
	}
	return nil, errWrongPassphrase
}
