package media

import (
	"crypto/sha256"
	"fmt"
	"path"
	"strings"
)

// longestName bounds a file name's stem, for file systems and old readers.
const longestName = 48

// fileName turns a path in the guide's folder into the name that the image
// has in a book: small letters, digits, "-" and "_", starting with a letter,
// so that it is also an XML name. Folders are joined with "_". A path that
// says more than that gets the start of its hash; so no two paths have one
// name, whatever the order in which they are asked for.
func fileName(file, mediaType string) string {
	ext := ".png"
	if mediaType == typeJPEG {
		ext = ".jpg"
	}
	stem := strings.TrimSuffix(file, path.Ext(file))
	exact := path.Ext(file) == ext
	var b strings.Builder
	for _, r := range stem {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-':
			b.WriteRune(r)
		case r == '/':
			b.WriteByte('_')
		case r >= 'A' && r <= 'Z':
			b.WriteRune(r - 'A' + 'a')
			exact = false
		default:
			b.WriteByte('-')
			exact = false
		}
	}
	name := b.String()
	if name == "" || name[0] < 'a' || name[0] > 'z' {
		name, exact = "image-"+name, false
	}
	if len(name) > longestName {
		name, exact = name[:longestName], false
	}
	if !exact {
		name += fmt.Sprintf("-%x", sha256.Sum256([]byte(file)))[:7]
	}
	return name + ext
}
