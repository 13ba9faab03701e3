package finish

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// An imageGroup is an image with the objects that belong to it alone, which
// follow it: its soft mask, its palette.
type imageGroup struct {
	at   int
	name []byte // among the resources: "/I" and the hash of the image
	size int
}

// sortImages puts the images in the order of their names. gofpdf sorts them
// by width alone, so that images of one width stand in any order.
func (s *shell) sortImages() error {
	var groups []imageGroup
	for line := range bytes.Lines(s.objects[resourcesObject].dict) {
		name, ref, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
		number, ok := bytes.CutSuffix(ref, []byte(" 0 R"))
		id, isNumber := decimal(number)
		if !ok || !isNumber || !bytes.HasPrefix(name, []byte("/I")) {
			continue
		}
		if id < 1 || id >= len(s.objects) {
			return fmt.Errorf("resource %s: there is no object %d", name, id)
		}
		dict := s.objects[id].dict
		g := imageGroup{at: id, name: bytes.Clone(name), size: 1}
		if bytes.Contains(dict, []byte("/SMask ")) {
			g.size++
		}
		if bytes.Contains(dict, []byte("[/Indexed ")) {
			g.size++
		}
		if id+g.size > len(s.objects) {
			return fmt.Errorf("image %s is not whole", name)
		}
		groups = append(groups, g)
	}
	if len(groups) < 2 {
		return nil
	}
	byPlace := slices.SortedFunc(slices.Values(groups), func(a, b imageGroup) int { return cmp.Compare(a.at, b.at) })
	byPlace = slices.CompactFunc(byPlace, func(a, b imageGroup) bool { return a.at == b.at })
	for i := range byPlace[1:] {
		if byPlace[i].at+byPlace[i].size != byPlace[i+1].at {
			return nil // not written one after another: leave them alone
		}
	}
	byName := slices.SortedFunc(slices.Values(byPlace), func(a, b imageGroup) int { return bytes.Compare(a.name, b.name) })
	to := byPlace[0].at
	moved := make([]object, 0, len(s.objects))
	place := map[int]int{}
	for _, g := range byName {
		place[g.at] = to
		for k := range g.size {
			o := s.objects[g.at+k]
			if k == 0 && g.size > 1 {
				o.dict = bytes.ReplaceAll(o.dict, reference(g.at+1), reference(to+1))
			}
			moved = append(moved, o)
		}
		to += g.size
	}
	copy(s.objects[byPlace[0].at:], moved)
	var resources []byte
	for line := range bytes.Lines(s.objects[resourcesObject].dict) {
		name, ref, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
		number, _ := bytes.CutSuffix(ref, []byte(" 0 R"))
		if id, ok := decimal(number); ok && place[id] != 0 && bytes.HasPrefix(name, []byte("/I")) {
			line = append(append(append(bytes.Clone(name), ' '), strconv.Itoa(place[id])...), " 0 R\n"...)
		}
		resources = append(resources, line...)
	}
	s.objects[resourcesObject].dict = resources
	return nil
}

func reference(id int) []byte { return []byte(" " + strconv.Itoa(id) + " 0 R") }
