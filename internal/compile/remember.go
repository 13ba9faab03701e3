package compile

import (
	"bytes"
	"context"
	"encoding/gob"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"guidec/internal/cache"
	"guidec/internal/diag"
	"guidec/internal/source"
)

// A guide that was compiled without an error is kept with all that its folder
// was asked for. When a later run of the same program with the same options
// would be answered the same, it takes what was kept: the files and every
// note and warning.

// A kept is a compiled guide in the cache.
type kept struct {
	Answers  []answer
	Title    string
	Chapters int
	Texts    []keptText // the sources that problems point into
	Problems []keptProblem
	Files    []keptFile
}

type keptText struct{ Path, Text string }

type keptSpan struct{ Text, Start, End int } // Text is an index, -1 for nowhere

type keptProblem struct {
	Severity       diag.Severity
	Code           diag.Code
	At             keptSpan
	Message, Hint  string
	RelatedAt      []keptSpan
	RelatedMessage []string
}

type keptFile struct {
	Format Format
	Pages  int
	Data   []byte
}

// key names what would be made of a guide, but for its content.
func (p *Plan) key(g *Guide) cache.Key {
	o := p.options
	o.Output, o.Jobs, o.Progress, o.Cache, o.Shard = "", 0, nil, nil, Shard{} // of no influence on the files
	h := cache.NewHasher()
	for _, part := range []string{"guide 1", fmt.Sprintf("%+v", o), g.Path, fmt.Sprint(g.form)} {
		h.Add([]byte(part))
	}
	return h.Key()
}

// recall takes a guide from the cache and reports whether it was there.
func (p *Plan) recall(ctx context.Context, g *Guide, folder fs.FS, r *Result) bool {
	data, found := p.options.Cache.Load(p.key(g))
	if !found {
		return false
	}
	var k kept
	if gob.NewDecoder(bytes.NewReader(data)).Decode(&k) != nil || !newTrace(folder).unchanged(k.Answers) {
		return false
	}
	files, ok := k.filesFor(g.Outputs)
	if !ok {
		return false
	}
	r.Title, r.Chapters, r.Problems = k.Title, k.Chapters, k.problems()
	there := make([]File, len(g.Outputs))
	drafts := make([]*draft, len(g.Outputs))
	defer discardAll(drafts)
	for i, o := range g.Outputs {
		var err error
		drafts[i], err = redraft(ctx, o.Path, files[i].Data)
		r.fail(o.Path, err)
		there[i] = File{Output: o, Bytes: int64(len(files[i].Data)), Pages: files[i].Pages}
	}
	if r.Err == nil && !r.Problems.HasErrors() {
		r.publish(there, drafts)
	}
	return true
}

// filesFor returns the kept files in the order of the outputs; ok is false
// when one is not there.
func (k *kept) filesFor(outputs []Output) (files []*keptFile, ok bool) {
	for _, o := range outputs {
		i := slices.IndexFunc(k.Files, func(f keptFile) bool { return f.Format == o.Format })
		if i < 0 {
			return nil, false
		}
		files = append(files, &k.Files[i])
	}
	return files, true
}

// redraft makes a draft of data, or nil when the target holds it already.
func redraft(ctx context.Context, target string, data []byte) (*draft, error) {
	if there, err := os.ReadFile(target); err == nil && bytes.Equal(there, data) {
		return nil, nil
	}
	d, err := write(ctx, target, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err == nil {
		err = d.settle()
	}
	return d, err
}

// remember keeps a compiled guide. That it cannot be kept is no problem of
// the guide: the next run will compile it again.
func (p *Plan) remember(g *Guide, t *trace, r *Result) {
	answers, sure := t.kept()
	if !sure || r.Err != nil || r.Problems.HasErrors() || len(r.Files) != len(g.Outputs) {
		return
	}
	k := kept{Answers: answers, Title: r.Title, Chapters: r.Chapters}
	k.keep(r.Problems)
	for i := range r.Files {
		f := &r.Files[i]
		if f.data == nil {
			return
		}
		k.Files = append(k.Files, keptFile{f.Format, f.Pages, f.data})
		f.data = nil
	}
	var b bytes.Buffer
	if gob.NewEncoder(&b).Encode(k) == nil {
		p.options.Cache.Store(p.key(g), b.Bytes())
	}
}

// keep turns problems into a form without pointers.
func (k *kept) keep(l diag.List) {
	texts := map[*source.File]int{}
	span := func(s source.Span) keptSpan {
		if s.File == nil {
			return keptSpan{Text: -1}
		}
		i, known := texts[s.File]
		if !known {
			i = len(k.Texts)
			texts[s.File] = i
			k.Texts = append(k.Texts, keptText{s.File.Path, s.File.Text})
		}
		return keptSpan{i, s.Start, s.End}
	}
	for _, d := range l {
		kp := keptProblem{Severity: d.Severity, Code: d.Code, At: span(d.At), Message: d.Message, Hint: d.Hint}
		for _, r := range d.Related {
			kp.RelatedAt = append(kp.RelatedAt, span(r.At))
			kp.RelatedMessage = append(kp.RelatedMessage, r.Message)
		}
		k.Problems = append(k.Problems, kp)
	}
}

// problems is the inverse of keep.
func (k *kept) problems() diag.List {
	files := make([]*source.File, len(k.Texts))
	for i, t := range k.Texts {
		files[i] = source.NewFile(t.Path, t.Text)
	}
	span := func(s keptSpan) source.Span {
		if s.Text < 0 {
			return source.Span{}
		}
		return files[s.Text].Span(s.Start, s.End)
	}
	var l diag.List
	for _, kp := range k.Problems {
		d := diag.Diagnostic{Severity: kp.Severity, Code: kp.Code, At: span(kp.At), Message: kp.Message, Hint: kp.Hint}
		for i, at := range kp.RelatedAt {
			d.See(span(at), "%s", kp.RelatedMessage[i])
		}
		l = append(l, d)
	}
	return l
}
