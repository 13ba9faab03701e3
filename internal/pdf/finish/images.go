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
	groups, err := s.imageGroups()
	if err != nil || len(groups) < 2 {
		return err
	}
	for i, g := range groups[1:] {
		if groups[i].at+groups[i].size != g.at {
			return nil // not written one after another: leave them alone
		}
	}
	first := groups[0].at
	slices.SortFunc(groups, func(a, b imageGroup) int { return bytes.Compare(a.name, b.name) })
	var moved []object
	to := map[int]int{} // where the image of a number goes
	for _, g := range groups {
		to[g.at] = first + len(moved)
		for k, o := range s.objects[g.at : g.at+g.size] {
			if k == 0 && g.size > 1 {
				o.dict = bytes.ReplaceAll(o.dict, reference(g.at+1), reference(to[g.at]+1))
			}
			moved = append(moved, o)
		}
	}
	copy(s.objects[first:], moved)
	var resources []byte
	for line := range bytes.Lines(s.objects[resourcesObject].dict) {
		if name, id, ok := resource(line); ok && to[id] != 0 {
			line = slices.Concat(name, reference(to[id]), []byte("\n"))
		}
		resources = append(resources, line...)
	}
	s.objects[resourcesObject].dict = resources
	return nil
}

// imageGroups finds the images among the resources, in the order of the file.
func (s *shell) imageGroups() ([]imageGroup, error) {
	var groups []imageGroup
	for line := range bytes.Lines(s.objects[resourcesObject].dict) {
		name, id, ok := resource(line)
		if !ok || !bytes.HasPrefix(name, []byte("/I")) {
			continue
		}
		if id < 1 || id >= len(s.objects) {
			return nil, fmt.Errorf("resource %s: there is no object %d", name, id)
		}
		g := imageGroup{at: id, name: bytes.Clone(name), size: 1}
		for _, part := range []string{"/SMask ", "[/Indexed "} {
			if bytes.Contains(s.objects[id].dict, []byte(part)) {
				g.size++
			}
		}
		if id+g.size > len(s.objects) {
			return nil, fmt.Errorf("image %s is not whole", name)
		}
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b imageGroup) int { return cmp.Compare(a.at, b.at) })
	return slices.CompactFunc(groups, func(a, b imageGroup) bool { return a.at == b.at }), nil
}

// resource reads a line of the resources that gives a name to an object.
func resource(line []byte) (name []byte, id int, ok bool) {
	name, ref, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
	number, ok := bytes.CutSuffix(ref, []byte(" 0 R"))
	id, isNumber := decimal(number)
	return name, id, ok && isNumber
}

func reference(id int) []byte { return []byte(" " + strconv.Itoa(id) + " 0 R") }
