// Compare sets guidec beside Pandoc, Typst and WeasyPrint: the same text at
// 1, 10 and 50 times its length, run by turns, medians in one table. What is
// not installed is left out.
//
//	go run .ci/compare.go TEXT
//
// TEXT is a guide as it is copied from a web page; guidec's own import makes
// the others' sources of it: Markdown for Pandoc, the same headings, quotes
// and lists as markup for Typst and as HTML for WeasyPrint. Pages are
// 6 × 9 in, justified and hyphenated, with a table of contents.
package main

import (
	"bytes"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// sizes are how often the text is taken, and how often each program is run.
var sizes = []struct{ times, runs int }{{1, 25}, {10, 5}, {50, 3}}

// longest ends a run; a program whose run took tooLong is not run again.
const (
	longest = 100 * time.Second
	tooLong = 15 * time.Second
)

// A program is a row of the table.
type program struct {
	name    string
	against string // the row that it is held against
	share   float64
	command func(in sources) []string
	printed bool // it prints its own time, without its interpreter's start
	took    map[int][]time.Duration
	memory  map[int]int64
}

// sources are the names of one size's files; the programs write beside them.
type sources struct{ dir, text, markdown, typst, html string }

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run .ci/compare.go TEXT")
		os.Exit(2)
	}
	if err := compare(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func compare(text string) error {
	dir, err := os.MkdirTemp("", "compare")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	guidec := filepath.Join(dir, "guidec")
	build := exec.Command("go", "build", "-trimpath", "-o", guidec, "./cmd/guidec")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as it is released
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	list := programs(guidec)
	for _, size := range sizes {
		in, err := write(dir, guidec, text, size.times)
		if err != nil {
			return err
		}
		for run := range size.runs {
			for _, p := range list {
				if err := p.run(in, size.times, run); err != nil {
					return err
				}
			}
		}
	}
	table(list)
	return nil
}

func programs(guidec string) []*program {
	list := []*program{
		{name: "guidec, EPUB and PDF, checked", against: "Typst, PDF", share: 1. / 3, command: func(in sources) []string {
			return []string{guidec, "build", in.text, "--no-cache", "--paper", "6x9in", "-o", in.dir}
		}},
		{name: "guidec, PDF, checked", against: "Typst, PDF", command: func(in sources) []string {
			return []string{guidec, "build", in.text, "--no-cache", "--paper", "6x9in", "-f", "pdf", "-o", in.dir}
		}},
		{name: "guidec, EPUB, checked", against: "Pandoc, EPUB", share: 1. / 5, command: func(in sources) []string {
			return []string{guidec, "build", in.text, "--no-cache", "-f", "epub", "--no-page-list", "-o", in.dir}
		}},
	}
	if has("pandoc") {
		list = append(list, &program{name: "Pandoc, EPUB", command: func(in sources) []string {
			return []string{"pandoc", in.markdown, "--toc", "--metadata", "title=A Guide", "-o", filepath.Join(in.dir, "pandoc.epub")}
		}})
	}
	switch {
	case has("typst"):
		list = append(list, &program{name: "Typst, PDF", command: func(in sources) []string {
			return []string{"typst", "compile", in.typst, filepath.Join(in.dir, "typst.pdf")}
		}})
	case has("python3") && exec.Command("python3", "-c", "import typst").Run() == nil:
		list = append(list, &program{name: "Typst, PDF", printed: true, command: func(in sources) []string {
			return []string{"python3", "-c", "import sys, time, typst; t = time.perf_counter(); typst.compile(sys.argv[1], output=sys.argv[2]); print(time.perf_counter() - t)",
				in.typst, filepath.Join(in.dir, "typst.pdf")}
		}})
	}
	if has("weasyprint") {
		list = append(list, &program{name: "WeasyPrint, PDF", command: func(in sources) []string {
			return []string{"weasyprint", "-q", in.html, filepath.Join(in.dir, "weasyprint.pdf")}
		}})
	}
	for _, p := range list {
		p.took, p.memory = map[int][]time.Duration{}, map[int]int64{}
	}
	return list
}

func has(name string) bool {
	_, err := exec.LookPath(name)
	return err == nil
}

func (p *program) run(in sources, times, run int) error {
	if run > 0 && (len(p.took[times]) == 0 || p.took[times][0] > tooLong) {
		return nil
	}
	words := p.command(in)
	c := exec.Command(words[0], words[1:]...)
	var out, problems bytes.Buffer
	c.Stdout, c.Stderr = &out, &problems
	start := time.Now()
	if err := c.Start(); err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	late := time.AfterFunc(longest, func() { c.Process.Kill() })
	err := c.Wait()
	took := time.Since(start)
	switch {
	case !late.Stop():
		return nil // no figure is better than half of one
	case err != nil:
		return fmt.Errorf("%s: %w\n%s", p.name, err, problems.Bytes())
	}
	if p.printed {
		seconds, err := strconv.ParseFloat(strings.TrimSpace(out.String()), 64)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		took = time.Duration(seconds * float64(time.Second))
	}
	p.took[times] = append(p.took[times], took)
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		p.memory[times] = max(p.memory[times], usage.Maxrss)
	}
	return nil
}

// median returns 0 where there was no run.
func (p *program) median(times int) time.Duration {
	runs := slices.Sorted(slices.Values(p.took[times]))
	if len(runs) == 0 {
		return 0
	}
	return runs[len(runs)/2]
}

// table prints seconds, the most memory in MB, and ratios, as Markdown.
func table(list []*program) {
	fmt.Printf("%s, %d processors, %s\n\n|  |", cpu(), runtime.NumCPU(), runtime.Version())
	for _, s := range sizes {
		fmt.Printf(" ×%d | |", s.times)
	}
	fmt.Print("\n|---|" + strings.Repeat("--:|--:|", len(sizes)) + "\n")
	for _, p := range list {
		row(p.name, func(times int) string {
			if p.median(times) == 0 {
				return "– | –"
			}
			return fmt.Sprintf("%.3f s | %d MB", p.median(times).Seconds(), p.memory[times]>>10)
		})
	}
	for _, p := range list {
		for _, other := range list {
			format, isPDF := " : "+other.name, strings.HasSuffix(other.name, "PDF")
			if p == other || !strings.HasPrefix(p.name, "guidec") || strings.HasPrefix(other.name, "guidec") || isPDF != strings.Contains(p.name, "PDF") {
				continue
			}
			row(p.name+format, func(times int) string {
				if other.median(times) == 0 {
					return "– |"
				}
				ratio := float64(p.median(times)) / float64(other.median(times))
				aim := ""
				if p.share > 0 && other.name == p.against {
					aim = fmt.Sprintf("aim %.2f", p.share)
				}
				return fmt.Sprintf("%.2f | %s", ratio, aim)
			})
		}
	}
}

func row(name string, cell func(times int) string) {
	fmt.Printf("| %s |", name)
	for _, s := range sizes {
		fmt.Printf(" %s |", cell(s.times))
	}
	fmt.Println()
}

func cpu() string {
	data, _ := os.ReadFile("/proc/cpuinfo")
	if m := regexp.MustCompile(`model name\s*: (.*)`).FindSubmatch(data); m != nil {
		return string(m[1])
	}
	return runtime.GOARCH
}

// write makes the sources of one size.
func write(dir, guidec, text string, times int) (sources, error) {
	in := sources{dir: filepath.Join(dir, strconv.Itoa(times))}
	once, err := os.ReadFile(text)
	if err != nil {
		return in, err
	}
	var all strings.Builder
	heading := regexp.MustCompile(`(?m)^(Plot Summary|Frequently Asked Questions)$`)
	for i := range times {
		if i == 0 {
			all.Write(once)
			continue
		}
		all.Write(heading.ReplaceAll(once, fmt.Appendf(nil, "$1 %d", i+1)))
	}
	if err := os.MkdirAll(in.dir, 0o777); err != nil {
		return in, err
	}
	in.text, in.markdown = filepath.Join(in.dir, "guide.txt"), filepath.Join(in.dir, "guide.md")
	in.typst, in.html = filepath.Join(in.dir, "guide.typ"), filepath.Join(in.dir, "guide.html")
	if err := os.WriteFile(in.text, []byte(all.String()), 0o666); err != nil {
		return in, err
	}
	folder := filepath.Join(in.dir, "imported")
	if out, err := exec.Command(guidec, "import", in.text, "-o", folder).CombinedOutput(); err != nil {
		return in, fmt.Errorf("%w\n%s", err, out)
	}
	blocks, err := read(folder)
	if err != nil {
		return in, err
	}
	for name, spell := range map[string]func([]block) string{in.markdown: markdown, in.typst: typst, in.html: page} {
		if err := os.WriteFile(name, []byte(spell(blocks)), 0o666); err != nil {
			return in, err
		}
	}
	return in, nil
}

// A block is what all programs can set: a heading of a level, a quotation, an
// item of a numbered list, a paragraph.
type block struct {
	kind string // "h1", "h2", …, "quote", "li", "p"
	text string
}

var (
	headingLine = regexp.MustCompile(`^(#+) (.*?)( \{[^}]*\})?$`)
	itemLine    = regexp.MustCompile(`^\d+\. (.*)`)
	escaped     = regexp.MustCompile(`\\([[:punct:]])`)
)

// read reads the chapters of a folder that guidec import has written.
func read(folder string) ([]block, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil {
		return nil, err
	}
	var list []block
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		body := string(data)
		if rest, ok := strings.CutPrefix(body, "---\n"); ok {
			_, body, _ = strings.Cut(rest, "\n---\n")
		}
		kind := "p"
		for line := range strings.Lines(body) {
			line = strings.TrimSpace(line)
			switch heading, item := headingLine.FindStringSubmatch(line), itemLine.FindStringSubmatch(line); {
			case line == "":
			case line == ":::":
				kind = "p"
			case strings.HasPrefix(line, ":::"):
				kind = "quote"
			case heading != nil:
				list = append(list, block{fmt.Sprintf("h%d", len(heading[1])), plain(heading[2])})
			case item != nil && kind == "p":
				list = append(list, block{"li", plain(item[1])})
			default:
				list = append(list, block{kind, plain(line)})
			}
		}
	}
	return list, nil
}

func plain(text string) string { return escaped.ReplaceAllString(text, "$1") }

var special = regexp.MustCompile("[\\\\#$*_@<>`~\\[\\]]")

func escape(text string) string { return special.ReplaceAllString(text, `\$0`) }

func markdown(list []block) string {
	marks := map[string]string{"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "quote": "> ", "li": "1. ", "p": ""}
	var b strings.Builder
	for _, k := range list {
		b.WriteString(marks[k.kind] + escape(k.text) + "\n\n")
	}
	return b.String()
}

func typst(list []block) string {
	var b strings.Builder
	b.WriteString(`#set document(title: "A Guide")
#set page(width: 6in, height: 9in, margin: (inside: 0.8in, outside: 0.7in, y: 0.8in), numbering: "1")
#set text(size: 10.5pt, lang: "en", hyphenate: true)
#set par(justify: true)
#show heading.where(level: 1): it => pagebreak(weak: true) + it
#outline()

`)
	for _, k := range list {
		switch text := escape(k.text); k.kind {
		case "quote":
			b.WriteString("#quote(block: true)[" + text + "]\n\n")
		case "li":
			b.WriteString("+ " + text + "\n\n")
		case "p":
			b.WriteString(strings.ReplaceAll(text, "//", `\/\/`) + "\n\n")
		default:
			b.WriteString(strings.Repeat("=", int(k.kind[1]-'0')) + " " + text + "\n\n")
		}
	}
	return b.String()
}

func page(list []block) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A Guide</title><style>
@page { size: 6in 9in; margin: 0.8in 0.7in; @bottom-center { content: counter(page) } }
body { font: 10.5pt serif; text-align: justify; hyphens: auto } h1 { break-before: page }
</style></head><body>
`)
	for _, k := range list {
		element := map[string]string{"quote": "blockquote", "li": "p"}[k.kind]
		if element == "" {
			element = k.kind
		}
		fmt.Fprintf(&b, "<%s>%s</%[1]s>\n", element, html.EscapeString(k.text))
	}
	return b.String() + "</body></html>\n"
}
