package names

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// givenNames are frequent given names: of Italy and Poland, where forms write the
// family name first, those of the variants, and more.
var givenNames = func() map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(`
alberto alessia alice andrea angela anna antonio arianna beatrice bruno carla carlo caterina chiara claudia claudio cristina daniela daniele davide
domenico elena elisa emanuele enrico enzo federica federico filippo francesca francesco franco gabriele giacomo gianni giorgia giorgio giovanna giovanni
giulia giulio giuseppe giuseppina ilaria irene laura lorenzo luca lucia luciano luigi luisa marco margherita maria mario marta martina massimo matteo
maurizio michele monica nicola nicoletta paola paolo patrizia pietro raffaele riccardo roberta roberto rosa rosaria salvatore sandro sara serena sergio
silvia simona simone sofia stefania stefano teresa tommaso umberto valentina valeria vincenzo vittoria vito
adam agata agnieszka aleksandra aleksander alicja aneta andrzej anna artur barbara bartosz beata bogdan bogumila bozena celina cezary dariusz danuta dawid
dominik dorota edward elzbieta ewa filip grazyna grzegorz halina hanna helena henryk irena iwona izabela jacek jadwiga jakub jan janina janusz jaroslaw
jerzy jolanta jozef joanna justyna kamil karol karolina katarzyna kazimierz kinga krystyna krzysztof leszek lucja lukasz maciej magdalena malgorzata marcin
marek maria mariusz marta michal miroslaw monika natalia norbert patryk pawel piotr radoslaw rafal renata robert roman ryszard sebastian slawomir stanislaw
stefan sylwia szymon tadeusz teresa tomasz urszula waldemar wanda wieslaw witold wladyslaw wojciech zbigniew zdzislaw zofia zuzanna`) {
		m[n] = true
	}
	for _, n := range strings.Fields(variantGroups + moreGiven) {
		m[words.Fold(n)] = true
	}
	return m
}()

// IsGiven tells whether a word, or the first half of a double name, is known for a
// given name. Many are not known, and many are family names, too.
func IsGiven(w string) bool {
	first, _, _ := strings.Cut(w, "-")
	return isGiven(w) || first != w && isGiven(first)
}

// isGiven tells whether a word is known for a given name.
func isGiven(w string) bool { return givenNames[words.Fold(w)] }
