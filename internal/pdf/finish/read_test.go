package finish_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// objects reads a finished file: the text of each object by number, with the
// words of its stream when these are words. It trusts nothing: what the
// cross-reference stream says has to be so.
func objects(t *testing.T, file []byte) []string {
	t.Helper()
	at := number(t, file[bytes.LastIndex(file, []byte("startxref\n"))+10:])
	_, rows := stream(t, file[at:])
	const width = 7
	all := make([]string, len(rows)/(1+width))
	var row [width]byte
	for id := range all {
		for k := range row {
			row[k] += rows[id*(1+width)+1+k]
		}
		where := int(row[1])<<24 | int(row[2])<<16 | int(row[3])<<8 | int(row[4])
		place := int(row[5])<<8 | int(row[6])
		switch row[0] {
		case 1:
			head := fmt.Sprintf("%d 0 obj\n", id)
			if !bytes.HasPrefix(file[where:], []byte(head)) {
				t.Fatalf("object %d does not stand at %d", id, where)
			}
			dict, data := stream(t, file[where:])
			all[id] = strings.TrimPrefix(dict, head)
			if bytes.HasPrefix(data, []byte("/CIDInit")) || bytes.HasPrefix(data, []byte("<?xpacket")) {
				all[id] += "\n" + string(data)
			}
		case 2:
			all[id] = fmt.Sprintf("@%d %d", where, place)
		}
	}
	unpack(t, file, all)
	return all
}

// unpack replaces the addresses in object streams by the objects there.
func unpack(t *testing.T, file []byte, all []string) {
	t.Helper()
	for id, o := range all {
		var in, place int
		if n, _ := fmt.Sscanf(o, "@%d %d", &in, &place); n != 2 {
			continue
		}
		start := bytes.Index(file, fmt.Appendf(nil, "\n%d 0 obj\n", in)) + 1
		dict, data := stream(t, file[start:])
		first := number(t, []byte(dict[strings.Index(dict, "/First ")+7:]))
		table := strings.Fields(string(data[:first]))
		if table[2*place] != strconv.Itoa(id) {
			t.Fatalf("object %d does not stand in object stream %d", id, in)
		}
		from, _ := strconv.Atoi(table[2*place+1])
		to := len(data) - first
		if 2*place+3 < len(table) {
			to, _ = strconv.Atoi(table[2*place+3])
		}
		all[id] = strings.TrimSuffix(string(data[first:][from:to]), "\n")
	}
}

// stream returns the text before a stream, and its data.
func stream(t *testing.T, b []byte) (dict string, data []byte) {
	t.Helper()
	i := bytes.Index(b, []byte("\nstream\n"))
	dict = string(b[:i])
	n := number(t, []byte(dict[strings.LastIndex(dict, "/Length ")+8:]))
	data = b[i+8:][:n]
	if !strings.Contains(dict, "FlateDecode") {
		return dict, data
	}
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	data, err = io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`/Length \d+>>$`).ReplaceAllString(dict, ">>"), data
}

func number(t *testing.T, b []byte) int {
	t.Helper()
	n, err := strconv.Atoi(string(regexp.MustCompile(`^\d+`).Find(b)))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func id(t *testing.T, file []byte) string {
	t.Helper()
	return string(regexp.MustCompile(`/ID\[<[0-9A-F]+>`).Find(file))
}

var (
	elemPattern  = regexp.MustCompile(`^<</S/\w+/P \d+ 0 R(?:/Pg (\d+) 0 R)?(?:/K\[(.*?)\])?>>$`)
	refPattern   = regexp.MustCompile(`\d+ 0 R`)
	kidPattern   = regexp.MustCompile(`<</Type/MCR/Pg (\d+) 0 R/MCID (\d+)>>|<</Type/OBJR/Obj (\d+) 0 R/Pg \d+ 0 R>>|\d+ 0 R|\d+`)
	numsPattern  = regexp.MustCompile(`/Nums\[(.*)\]>>$`)
	entryPattern = regexp.MustCompile(`(\d+) (\d+) 0 R`)
	keyPattern   = regexp.MustCompile(`/StructParents? (\d+)`)
)

// checkParents compares what elements hold with what the parent tree says.
func checkParents(t *testing.T, all []string) {
	t.Helper()
	parents := map[string]string{} // key → object
	for _, o := range all {
		if m := numsPattern.FindStringSubmatch(o); m != nil {
			for _, e := range entryPattern.FindAllStringSubmatch(m[1], -1) {
				parents[e[1]] = e[2]
			}
		}
	}
	key := func(object string) string {
		n, _ := strconv.Atoi(object)
		return keyPattern.FindStringSubmatch(all[n])[1]
	}
	held, listed := 0, 0
	for id, o := range all {
		m := elemPattern.FindStringSubmatch(o)
		if m == nil {
			continue
		}
		for _, k := range kidPattern.FindAllStringSubmatch(m[2], -1) {
			page, mcid := k[1], k[2]
			switch {
			case k[3] != "":
				held++
				if parents[key(k[3])] != strconv.Itoa(id) {
					t.Errorf("annotation %s is held by %d, its parent is %s", k[3], id, parents[key(k[3])])
				}
				continue
			case strings.HasSuffix(k[0], " R"):
				continue
			case page == "":
				page, mcid = m[1], k[0]
			}
			held++
			list, _ := strconv.Atoi(parents[key(page)])
			refs := refPattern.FindAllString(all[list], -1)
			n, _ := strconv.Atoi(mcid)
			if n >= len(refs) || refs[n] != fmt.Sprintf("%d 0 R", id) {
				t.Errorf("content %s of page %s is held by %d, the parent tree has %v", mcid, page, id, refs)
			}
		}
	}
	for _, o := range all {
		if strings.HasPrefix(o, "[") {
			listed += strings.Count(o, " R")
		}
		listed += strings.Count(o, "/StructParent ")
	}
	if held != listed {
		t.Errorf("elements hold %d pieces, the parent tree lists %d", held, listed)
	}
}
