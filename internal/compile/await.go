package compile

import (
	"context"

	"guidec/internal/diag"
	"guidec/internal/guard"
)

// found is what a stage makes, with the problems that it met.
type found[T any] struct {
	value    T
	problems diag.List
}

// await calls f and returns what f returns, or the context's error as soon
// as the context ends. Then f is left to itself: nobody may use what it
// works on any more. A panic in f becomes an error.
func await[T any](ctx context.Context, f func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		o.err = guard.Do(func() (err error) { o.value, err = f(); return err })
		done <- o
	}()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		return *new(T), ctx.Err()
	}
}
