package tongue

import "testing"

func TestOf(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"en", "The lamp is lit by a woman who counts the steps to the sea. She has done it for as long as anybody in the village can remember, and nobody has asked her what for. When the surveyor comes with his map, she tells him the number and he laughs at her."},
		{"de", "Die Lampe wird von einer Frau angezündet, die jeden Abend die Stufen zum Meer zählt. Sie tut es, seit man sich im Dorf erinnern kann, und niemand hat sie gefragt, wozu. Als der Landvermesser mit seiner Karte kommt, nennt sie ihm die Zahl, und er lacht nur über sie."},
		{"fr", "La lampe est allumée par une femme qui compte chaque soir les marches jusqu’à la mer. Elle le fait depuis toujours, et personne dans le village ne lui a demandé pourquoi. Quand le géomètre arrive avec sa carte, elle lui dit le nombre et il se moque d’elle."},
		{"es", "La lámpara la enciende una mujer que cuenta cada noche los escalones hasta el mar. Lo hace desde siempre y nadie en el pueblo le ha preguntado para qué. Cuando llega el agrimensor con su mapa, ella le dice el número y él se ríe de ella sin más."},
		{"it", "La lampada è accesa da una donna che ogni sera conta i gradini fino al mare. Lo fa da sempre e nel villaggio nessuno le ha chiesto perché. Quando il geometra arriva con la sua mappa, lei gli dice il numero e lui ride di lei come di una bambina che non sa contare."},
		{"", "The lamp is lit."},
		{"", "Lampen tændes af en kvinde, der hver aften tæller trinene ned til havet. Det har hun gjort, så længe nogen i landsbyen kan huske, og ingen har spurgt hende hvorfor. Da landmåleren kommer med sit kort, siger hun ham tallet, og han ler ad hende og går videre."},
		{"", "De lamp wordt aangestoken door een vrouw die elke avond de treden naar zee telt. Ze doet het al zo lang als iemand zich kan herinneren, en niemand heeft haar gevraagd waarom. Als de landmeter met zijn kaart komt, noemt ze hem het getal en hij lacht haar uit."},
		{"", "Mara Tom Ines lamp stair sea map debt count village father surveyor step water stone door key rope boat net hook line bell tower gate wall bridge road field barn horse cart wheel axle iron coal fire smoke ash"},
		{"de", "„To be or not to be, that is the question“ ist der bekannteste Satz des Dramas. Hamlet spricht ihn im dritten Akt, als er sich fragt, ob er das Leben weiter ertragen soll oder nicht. Die Forschung hat sich mit der Stelle so oft beschäftigt wie mit keiner anderen."},
	} {
		if got := Of(c.text); got != c.want {
			t.Errorf("%.40q…: %q, want %q", c.text, got, c.want)
		}
	}
}
