package duckdb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/martsql/mart/engine"
)

// s3Objects is a bucket behind the S3 protocol: of Amazon, or of any server that speaks it.
type s3Objects struct {
	client *s3.Client
	bucket string
	kmsKey string
	// copyPart is the largest copy that is asked for at once: 5 GB by the protocol.
	copyPart int64
}

var _ objects = (*s3Objects)(nil)

// openS3 opens a bucket with a secret of the target. It asks the network for nothing
// but, for some credential chains, credentials.
func openS3(ctx context.Context, bucket string, s secret, again retries) (*s3Objects, error) {
	options := s3.Options{Region: s.text("region"), Retryer: again.retryer()}
	if err := s3Credentials(ctx, s, &options); err != nil {
		return nil, err
	}
	if options.Region == "" {
		options.Region = "us-east-1" // as DuckDB does
	}
	if endpoint := s.text("endpoint"); endpoint != "" {
		if !strings.Contains(endpoint, "://") {
			scheme := "https://"
			if s.text("use_ssl") == "false" {
				scheme = "http://"
			}
			endpoint = scheme + endpoint
		}
		options.BaseEndpoint = aws.String(endpoint)
	}
	options.UsePathStyle = strings.EqualFold(s.text("url_style"), "path")
	return &s3Objects{client: s3.New(options), bucket: bucket, kmsKey: s.text("kms_key_id"), copyPart: 5 << 30}, nil
}

// retries is how often a request is made again, and after what wait: as DuckDB's own
// requests are, by the same settings.
type retries struct {
	times   int
	wait    time.Duration
	backoff float64
}

// retriesOf reads DuckDB's settings; its defaults are ours.
func retriesOf(options []option) retries {
	r := retries{times: 3, wait: 100 * time.Millisecond, backoff: 4}
	for _, o := range options {
		n, err := strconv.ParseFloat(textOf(o.value), 64)
		if err != nil {
			continue // DuckDB has refused it
		}
		switch strings.ToLower(o.name) {
		case "http_retries":
			r.times = int(n)
		case "http_retry_wait_ms":
			r.wait = time.Duration(n) * time.Millisecond
		case "http_retry_backoff":
			r.backoff = n
		}
	}
	return r
}

func (r retries) retryer() aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.MaxAttempts = r.times + 1
		o.RateLimiter = ratelimit.None
		o.Backoff = retry.BackoffDelayerFunc(func(attempt int, _ error) (time.Duration, error) {
			return time.Duration(float64(r.wait) * math.Pow(r.backoff, float64(attempt-1))), nil
		})
	})
}

// s3Credentials are the secret's own, or those of the machine, or none.
func s3Credentials(ctx context.Context, s secret, options *s3.Options) error {
	if !strings.EqualFold(s.text("provider"), "credential_chain") {
		options.Credentials = aws.AnonymousCredentials{}
		if id := s.text("key_id"); id != "" {
			options.Credentials = credentials.NewStaticCredentialsProvider(id, s.text("secret"), s.text("session_token"))
		}
		return nil
	}
	var with []func(*config.LoadOptions) error
	if profile := s.text("profile"); profile != "" {
		with = append(with, config.WithSharedConfigProfile(profile))
	}
	if options.Region != "" {
		with = append(with, config.WithRegion(options.Region))
	}
	machine, err := config.LoadDefaultConfig(ctx, with...)
	if err != nil {
		return err
	}
	options.Credentials, options.Region = machine.Credentials, machine.Region
	return nil
}

// List asks for the keys in pages of a thousand.
func (o *s3Objects) List(ctx context.Context, prefix string) ([]object, error) {
	var out []object
	pages := s3.NewListObjectsV2Paginator(o.client, &s3.ListObjectsV2Input{Bucket: &o.bucket, Prefix: &prefix})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, e := range page.Contents {
			out = append(out, object{
				Key: aws.ToString(e.Key), Size: aws.ToInt64(e.Size), Modified: aws.ToTime(e.LastModified).UTC().Truncate(time.Microsecond),
				ETag: strings.Trim(aws.ToString(e.ETag), `"`),
			})
		}
	}
	return out, nil
}

// Get opens an object.
func (o *s3Objects) Get(ctx context.Context, key, etag string) (io.ReadCloser, error) {
	in := &s3.GetObjectInput{Bucket: &o.bucket, Key: &key}
	if etag != "" {
		in.IfMatch = aws.String(`"` + etag + `"`)
	}
	out, err := o.client.GetObject(ctx, in)
	if err != nil {
		return nil, o.plain(err)
	}
	return out.Body, nil
}

// Put writes an object; a large one in parts, which become one object at the end.
func (o *s3Objects) Put(ctx context.Context, key string, body io.ReadSeeker) error {
	in := &s3.PutObjectInput{Bucket: &o.bucket, Key: &key, Body: body}
	if o.kmsKey != "" {
		in.ServerSideEncryption, in.SSEKMSKeyId = types.ServerSideEncryptionAwsKms, &o.kmsKey
	}
	uploader := manager.NewUploader(o.client, func(u *manager.Uploader) { u.PartSize, u.Concurrency = 16<<20, 2 })
	_, err := uploader.Upload(ctx, in)
	return err
}

// Copy copies within the bucket, on the server.
func (o *s3Objects) Copy(ctx context.Context, from, to string, size int64) error {
	if size > o.copyPart {
		return o.copyParts(ctx, from, to, size)
	}
	in := &s3.CopyObjectInput{Bucket: &o.bucket, Key: &to, CopySource: aws.String(o.bucket + "/" + escaped(from))}
	if o.kmsKey != "" {
		in.ServerSideEncryption, in.SSEKMSKeyId = types.ServerSideEncryptionAwsKms, &o.kmsKey
	}
	_, err := o.client.CopyObject(ctx, in)
	return o.plain(err)
}

// copyParts copies what is too large for one copy. The parts become the object at once.
func (o *s3Objects) copyParts(ctx context.Context, from, to string, size int64) error {
	in := &s3.CreateMultipartUploadInput{Bucket: &o.bucket, Key: &to}
	if o.kmsKey != "" {
		in.ServerSideEncryption, in.SSEKMSKeyId = types.ServerSideEncryptionAwsKms, &o.kmsKey
	}
	upload, err := o.client.CreateMultipartUpload(ctx, in)
	if err != nil {
		return o.plain(err)
	}
	var parts []types.CompletedPart
	for begin := int64(0); begin < size; begin += o.copyPart {
		n := aws.Int32(int32(len(parts) + 1))
		part, err := o.client.UploadPartCopy(ctx, &s3.UploadPartCopyInput{
			Bucket: &o.bucket, Key: &to, UploadId: upload.UploadId, PartNumber: n, CopySource: aws.String(o.bucket + "/" + escaped(from)),
			CopySourceRange: aws.String(fmt.Sprintf("bytes=%d-%d", begin, min(begin+o.copyPart, size)-1)),
		})
		if err != nil {
			_, undo := o.client.AbortMultipartUpload(context.WithoutCancel(ctx), &s3.AbortMultipartUploadInput{Bucket: &o.bucket, Key: &to, UploadId: upload.UploadId})
			return errors.Join(o.plain(err), undo)
		}
		parts = append(parts, types.CompletedPart{ETag: part.CopyPartResult.ETag, PartNumber: n})
	}
	_, err = o.client.CompleteMultipartUpload(ctx, &s3.CompleteMultipartUploadInput{
		Bucket: &o.bucket, Key: &to, UploadId: upload.UploadId, MultipartUpload: &types.CompletedMultipartUpload{Parts: parts},
	})
	return err
}

// Delete removes an object.
func (o *s3Objects) Delete(ctx context.Context, key string) error {
	_, err := o.client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: &o.bucket, Key: &key})
	return err
}

// plain puts the two answers that callers look for into our own words.
func (o *s3Objects) plain(err error) error {
	var api smithy.APIError
	if !errors.As(err, &api) {
		return err
	}
	switch api.ErrorCode() {
	case "NoSuchKey", "NotFound":
		return errNoObject
	case "PreconditionFailed":
		return errChanged
	}
	return err
}

// s3Fault sorts an error of an S3 client, and says it in few words.
func s3Fault(err error) (engine.ErrorKind, string) {
	var api smithy.APIError
	var answer *smithyhttp.ResponseError
	var network net.Error
	switch {
	case errors.Is(err, errChanged):
		return engine.TemporaryError, err.Error()
	case errors.As(err, &answer) && (answer.HTTPStatusCode() >= 500 || answer.HTTPStatusCode() == 429):
		return engine.TemporaryError, fmt.Sprintf("the object store answers HTTP %d, and did so again each time mart asked", answer.HTTPStatusCode())
	case errors.As(err, &api) && api.ErrorCode() == "NoSuchBucket":
		return engine.UnreachableError, "there is no such bucket"
	case errors.As(err, &api):
		return engine.UnreachableError, strings.TrimSuffix("the object store says "+api.ErrorCode()+": "+api.ErrorMessage(), ": ")
	case errors.As(err, &network), errors.Is(err, io.ErrUnexpectedEOF):
		return engine.TemporaryError, "the object store does not answer: " + lastOf(err).Error()
	}
	return engine.OtherError, err.Error()
}

// lastOf is the innermost error: the SDK wraps many layers of its own around it.
func lastOf(err error) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err
}
