package book

import "testing"

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		role   Role
		n      int
		number string
	}{
		{RoleNumberList, 0, "0"}, {RoleNumberList, 12, "12"}, {RoleHighlights, 3, "3"},
		{RoleLetterList, 0, "0"}, {RoleLetterList, 1, "a"}, {RoleLetterList, 26, "z"}, {RoleLetterList, 27, "aa"},
		{RoleLetterList, 52, "az"}, {RoleLetterList, 53, "ba"}, {RoleLetterList, 702, "zz"}, {RoleLetterList, 703, "aaa"},
		{RoleRomanList, 0, "0"}, {RoleRomanList, 1, "i"}, {RoleRomanList, 4, "iv"}, {RoleRomanList, 9, "ix"},
		{RoleRomanList, 14, "xiv"}, {RoleRomanList, 40, "xl"}, {RoleRomanList, 1994, "mcmxciv"}, {RoleRomanList, 4000, "4000"},
		{RoleBulletList, 1, ""},
	} {
		l := &List{Role: c.role, Start: c.n - 1}
		if got := l.Number(1); got != c.number {
			t.Errorf("%s %d: %q, want %q", c.role, c.n, got, c.number)
		}
	}
}
