package typeset

import "sync"

// A shelf keeps what is read once, by name. Whoever asks for one thing does
// not wait while another is read.
type shelf[T any] struct {
	mu   sync.Mutex
	kept map[string]func() (T, error)
}

func (s *shelf[T]) get(name string, read func() (T, error)) (T, error) {
	s.mu.Lock()
	known := s.kept[name]
	if known == nil {
		if s.kept == nil {
			s.kept = map[string]func() (T, error){}
		}
		known = sync.OnceValues(read)
		s.kept[name] = known
	}
	s.mu.Unlock()
	return known()
}
