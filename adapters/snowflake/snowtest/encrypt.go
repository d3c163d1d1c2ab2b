package snowtest

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"errors"
)

// A stageKey is the key the driver wraps the key of a file with (snowflakeFileEncryption
// of its encrypt_util.go).
type stageKey struct {
	Master  string `json:"queryStageMasterKey"`
	QueryID string `json:"queryId"`
	Number  int64  `json:"smkId"`
}

func newStageKey(queryID string) *stageKey {
	var key [16]byte
	_, _ = rand.Read(key[:]) // never fails
	return &stageKey{Master: base64.StdEncoding.EncodeToString(key[:]), QueryID: queryID, Number: 1}
}

// encryptionData comes with an encrypted upload.
type encryptionData struct {
	WrappedContentKey struct {
		EncryptedKey string `json:"EncryptedKey"`
	} `json:"WrappedContentKey"`
	ContentEncryptionIV string `json:"ContentEncryptionIV"`
}

var errSealed = errors.New("the upload cannot be decrypted")

// open decrypts a file: AES in CBC mode with its own key, which is wrapped by the stage
// key in ECB mode, both padded (encryptStreamCBC).
func (k *stageKey) open(meta encryptionData, sealed []byte) ([]byte, error) {
	master, err1 := base64.StdEncoding.DecodeString(k.Master)
	wrapped, err2 := base64.StdEncoding.DecodeString(meta.WrappedContentKey.EncryptedKey)
	iv, err3 := base64.StdEncoding.DecodeString(meta.ContentEncryptionIV)
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, err
	}
	outer, err := aes.NewCipher(master)
	if err != nil {
		return nil, err
	}
	if len(wrapped)%aes.BlockSize != 0 || len(sealed)%aes.BlockSize != 0 || len(sealed) == 0 || len(iv) != aes.BlockSize {
		return nil, errSealed
	}
	key := make([]byte, len(wrapped))
	for i := 0; i < len(wrapped); i += aes.BlockSize {
		outer.Decrypt(key[i:], wrapped[i:])
	}
	if key, err = unpad(key); err != nil {
		return nil, err
	}
	inner, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	plain := make([]byte, len(sealed))
	cipher.NewCBCDecrypter(inner, iv).CryptBlocks(plain, sealed)
	return unpad(plain)
}

func unpad(b []byte) ([]byte, error) {
	if len(b) == 0 {
		return nil, errSealed
	}
	n := int(b[len(b)-1])
	if n < 1 || n > aes.BlockSize || n > len(b) {
		return nil, errSealed
	}
	return b[:len(b)-n], nil
}
