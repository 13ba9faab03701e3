package cache

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

func key(parts ...string) Key {
	h := NewHasher()
	for _, p := range parts {
		h.Add([]byte(p))
	}
	return h.Key()
}

func TestKeysTellPartsApart(t *testing.T) {
	if key("ab", "c") == key("a", "bc") || key("ab") == key("ab", "") {
		t.Error("different parts make one key")
	}
}

func TestStoreAndLoad(t *testing.T) {
	c := Open(filepath.Join(t.TempDir(), "deep", "cache"), 1<<20)
	if _, found := c.Load(key("a")); found {
		t.Error("an empty cache has an entry")
	}
	if err := c.Trim(); err != nil {
		t.Errorf("trimming a folder that does not exist: %v", err)
	}
	for _, want := range []string{"first", "second", ""} {
		if err := c.Store(key("a"), []byte(want)); err != nil {
			t.Fatal(err)
		}
		if got, found := c.Load(key("a")); !found || string(got) != want {
			t.Errorf("loaded %q, %v; stored %q", got, found, want)
		}
	}
}

// A file that was cut short, or changed, is not an entry.
func TestDamageIsNotFound(t *testing.T) {
	c := Open(t.TempDir(), 1<<20)
	k := key("a")
	if err := c.Store(k, []byte("the whole content")); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(c.path(k))
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(whole) {
		if err := os.WriteFile(c.path(k), whole[:n], 0o644); err != nil {
			t.Fatal(err)
		}
		if got, found := c.Load(k); found {
			t.Fatalf("%d of %d bytes are taken for the entry %q", n, len(whole), got)
		}
	}
	changed := bytes.Replace(whole, []byte("whole"), []byte("wrong"), 1)
	if err := os.WriteFile(c.path(k), changed, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, found := c.Load(k); found {
		t.Error("changed bytes are taken for the entry")
	}
}

func TestTrimKeepsTheNewest(t *testing.T) {
	c := Open(t.TempDir(), 3*(100+32))
	for i := range 6 {
		k := key(fmt.Sprint(i))
		if err := c.Store(k, make([]byte, 100)); err != nil {
			t.Fatal(err)
		}
		when := time.Date(2026, 1, 1, 0, i, 0, 0, time.UTC)
		if err := os.Chtimes(c.path(k), when, when); err != nil {
			t.Fatal(err)
		}
	}
	left := filepath.Join(filepath.Dir(c.path(key("0"))), "new-1") // of a run that was killed
	if err := os.WriteFile(left, make([]byte, 100), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(left, time.Unix(0, 0), time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	if err := c.Trim(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); err == nil {
		t.Error("what a killed run has left is still there")
	}
	for i := range 6 {
		if _, found := c.Load(key(fmt.Sprint(i))); found != (i >= 3) {
			t.Errorf("entry %d: found %v", i, found)
		}
	}
}

func TestConcurrentRunsShareAFolder(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for run := range 8 {
		wg.Go(func() {
			c := Open(dir, 4<<10)
			for i := range 40 {
				k, want := key(fmt.Sprint(i%10)), bytes.Repeat([]byte{byte(i % 10)}, 500)
				if err := c.Store(k, want); err != nil {
					t.Errorf("run %d: %v", run, err)
				}
				if got, found := c.Load(k); found && !bytes.Equal(got, want) {
					t.Errorf("run %d: entry %d has another's content", run, i)
				}
				if err := c.Trim(); err != nil {
					t.Errorf("run %d: %v", run, err)
				}
			}
		})
	}
	wg.Wait()
}
