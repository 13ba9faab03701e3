package guard_test

import (
	"errors"
	"strings"
	"testing"

	"guidec/internal/guard"
)

func TestDo(t *testing.T) {
	failed := errors.New("it failed")
	if err := guard.Do(func() error { return failed }); !errors.Is(err, failed) {
		t.Errorf("the error is %v", err)
	}
	err := guard.Do(func() error { panic("what cannot be") })
	if err == nil || !strings.HasPrefix(err.Error(), "a fault of the program: what cannot be\n") || !strings.Contains(err.Error(), "TestDo") {
		t.Errorf("the error is %v", err)
	}
}
