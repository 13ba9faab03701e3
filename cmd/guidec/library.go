package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/spf13/cobra"

	"guidec/internal/cache"
	"guidec/internal/compile"
)

// A libraryRun holds the flags for folders of many guides.
type libraryRun struct {
	noCache bool
	shard   string
}

func (r *libraryRun) flags(c *cobra.Command) {
	c.Flags().StringVar(&r.shard, "shard", "", "build part i of n of the guides, as in 2/8")
	c.Flags().BoolVar(&r.noCache, "no-cache", false, "make everything anew, and keep nothing in "+cacheFolder)
}

// cacheFolder is where compiled guides are kept, in the current folder.
var cacheFolder = filepath.Join(".guidec", "cache")

// cacheBytes bounds the cache: some thousand guides.
const cacheBytes = 1 << 30

// apply gives the flags' meaning to the options.
func (r *libraryRun) apply(o *compile.Options) error {
	if r.shard != "" {
		var rest string
		n, _ := fmt.Sscanf(r.shard+" .", "%d/%d %s", &o.Shard.Index, &o.Shard.Of, &rest)
		if s := o.Shard; n != 3 || rest != "." || s.Index < 1 || s.Index > s.Of {
			return usagef("--shard is %q; it takes a part and the number of parts, as in 2/8", r.shard)
		}
	}
	if program, ok := identity(); ok && !r.noCache {
		o.Cache, o.Program = cache.Open(cacheFolder, cacheBytes), program
	}
	return nil
}

// identity tells this build of the program from any other: the file that
// runs, by its size and time, and what it says of itself.
func identity() (string, bool) {
	path, err := os.Executable()
	if err != nil {
		return "", false
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", false
	}
	build, _ := debug.ReadBuildInfo()
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano(), build), true
}
