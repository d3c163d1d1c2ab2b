// Package quiet turns off what the Snowflake driver does besides answering statements:
// probing the machine for a cloud platform, unpacking and loading a native library, and
// recording how it was configured. The driver reads these variables when it is
// initialized, so they are set before that: Go initializes a package that needs nothing
// but os first, and this one's path sorts before the driver's.
//
// A variable that the user has set stays as it is.
package quiet

import "os"

// Variables are the environment variables, and the values that they get.
var Variables = map[string]string{
	"SNOWFLAKE_DISABLE_PLATFORM_DETECTION":  "true",
	"SF_DISABLE_MINICORE":                   "true",
	"SF_TELEMETRY_DISABLE_CONNECTION_SHAPE": "true",
}

var _ = set()

func set() bool {
	for name, value := range Variables {
		if _, there := os.LookupEnv(name); !there {
			_ = os.Setenv(name, value) // fails only for malformed names
		}
	}
	return true
}
