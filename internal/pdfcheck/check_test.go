package pdfcheck

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"guidec/internal/golden"
	"guidec/internal/pdf/finish"
	"guidec/internal/pdf/finish/specimen"
)

// good returns the finished specimen.
func good(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := finish.Finish(&b, specimen.Raw, specimen.Document()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// findings checks a file and returns what is wrong with it, as text.
func findings(data []byte) string {
	var b strings.Builder
	File(bytes.NewReader(data), int64(len(data))).Text(&b)
	return b.String()
}

func TestGood(t *testing.T) {
	if got := findings(good(t)); got != "" {
		t.Errorf("a good file has findings:\n%s", got)
	}
	if got := findings(rewritten(t, good(t), "")); got != "" {
		t.Errorf("a good file, written plainly, has findings:\n%s", got)
	}
}

// TestSheets holds that imposed sheets, which claim less, are good too.
func TestSheets(t *testing.T) {
	d := specimen.Document()
	d.Root = nil
	var b bytes.Buffer
	if err := finish.Finish(&b, specimen.Raw, d); err != nil {
		t.Fatal(err)
	}
	if got := findings(b.Bytes()); got != "" {
		t.Errorf("good sheets have findings:\n%s", got)
	}
}

// TestSpoilt breaks the good file in one way for each case and shows what is
// found. Each line of "spoil" is a text of the plain file and what stands
// there instead, with an arrow between.
func TestSpoilt(t *testing.T) {
	golden.Run(t, "testdata/*.txt", func(t *testing.T, c *golden.Case) {
		c.Check("diag", findings(rewritten(t, good(t), c.Section("spoil"))))
	})
}

// rewritten returns the file without compression and object streams, as
// people could write it, after the replacements.
func rewritten(t *testing.T, data []byte, spoil string) []byte {
	t.Helper()
	f, err := open(data, func(format string, args ...any) { t.Errorf(format, args...) })
	if err != nil {
		t.Fatal(err)
	}
	delete(f.trailer, "W")
	trailer := spell(dict{"Root": f.trailer["Root"], "Info": f.trailer["Info"], "ID": f.trailer["ID"], "Size": f.trailer["Size"]})
	bodies := map[int]string{}
	streams := map[int]string{}
	for id := range f.index {
		v := f.object(id)
		s, ok := v.(*stream)
		if !ok {
			bodies[id] = spell(v)
			continue
		}
		if kind := s.dict["Type"]; kind == name("ObjStm") || kind == name("XRef") {
			continue
		}
		if s.dict["Subtype"] != name("Image") {
			if s.raw, err = f.decode(s); err != nil {
				t.Fatal(err)
			}
			delete(s.dict, "Filter")
		}
		delete(s.dict, "Length")
		bodies[id], streams[id] = spell(s.dict), string(s.raw)
	}
	for line := range strings.Lines(spoil) {
		old, instead, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " → ")
		if !ok {
			t.Fatalf("%q has no arrow", line)
		}
		found := 0
		for _, m := range []map[int]string{bodies, streams} {
			for id, s := range m {
				found += strings.Count(s, old)
				m[id] = strings.ReplaceAll(s, old, instead)
			}
		}
		found += strings.Count(trailer, old)
		trailer = strings.ReplaceAll(trailer, old, instead)
		if found == 0 {
			t.Errorf("%q is not in the file", old)
		}
	}
	return written(bodies, streams, trailer)
}

// written puts objects together as a file with a plain table.
func written(bodies, streams map[int]string, trailer string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var table strings.Builder
	table.WriteString("xref\n")
	for _, id := range slices.Sorted(maps.Keys(bodies)) {
		fmt.Fprintf(&table, "%d 1\n%010d 00000 n \n", id, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", id)
		if s, ok := streams[id]; ok {
			fmt.Fprintf(&b, "%s /Length %d >>\nstream\n%s\nendstream", strings.TrimSuffix(bodies[id], ">>"), len(s), s)
		} else {
			b.WriteString(bodies[id])
		}
		b.WriteString("\nendobj\n")
	}
	start := b.Len()
	fmt.Fprintf(&b, "%strailer\n%s\nstartxref\n%d\n%%%%EOF\n", table.String(), trailer, start)
	return b.Bytes()
}

// spell writes an object, keys in order.
func spell(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case name:
		return "/" + strings.ReplaceAll(string(v), " ", "#20")
	case text:
		s := string(v)
		if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) {
			return fmt.Sprintf("<%X>", s)
		}
		return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
	case ref:
		return fmt.Sprintf("%d 0 R", int(v))
	case array:
		var all []string
		for _, e := range v {
			all = append(all, spell(e))
		}
		return "[" + strings.Join(all, " ") + "]"
	case dict:
		var b strings.Builder
		b.WriteString("<<")
		for _, k := range slices.Sorted(maps.Keys(v)) {
			b.WriteString(" " + spell(k) + " " + spell(v[k]))
		}
		return b.String() + " >>"
	default:
		return fmt.Sprint(v)
	}
}

// FuzzFile holds that no bytes make File panic or run for ever.
func FuzzFile(f *testing.F) {
	f.Add(good(f))
	f.Fuzz(func(t *testing.T, data []byte) { findings(data) })
}

// FuzzPlain is FuzzFile with files whose objects lie open: some bytes of one
// are others.
func FuzzPlain(f *testing.F) {
	var t testing.T
	plain := rewritten(&t, good(f), "")
	f.Add(100, []byte("/Type"))
	f.Add(20000, []byte("/Kids [12 0 R]"))
	f.Fuzz(func(t *testing.T, at int, with []byte) {
		if at >= 0 && at < len(plain) {
			data := bytes.Clone(plain)
			copy(data[at:], with)
			findings(data)
		}
	})
}
