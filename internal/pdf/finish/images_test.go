package finish

import (
	"strings"
	"testing"
)

// TestSortImages holds that two orders in which gofpdf may write the same
// images become one.
func TestSortImages(t *testing.T) {
	pages := object{dict: []byte("<</Type /Pages\n>>")}
	at := func(resources string, images ...string) string {
		s := &shell{objects: []object{{}, pages, {dict: []byte("<<\n/XObject <<\n" + resources + ">>\n>>")}}}
		for _, i := range images {
			s.objects = append(s.objects, object{dict: []byte(i)})
		}
		if err := s.sortImages(); err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, o := range s.objects[resourcesObject:] {
			all = append(all, string(o.dict))
		}
		return strings.Join(all, "\n")
	}
	one := at("/Ib 3 0 R\n/Ia 4 0 R\n/Ic 6 0 R\n", "b", "a [/Indexed /DeviceRGB 1 5 0 R]", "palette of a", "c /SMask 7 0 R", "mask of c")
	two := at("/Ic 3 0 R\n/Ib 5 0 R\n/Ia 6 0 R\n", "c /SMask 4 0 R", "mask of c", "b", "a [/Indexed /DeviceRGB 1 7 0 R]", "palette of a")
	lines := func(s string) string { return s[strings.Index(s, ">>\n>>\n"):] }
	want := ">>\n>>\na [/Indexed /DeviceRGB 1 4 0 R]\npalette of a\nb\nc /SMask 7 0 R\nmask of c"
	if lines(one) != want || lines(two) != want {
		t.Errorf("the images are\n%s\nand\n%s\nnot\n%s", lines(one), lines(two), want)
	}
	for _, s := range []string{"/Ia 3 0 R\n", "/Ib 5 0 R\n", "/Ic 6 0 R\n"} {
		if !strings.Contains(one, s) || !strings.Contains(two, s) {
			t.Errorf("no line %q in\n%s\nor\n%s", s, one, two)
		}
	}
}
