package book

import (
	"testing"
	"time"

	"golang.org/x/text/language"

	"guidec/internal/doc"
)

func mustTag(t testing.TB, s string) language.Tag {
	t.Helper()
	tag, err := language.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return tag
}

func TestSlug(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Symbolism and Metaphor", "symbolism-and-metaphor"},
		{"Kathy H. – The Narrator", "kathy-h-the-narrator"},
		{"What isn’t said?", "what-isnt-said"},
		{"Éléments déjà vus", "elements-deja-vus"},
		{"1818: the year", "x-1818-the-year"},
		{"???", "x"},
		{"Война и мир", "воина-и-мир"},
	} {
		got := slug(c.in, "x")
		if got != c.want || !validID(got) {
			t.Errorf("slug(%q) = %q, want %q, a name", c.in, got, c.want)
		}
	}
}

func TestFileAs(t *testing.T) {
	for in, want := range map[string]string{
		"Mary Shelley": "Shelley, Mary", "Plato": "Plato", "Shelley, Mary": "Shelley, Mary",
		"The guidec authors": "The guidec authors", "Ada B. Lovelace": "Lovelace, Ada B.", "bell hooks": "bell hooks",
		"Dr. Ada Krüger": "Krüger, Ada", "Frau Prof. Dr. med. Ada M. Krüger": "Krüger, Ada M.", "Sir Thomas Malory": "Malory, Thomas",
		"Mr Ben Ink": "Ink, Ben", "Mrs. Ben Ink": "Ink, Ben", "Dra. Isabel Paz": "Paz, Isabel", "Dott.ssa Anna Neri": "Neri, Anna",
		"Dr. Krüger": "Krüger, Dr.", "Frau von Stein": "Stein, Frau von", "Drew Barker Lee": "Lee, Drew Barker", "M. Scott Peck": "Peck, M. Scott",
		"Ada van Berg": "Berg, Ada van", "Dr. Ada van Berg": "Berg, Ada van", "Johann Wolfgang von Goethe": "Goethe, Johann Wolfgang von",
		"Martin Luther King Jr.": "King, Martin Luther, Jr.", "Martin Luther King, Jr.": "King, Martin Luther, Jr.", "Ada Ink III": "Ink, Ada, III", "Pope Paul": "Paul, Pope",
		"José Ortega y Gasset": "Ortega y Gasset, José", "Dr. Santiago Ramón y Cajal": "Ramón y Cajal, Santiago", "Antoni Gaudí i Cornet": "Gaudí i Cornet, Antoni",
		"Ortega y Gasset": "Ortega y Gasset", "Dr. Ramón y Cajal": "Ramón y Cajal, Dr.", "Ana Paz y Luis Gil": "Gil, Ana Paz y Luis",
		"Edmondo De Amicis": "De Amicis, Edmondo", "Lorenzo Da Ponte": "Da Ponte, Lorenzo", "Ursula K. Le Guin": "Le Guin, Ursula K.", "De Amicis": "De Amicis",
		"Jean de La Fontaine": "La Fontaine, Jean de", "Walter De la Mare": "De la Mare, Walter", "Juana de la Cruz": "Cruz, Juana de la",
		"Lorenzo de' Medici": "Medici, Lorenzo de'", "Anna Della Rovere y Paz": "Della Rovere y Paz, Anna",
	} {
		if got := fileAs(in, nil); got != want {
			t.Errorf("fileAs(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFileAsInFrench(t *testing.T) {
	w := wordsFor(mustTag(t, "fr"))
	for in, want := range map[string]string{
		"M. Jean Dupont": "Dupont, Jean", "M. Dupont": "Dupont, M.", "Mme Dr Anne Dupont": "Dupont, Anne",
	} {
		if got := fileAs(in, w.titles); got != want {
			t.Errorf("fileAs(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestIdentifier(t *testing.T) {
	m := &Meta{Title: "Hamlet: A Study Guide", Byline: "A. Teacher"}
	made := identifier("", m)
	if made != identifier("", m) || made == identifier("", &Meta{Title: "Lear"}) {
		t.Errorf("%s does not follow title and creators", made)
	}
	for in, want := range map[string]string{
		"urn:isbn:9780141439471":               "urn:isbn:9780141439471",
		"6BA7B810-9DAD-11D1-80B4-00C04FD430C8": "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8",
		"https://example.org/g/1":              "https://example.org/g/1",
	} {
		if got := identifier(in, m); got != want {
			t.Errorf("identifier(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestModified(t *testing.T) {
	given := time.Date(2026, 5, 4, 3, 2, 1, 9, time.FixedZone("", 3600))
	for _, c := range []struct {
		given time.Time
		date  string
		want  string
	}{
		{given, "2020-01-02", "2026-05-04T02:02:01Z"},
		{time.Time{}, "2020-01-02", "2020-01-02T00:00:00Z"},
		{time.Time{}, "2020-03", "2020-03-01T00:00:00Z"},
		{time.Time{}, "", "2000-01-01T00:00:00Z"},
	} {
		if got := modified(c.given, c.date).Format(time.RFC3339Nano); got != c.want {
			t.Errorf("modified(%v, %q) = %s, want %s", c.given, c.date, got, c.want)
		}
	}
}

func TestSameQuotation(t *testing.T) {
	words := func(s string) string {
		return wordsOf([]*doc.Paragraph{{Text: []doc.Inline{&doc.Text{Text: s}}}})
	}
	whole := words(`The problem, as I see it, is that you've been told and not told. You've been told.`)
	for s, want := range map[string]bool{
		"The problem as I see it is that you’ve been told and not told": true,
		"you've been told": false, // too short to be sure
		"The problem is that you have been told and not been told": false,
	} {
		if got := same(whole, words(s)); got != want {
			t.Errorf("same(…, %q) = %v", s, got)
		}
	}
}

// Every role is spelled, once.
func TestRolesAreSpelled(t *testing.T) {
	seen := map[string]Role{}
	for r := range roleCount {
		s := r.Spelling()
		if s.Name == "" || s.Element == "" || s.Tag == "" {
			t.Errorf("role %d (%s) has a blank: %+v", r, s.Name, s)
		}
		if first, twice := seen[s.Name]; twice {
			t.Errorf("roles %d and %d are both %q", first, r, s.Name)
		}
		seen[s.Name] = r
	}
}
