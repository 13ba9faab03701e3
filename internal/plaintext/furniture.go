package plaintext

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Page furniture is what stood on the page around the guide: links to shops,
// the player, buttons, notices. A line is furniture when it is nothing else.

// A furnishing is one kind of furniture.
type furnishing struct {
	what string
	expression
}

// kindOf takes a pattern of whole lines, in letters of either case.
func kindOf(what, clues, pattern string) furnishing {
	return furnishing{what, expr(clues, `(?i)^(?:`+pattern+`)$`)}
}

const (
	shops     = `amazon(?:\.[a-z.]+)?|bookshop(?:\.org)?|audible|kindle|barnes ?(?:&|and) ?noble|waterstones|apple books|google (?:play|books)|ebay|abebooks|thriftbooks|walmart|kobo|scribd|everand`
	shopClues = "amazon|bookshop|audible|kindle|barnes|waterstones|apple books|google|ebay|abebooks|thriftbooks|walmart|kobo|scribd|everand"
)

// wikiName is what a wiki's page says of itself below its title, and wikiClues
// how it begins.
const (
	wikiName  = `from wikipedia, the free encyclop(?:a?e|æ)dia|aus wikipedia, der freien enzyklopädie|un article de wikipédia, l['’]encyclopédie libre\.?|de wikipedia, la enciclopedia libre|da wikipedia, l['’]enciclopedia libera\.?`
	wikiClues = "^from|^aus|^un|^de|^da"
)

// sure are lines that are furniture wherever they stand.
var sure = []furnishing{
	kindOf("a link to a shop", shopClues,
		`\W*(?:buy|order|purchase|get|shop|find|view|see|read|listen|available|check|compare)\b.{0,60}\b(?:on|at|from|via|with|to) (?:`+shops+`)\b.{0,20}`),
	kindOf("a link to a shop", "^buy|^order|^purchase|^get",
		`\W*(?:buy|order|purchase|get) (?:the|this|your|a) (?:e-?book|book|copy|audiobook|paperback|hardcover|novel)(?: now| here| today)?\W*`),
	kindOf("a link to a shop", "^buy|^add|^check|amazon|affiliate",
		`\W*(?:buy now|add to (?:cart|basket|wishlist|my library|library|shelf)|check price|as an amazon associate.*|.{0,40}affiliate (?:links?|disclosure).*)\W*`),
	kindOf("the player's times", "0:00",
		`[▶►⏸⏵⏮⏭🔊\s]*(?:0?0:00(?::00)?|\d{1,2}:\d{2}(?::\d{2})?(?:(?:\s*[/|]\s*|\s+)\d{1,2}:\d{2}(?::\d{2})?)+)|[▶►⏸⏵⏮⏭🔊][▶►⏸⏵⏮⏭🔊\s]*\d{1,2}:\d{2}(?::\d{2})?`),
	kindOf("a control of the player", "^listen|^play|^pause|^audio|speed|0x",
		`\W*(?:listen to (?:this|the) (?:summary|audio|article|book|chapter|guide)|(?:play|pause) (?:audio|episode|summary)|audio (?:version|summary|player)|(?:playback )?speed:? ?\d(?:\.\d+)?x?|\d(?:\.\d+)?x)\W*`),
	kindOf("a notice on cookies", "cookie|^accept|^reject",
		`.{0,40}\b(?:we|(?:this|our) (?:web)?site) uses? cookies(?:\W*|\b.{1,200}\b(?:experience|(?:web)?sites?|traffic|consent|privacy|policy|preferences|ads|browsing)\b.{0,200})|(?:accept|reject|allow|decline|manage) (?:all )?cookies|(?:accept|reject) all|cookie (?:policy|settings|preferences|notice)`),
	kindOf("a link to the small print", "^privacy|^terms|^datenschutz|^datenschutzerkl|^politique|^mentions|^pol|^aviso|^informativa|^note",
		`datenschutz(?:erklärung)?|politique de confidentialité|mentions légales|política de privacidad|aviso legal|informativa sulla privacy|note legali|privacy (?:policy|notice)|terms (?:of|&|and) (?:use|service|conditions|privacy)(?: (?:&|and) .{0,30})?`),
	kindOf("a button to share the page", "^share|^tweet|^pin|^copy|^follow|^like",
		`\W*(?:share (?:this(?: (?:page|article|post|guide|summary|story|link))?|with (?:your )?friends|(?:this (?:(?:page|article|post|guide|summary|story) )?)?(?:on|via) (?:facebook|twitter|x|pinterest|linkedin|whatsapp|reddit|telegram|tumblr|e-?mail|social media|teams|google classroom)\b.{0,20})|tweet(?: this)?|pin it|copy link|follow us\b.{0,40}|like this:?)\W*`),
	kindOf("a count of visitors", " share| like| comment| view| rating| review|^leave|^no",
		`\W*[\d,.]+[km]? (?:shares?|likes?|comments?|views?|ratings?|reviews?)\W*|leave a (?:comment|reply)\W*|no comments(?: yet)?\W*`),
	kindOf("a call to subscribe", "^subscribe|^sign|^signup|^join|^register",
		`\W*(?:subscribe|sign ?up|join|register)\b.{0,60}\b(?:newsletter|updates|e-?mail (?:updates?|alerts?|list)|(?:by|via) e-?mail|inbox|mailing list|free (?:trial|account|today|now))\b.{0,40}|\W*(?:subscribe|sign ?up|join|register)\b.{0,30}\bfor free\W*`),
	kindOf("a call to subscribe", "^subscribe|^sign|^signup|^signin|^log|^login|^logout|^create|^enter|^start|^try|^upgrade|^unlock|^download|^get",
		`\W*(?:subscribe(?: now| today)?|sign ?up|sign ?in|log ?in|log ?out|create (?:an |your )?account|enter your e?-?mail(?: address)?|start (?:your )?free trial|try (?:it )?(?:for )?free|upgrade to (?:pro|premium)|unlock (?:(?:this|the|your|all|full|premium) )*(?:access|content|guides?|summar(?:y|ies)|articles?|features?|pdfs?|premium)\b.{0,40}|download (?:the |our )?app|get the app)\W*`),
	kindOf("an advertisement", "^advertisement|^advertisements|^advertising|^ad|^ads|^sponsored|^promoted|^story|^article|^continue|^continues|^report|^remove",
		`\W*(?:advertisements?|advertising|ads?|ads by .{0,30}|sponsored(?: content| by .{0,40})?|promoted|advertisement\W+(?:continue reading|story continues).*|(?:story |article )?continues? (?:reading )?below(?: this ad(?:vertisement)?)?|report this ad|remove ads)\W*`),
	kindOf("a way around the page", "^keep|^skip|^back|^scroll|^read|^show|^see|^load|^view|^expand|^collapse|^click|^you|^next|^previous|^open|^close|^toggle|^download|^print",
		`\W*(?:keep reading|skip to (?:main )?(?:content|navigation)|back to (?:top|home)|scroll to (?:top|continue)|read (?:more|less)|show (?:more|less|all)|see (?:more|less|all)|load more|view all|(?:expand|collapse) all|click here\b.{0,50}|you (?:may|might) also (?:like|enjoy)|(?:next|previous) (?:chapter|article|post|summary|page)|open menu|close menu|toggle (?:menu|navigation)|download (?:as )?pdf|print this page)\W*`),
	kindOf("a picture's caption", "^image|^photo",
		`\[image: .{1,100}\]|photo by .{1,60} on (?:unsplash|flickr|pexels|pixabay)`),
	kindOf("a count of visitors", "^rated", `rated \d(?:\.\d)?\s*/\s*\d.{0,30}`),
	kindOf("the page's own name", wikiClues, wikiName),
	kindOf("a way around the page", "^nach|^zum|^zur|^haut|^retour|^aller|^volver|^ir|^saltar|^torna|^vai",
		`nach oben|zum inhalt(?: springen)?|zur (?:startseite|navigation)(?: springen)?|haut de page|retour en haut|aller au contenu|volver arriba|(?:ir|saltar) al contenido|torna su|vai al contenuto`),
	kindOf("a way around the page", "^jump|^toggle", `jump to (?:navigation|search|content)(?:jump to search)?|toggle .{1,60} subsection`),
	kindOf("a way around the page", "^prev|^previous", `\W*prev(?:ious)?\W+next\W*`),
	kindOf("a way around the page", "^home",
		`home(?:\s*[>›»/|]\s*[^>›»/|]{1,60})+`),
	kindOf("a question on the page itself", "^was|^rate|^report",
		`was this (?:page |article |summary |guide )?helpful\??(?: yes no| yes| no)?|rate this (?:page|article|summary|guide|book)\W*|report an? (?:error|issue|problem)\W*`),
	kindOf("a way to cite the page", "^cite|^choose",
		`cite this (?:page|article|guide)\W*|choose citation style\b.{0,40}`),
	kindOf("a way around the page", "^read",
		`read an? (?:in-depth|full|detailed) (?:analysis|summary|explanation) of .{1,60}\.?`),
	kindOf("a button to share the page", "^click|^like", `click to (?:share|e-?mail|print)\b.{0,80}|like loading\W*`),
	kindOf("a way around the page", "^read|^post|^search|older|newer",
		`read more: [^,.;\d]{1,100}|post navigation|search for:|\W*(?:older|newer) posts?\W*`),
	kindOf("the page's form for comments", "^your|^save|thought",
		`your e-?mail address will not be published\b.{0,80}|save my name, e-?mail\b.{0,80}|\d{1,4} thoughts? on .{1,120}`),
	kindOf("the page's own name", "^proudly", `proudly powered by .{1,40}`),
	kindOf("a line on the page's own rights", "©|(c)|^copyright|rights",
		`\W*(?:©.{0,80}\d{4}.{0,80}|(?:\(c\)|copyright\b(?:\W+(?:©|\(c\)))?)\W*\d{4}\b.{0,80}|copyright (?:(?:©|\(c\)|by) ?)?(?-i:(?:[\p{Lu}\d&][^\s]*\s+){0,8})\d{4}\W*)|.{0,80}\ball rights reserved\W*`),
	kindOf("the page's own date", "^last|^updated|^modified|^posted",
		`(?:last )?(?:updated|modified|posted)(?: on|:)? .{0,30}\d{4}|posted (?:on .{0,30}\d{4} by (?-i:\p{Lu})[^,;:!?]{0,60}[^.,;:!?]|by (?-i:\p{Lu})[^,;:!?]{0,60} on .{0,30}\d{4})`),
	kindOf("the cover's caption", "cover",
		`(?:book )?cover(?: image| art| photo)? (?:of|for) .{1,100}`),
}

// link is a line of a menu.
var link = kindOf("a way around the page", "^home|^menu|^search|^next|^prev|^previous|^close|^more|^share|^print|^save|^like|^follow|^listen|^play|^pause|^mute|^book|^books|^summaries|^about|^contact|^help|^blog|^english|^accept|^reject|^yes|^no|^e|^email|^x|^loading|^startseite|^suche|^teilen|^drucken|^men|^kontakt|^impressum|^weiter|^zur|^accueil|^partager|^imprimer|^rechercher|^suivant|^pr|^inicio|^compartir|^imprimir|^buscar|^siguiente|^anterior|^condividi|^stampa|^cerca|^successivo|^precedente",
	`\W*(?:home|menu|search|next|prev(?:ious)?|close|more|share|print|save|like|follow|listen|play|pause|mute|books?|summaries|about(?: us)?|contact(?: us)?|help|blog|english|accept|reject|yes|no|e-?mail|x|loading|startseite|suche|teilen|drucken|menü|kontakt|impressum|weiter|zurück|accueil|partager|imprimer|rechercher|suivant|précédent|inicio|compartir|imprimir|buscar|siguiente|anterior|condividi|stampa|cerca|successivo|precedente)\W*`)

// likely are lines that are furniture only beside other furniture: they may
// be headings as well.
var likely = []furnishing{
	link,
	kindOf("the cover's caption", "cover", `.{1,100} (?:book cover|cover (?:image|art|photo))`),
	kindOf("the player's times", "0:00", `\d{1,2}:\d{2}(?::\d{2})?`),
	kindOf("a link to a shop", shopClues+"|^paperback|^hardcover|^e|^ebook|^audiobook",
		`\W*(?:`+shops+`|paperback|hardcover|e-?book|audiobook)\W*`),
}

// social are the places that share buttons name.
var social = map[string]bool{
	"facebook": true, "twitter": true, "pinterest": true, "linkedin": true, "whatsapp": true, "reddit": true, "telegram": true,
	"tumblr": true, "instagram": true, "tiktok": true, "youtube": true, "bluesky": true, "mastodon": true, "messenger": true,
	"x": false, "email": false, "e-mail": false, "print": false, "link": false, "copy": false, "share": false, "rss": false,
}

var (
	readingTime = expr("min", `(?i)^\W*(?:(?:(?:estimated |average )?(?:reading|read) time|(?:geschätzte )?lesezeit|temps de lecture|tiempo de lectura|tempo di lettura)\W*)?(?:(\d{1,2})\s*h(?:(?:ou)?rs?)?\s*(?:and )?)?(\d{1,4})[\s-]*min(?:ut[eio])?(?:s|n)?\.?(?:[\s-]+(?:to )?read(?:ing)?(?: time)?)?\W*$`)
	captionLine = expr("cover", `(?i)^(.+) by (.+?)(?:\s+[-–—|:]\s*|\s+\(?)(?:book )?cover\b.{0,40}$`)
	captionOf   = expr("cover", `(?i)^(?:book )?cover(?: image| art| photo)?(?: of| for|:) (.+) by (.+)$`)
)

// bars makes the signs between the parts of a line one.
var bars = strings.NewReplacer(" · ", " | ", " • ", " | ")

// A caption is what the cover's caption says of the book.
type caption struct{ title, author string }

// withoutFurniture takes the page's furniture out and notes each line of it.
func (r *reader) withoutFurniture(lines []line) []line {
	what := make([]string, len(lines))
	for i, l := range lines {
		alone := !l.joined || endsSentence(lines[i-1].text)
		if alone && !l.counts() && (i+1 == len(lines) || !lines[i+1].joined) {
			what[i] = r.furniture(l.text)
		}
	}
	for _, i := range slices.Concat(menus(lines), wikiHead(lines)) {
		what[i] = "a way around the page"
	}
	for _, i := range joints(lines, what) {
		what[i] = "a way around the page"
	}
	for _, i := range mailHead(lines) {
		what[i] = "a line of a mail's head"
	}
	for _, i := range chat(lines) {
		what[i] = "a line of a chat"
	}
	for i := range lines { // down, then up, so that a row of buttons goes as a whole
		if i > 0 && what[i-1] != "" && what[i] == "" {
			what[i] = match(likely, look(lines[i].text))
		}
	}
	for i := len(lines) - 2; i >= 0; i-- {
		if what[i+1] != "" && what[i] == "" {
			what[i] = match(likely, look(lines[i].text))
		}
	}
	var rest []line
	apart := 0
	for i, l := range lines {
		if what[i] != "" {
			r.leftOut(l.Span, what[i])
			apart++
			continue
		}
		l.blanks += apart
		if apart > 0 {
			l.joined = false
		}
		apart = 0
		rest = append(rest, l)
	}
	return rest
}

// menus returns the lines of menus: at the top or at the end of the text, some
// below each other that can be links.
func menus(lines []line) (all []int) {
	isLink := func(i int) bool { return lines[i].blanks <= 1 && link.matches(look(lines[i].text)) }
	const fewest = 3
	top := 0
	for top < len(lines) && isLink(top) {
		top++
	}
	end := len(lines)
	for end > top && isLink(end-1) {
		end--
	}
	for i := range lines {
		if i < top && top >= fewest || i >= end && end <= len(lines)-2 {
			all = append(all, i)
		}
	}
	return all
}

var (
	wikiNamed  = expr(wikiClues, `(?i)^(?:`+wikiName+`)$`)
	wikiSpoken = expr("0", `(?i)^\d+ (?:languages?|sprachen?|langues?|idiomas?|lingu[ae])$`)
)

// wikiHead returns the lines above the article of a wiki's page, but for its
// title: that stands above the line which says in how many languages there is
// such a page, and the name of the wiki below that.
func wikiHead(lines []line) (all []int) {
	const most = 200
	title := -1
	for i := range lines[:min(len(lines), most)] {
		g := look(lines[i].text)
		if title < 0 && i > 0 && wikiSpoken.matches(g) {
			title = i - 1
		}
		if title >= 0 && wikiNamed.matches(g) {
			for k := range i {
				if k != title {
					all = append(all, k)
				}
			}
			return all
		}
	}
	return nil
}

// Where pages end, the ways back and on may have the names of the pages that
// they lead to below them.
var (
	wayBack = expr("^prev|^previous|^zur|^pr|^anterior|^precedente", `(?i)^\W*(?:prev(?:ious)?(?: (?:section|chapter|article|post|summary|page|lesson))?|zurück|précédent|anterior|precedente)\W*$`)
	wayOn   = expr("^next|^weiter|^suivant|^siguiente|^successivo", `(?i)^\W*(?:next(?: (?:section|chapter|article|post|summary|page|lesson))?|weiter|suivant|siguiente|successivo)\W*$`)
)

// joints returns the lines where pages meet that were copied one after the other:
// a way back above a way on. Names go with them where the text has one of them
// once more; the last may head the page that follows, and has to come again.
func joints(lines []line, what []string) (all []int) {
	var times map[string]int // by the names of pages
	end := len(lines)
	for end > 0 && what[end-1] != "" {
		end--
	}
	for i := range lines {
		on := wayOnBelow(lines, i)
		if on == i+1 {
			all = append(all, i, on)
		}
		if on < i+2 {
			continue
		}
		back, next := pageName(lines, i+1), pageName(lines, on+1)
		if back == "" {
			continue
		}
		if times == nil {
			times = pageNames(lines)
		}
		again := next != "" && strings.HasPrefix(pageName(lines, on+2), next)
		if !again && times[back] < 2 && (next == "" || times[next] < 2) {
			continue
		}
		all = append(all, i, i+1, on)
		if next == "" || lines[on+1].blanks != lines[i+1].blanks {
			continue
		}
		if again || on+2 == end || times[next] > 1 && lines[on+1].blanks == 0 && !lines[on+1].dense {
			all = append(all, on+1)
		}
	}
	return all
}

// pageNames counts how often each name of a page stands on a line.
func pageNames(lines []line) map[string]int {
	times := map[string]int{}
	for i := range lines {
		times[pageName(lines, i)]++
	}
	return times
}

// wayOnBelow returns which line is a way on, if a way back is above it with a line
// between them at most; else 0.
func wayOnBelow(lines []line, i int) int {
	const longest = 30 // bytes
	if len(lines[i].text) > longest || !wayBack.matches(look(lines[i].text)) {
		return 0
	}
	for on := i + 1; on < min(len(lines), i+3) && lines[on].blanks <= 1; on++ {
		if wayOn.matches(look(lines[on].text)) {
			return on
		}
	}
	return 0
}

// pageName returns a line as the name of a page, or "" where it can be none.
func pageName(lines []line, i int) string {
	const longest = 60 // runes
	if i >= len(lines) || lines[i].counts() || utf8.RuneCountInString(lines[i].text) > longest || endsSentence(lines[i].text) {
		return ""
	}
	return entryName(lines[i].text)
}

var (
	mailSubject = expr("^subject|^betreff|^objet|^asunto|^oggetto", `(?i)^(?:subject|betreff|objet|asunto|oggetto)\s*:`)
	mailField   = expr("^from|^to|^cc|^bcc|^date|^sent|^reply|^von|^an|^datum|^gesendet|^de|à|^para|^fecha|^da|^a|^data", `(?i)^(?:from|to|b?cc|date|sent|reply-to|von|an|datum|gesendet|de|à|para|fecha|da|a|data)\s*:\s`)
)

// forwarded stands above the head of a mail that is sent on.
var forwarded = expr("forwarded|original message|nachricht",
	`(?i)^(?:-{2,}\s*(?:forwarded message|original message|ursprüngliche nachricht|weitergeleitete nachricht)\s*-{2,}|begin forwarded message:)$`)

// mailHead returns the lines at the top of a mail but for its subject, which
// is its title.
func mailHead(lines []line) (fields []int) {
	subject := false
	for i := range lines {
		g := look(lines[i].text)
		switch {
		case mailField.matches(g), i == 0 && forwarded.matches(g):
			fields = append(fields, i)
		case mailSubject.matches(g) && !subject:
			subject = true
		case subject:
			return fields
		default:
			return nil
		}
	}
	return nil
}

// What a chat says before and behind the text that it was asked for.
var (
	chatBefore = expr("here|below|hier|voici|aqu|ecco",
		`(?i)^(?:(?:certainly|absolutely|of course|sure(?: thing)?|great(?: \pL+)?|gerne?|klar|natürlich|bien sûr|avec plaisir|¡?claro|¡?por supuesto|certo|certamente)(?:[!,.:–—-]|[\s\x{A0}\x{202F}]+!)+\s*(?:.{0,60}\s)?(?:here(?:[’']s| is| are)|below is|hier (?:ist|sind|findest du)|voici|aquí (?:tienes|está)|ecco)\b.{0,200}`+
			`|(?:here(?:[’']s| is)|below is) (?:a|an|your|the) .{0,60}\b(?:study guide|reading guide|worksheet|lesson plan|summary)\b.{0,100}:)$`)
	chatBehind = expr("you|want me|let me know|i can|hope|soll ich|möchte|voulez|veux|souhaite|quieres|gustar|vuoi|desider",
		`(?i)^\W*(?:(?:would you like|do you want|want) me to\b.{1,200}|(?:if you(?:[’']d| would)? (?:like|want|need)(?: me to)?|just)\b.{0,80}\b(?:i can|let me know)\b.{0,200}|let me know if (?:you(?:[’']d| would)? (?:like|want|need)|there(?:[’']s| is)|i should)\b.{0,200}`+
			`|(?:i )?hope (?:this|that) helps\b.{0,200}|soll ich (?:dir|ihnen|daraus|das|noch|auch)\b.{0,200}|möchte(?:st du|n sie), dass ich\b.{0,200}|(?:voulez-vous|souhaitez-vous|souhaites-tu|veux-tu) que je\b.{0,200}|¿?(?:quieres|te gustaría) que\b.{0,200}|(?:vuoi|desideri) che\b.{0,200})$`)
)

// chat returns the first line and the last ones where they are a chat's own.
func chat(lines []line) (all []int) {
	const most = 2 // lines at the end
	if len(lines) > 1 && chatBefore.matches(look(lines[0].text)) {
		all = append(all, 0)
	}
	for i := len(lines) - 1; i > 0 && i >= len(lines)-most && chatBehind.matches(look(lines[i].text)); i-- {
		all = append(all, i)
	}
	return all
}

// longestFurniture is in bytes: what is longer has something to say.
const longestFurniture = 400

// furniture says what a line is when it is furniture, and "" when it is not.
// What it says of the book goes into the guide's metadata.
func (r *reader) furniture(text string) string {
	if len(text) > longestFurniture {
		return ""
	}
	g := look(text)
	m := captionLine.find(g)
	if m == nil {
		m = captionOf.find(g)
	}
	if m != nil {
		if r.caption.title == "" {
			r.caption = caption{strings.TrimSpace(m[1]), strings.TrimSpace(m[2])}
		}
		return "the cover's caption"
	}
	if minutes := reading(g); minutes > 0 {
		if r.guide.Meta.Reading == 0 {
			r.guide.Meta.Reading = minutes
		}
		return "the reading time, which is kept as metadata"
	}
	if what := match(sure, g); what != "" {
		return what
	}
	if isSharing(text) {
		return "buttons to share the page"
	}
	parts := strings.Split(bars.Replace(text), " | ")
	if len(parts) < 2 {
		return ""
	}
	what := ""
	for _, p := range parts {
		this := r.furniture(p)
		if this == "" && match(likely, look(p)) == "" {
			return ""
		}
		what = cmp.Or(what, this)
	}
	return what
}

// reading returns the minutes of a line that gives a reading time, or 0.
func reading(g glance) int {
	if !strings.Contains(g.small, "read") && !strings.Contains(g.small, "lese") && !strings.Contains(g.small, "lect") && !strings.Contains(g.small, "lett") && !strings.ContainsAny(g.text, "⏱⏰⏲🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⌚") {
		return 0
	}
	m := readingTime.find(g)
	if m == nil {
		return 0
	}
	hours, _ := strconv.Atoi(m[1])
	minutes, _ := strconv.Atoi(m[2])
	return 60*hours + minutes
}

func isSharing(text string) bool {
	named := false
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" ,|/·•:", r) }) {
		place, known := social[w]
		if !known {
			return false
		}
		named = named || place
	}
	return named
}

func match(kinds []furnishing, g glance) string {
	for i := range kinds {
		if kinds[i].matches(g) {
			return kinds[i].what
		}
	}
	return ""
}
