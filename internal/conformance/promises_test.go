package conformance

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// Every test that docs/reliability.md names exists.
func TestPromises(t *testing.T) {
	data, err := os.ReadFile("../../docs/reliability.md")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`([a-z/]+)\\.((?:Test|Fuzz)[A-Za-z]+)`").FindAllSubmatch(data, -1)
	if len(named) == 0 {
		t.Fatal("no test is named")
	}
	for _, n := range named {
		files, err := filepath.Glob(filepath.Join("..", string(n[1]), "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		if !defines(t, files, string(n[2])) {
			t.Errorf("package %s has no %s", n[1], n[2])
		}
	}
}

func defines(t *testing.T, files []string, test string) bool {
	t.Helper()
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte("\nfunc "+test+"(")) {
			return true
		}
	}
	return false
}
