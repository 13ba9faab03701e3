// Package cache keeps what has been made once, by the hash of all that it
// was made from. It decides how entries lie on disk, that a damaged or half
// written entry is never returned, and what goes when there are too many. It
// knows nothing of guides.
//
// An entry is one file. It is written beside its place and renamed, so any
// number of runs may share a folder: two that make the same entry write the
// same bytes.
package cache

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Cache is a folder of entries.
type Cache struct {
	dir   string
	limit int64 // bytes
}

// Open returns the cache in dir, which holds at most limit bytes after Trim.
// The folder is made when the first entry is stored.
func Open(dir string, limit int64) *Cache {
	return &Cache{dir: dir, limit: limit}
}

// A Key names an entry.
type Key [sha256.Size]byte

// A Hasher makes a key of parts. Parts are told apart: "ab", "c" and "a",
// "bc" make different keys.
type Hasher struct{ h hash.Hash }

// NewHasher returns a Hasher that has seen nothing.
func NewHasher() *Hasher { return &Hasher{sha256.New()} }

// Add appends a part.
func (h *Hasher) Add(part []byte) {
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(len(part)))
	h.h.Write(n[:])
	h.h.Write(part)
}

// Key returns the key of the parts so far.
func (h *Hasher) Key() (k Key) {
	h.h.Sum(k[:0])
	return k
}

func (c *Cache) path(k Key) string {
	name := hex.EncodeToString(k[:])
	return filepath.Join(c.dir, name[:2], name[2:]+".entry")
}

// Load returns an entry. It is not found when it was never stored, was
// trimmed, or does not have the content that was stored.
func (c *Cache) Load(k Key) (data []byte, found bool) {
	raw, err := os.ReadFile(c.path(k))
	if err != nil || len(raw) < sha256.Size {
		return nil, false
	}
	data = raw[sha256.Size:]
	sum := sha256.Sum256(data)
	return data, bytes.Equal(sum[:], raw[:sha256.Size])
}

// Store keeps an entry.
func (c *Cache) Store(k Key, data []byte) (err error) {
	path := c.path(k)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), "new-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	sum := sha256.Sum256(data)
	for _, b := range [][]byte{sum[:], data} {
		if _, err = tmp.Write(b); err != nil {
			return err
		}
	}
	if err = tmp.Close(); err != nil {
		return err
	}
	return ignoreMissing(os.Rename(tmp.Name(), path)) // another run may have trimmed it
}

// Trim deletes what was stored first until the rest fits the limit, and with
// it what killed runs have left. An entry that another run deletes at the same
// moment is gone either way; one that another run is still writing is then
// not stored.
func (c *Cache) Trim() error {
	type entry struct {
		path string
		info fs.FileInfo
	}
	var entries []entry
	var total int64
	err := filepath.WalkDir(c.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return ignoreMissing(err)
		}
		info, err := d.Info()
		if err != nil {
			return ignoreMissing(err)
		}
		entries = append(entries, entry{path, info})
		total += info.Size()
		return nil
	})
	if err != nil || total <= c.limit {
		return err
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(a.info.ModTime().Compare(b.info.ModTime()), strings.Compare(a.path, b.path))
	})
	for _, e := range entries {
		if total <= c.limit {
			return nil
		}
		if err := ignoreMissing(os.Remove(e.path)); err != nil {
			return err
		}
		total -= e.info.Size()
	}
	return nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
