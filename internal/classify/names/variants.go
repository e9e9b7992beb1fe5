package names

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// variantGroups are given names that are used for each other, one group a line.
// A name may stand in several groups.
const variantGroups = `
abigail abby gail
albert al bert bertie
alexander alex sascha sasha aleksander alessandro alejandro alexandre
alexandra alex sandra sascha alexa
alfred alf fred fredi
andrew andy drew andreas andrea andre andrzej andres
angelika angela angie geli
anna ann anne annie anita anja ania hanna hannah nancy anneliese
anthony tony anton antonio antoni antoine antonius toni
antonia toni tonia antonina antonella
barbara barb barbie babs babette basia baska
benjamin ben benny
bernard bernie bernhard bernd
catherine katherine kathryn katharine katharina katarina kathrin kate katie kathy cathy kitty kasia katarzyna catalina caterina kati kathleen
charles charlie chuck karl carl carlos carlo karol charly
christian chris christoph krystian
christina christine chris tina christa krystyna cristina kirsten kerstin
christopher chris topher christoph kit krzysztof cristobal cristoforo
daniel dan danny
david dave davey
deborah debbie deb debra
donald don donnie
dorothy dorothea dot dottie dolly thea dora dorota
edward ed eddie ted teddy ned eduard eduardo edoardo
eleanor eleonore ellie nell nora lenora leonore
elizabeth elisabeth liz lizzie beth betty betsy eliza elsie lisa elise ilse elsbeth lisbeth isabel elzbieta ela elisabetta
emily emilia em
ernest ernst ernie ernesto
eugene gene eugen
ewa eva eve evi
frances fran francesca franziska franzi francisca fanny
francis frank franz frankie francisco francesco francois franciszek paco pancho
frederick fred freddy freddie rick friedrich fritz frederic federico fryderyk
gabriele gabriela gabi gaby
george georg jorge giorgio georges jerzy
gerald gerry jerry gerard gerhard gerd
gertrude gertrud trudy trudi gerti
gregory greg gregor grzegorz
helen helena helene ellen elena nell lena
henry hank harry heinrich heinz henri enrique enrico henryk hendrik henk
irene irena irina
jacob jake jakob jack jakub jacek jaap jacques
jacqueline jackie
james jim jimmy jamie jaime giacomo
jane janet jean janie joan johanna jeanne juana giovanna joanna hanna
jennifer jen jenny
jessica jess jessie
john jack johnny jon jan johann johannes hans juan giovanni jean ian sean
jonathan jon
joseph joe joey josef sepp jose giuseppe jozef joep pepe beppe
josephine josefine jo josie josefa giuseppina jozefina
joshua josh
judith judy
julia julie juliane giulia
kenneth ken kenny
kimberly kim
lawrence laurence larry laurie lorenz lorenzo laurent
leonard leo len lenny leonhard leonardo
louis lou lewis ludwig luis luigi ludwik lodewijk
louise lou luise luisa
magdalena magda lena madeleine maggie
malgorzata gosia margarete
manuel manny manolo
manuela manu
margaret maggie meg peggy marge margie greta rita marguerite margarete margareta margarita margherita grete gretel gretchen margot
maria mary marie mia marion mariana maryam molly polly mitzi marysia maja miriam
martha marta marty
martin marty marcin martino
mathew matthew matt mateo matteo mathias matthias mathieu mateusz
maximilian max
michael mike mick mickey michel miguel michele michal mikolaj michiel
nicholas nick nicky nikolaus klaus niklas nicolas nicola mikolaj
nicole nicky nikki nicola
pamela pam
patricia pat patty tricia trish
patrick pat paddy patricio
paul paulo pablo paolo pawel
peter pete pedro pietro pierre piotr pieter piet
philip phil filip felipe filippo philippe
raymond ray raimund ramon
rebecca becky
richard rick dick rich richie ricardo riccardo ryszard
robert bob rob bobby robbie bert roberto
ronald ron ronnie
rosemarie rosemary rose rosi rosie
rudolf rudolph rudi rudy
samuel sam sammy
samantha sam sammy
sandra sandy alessandra
sarah sally sara sadie
sophie sophia sofia sofie zofia zosia
stanislaw staszek stan
stephen steven steve stephan stefan esteban stefano etienne szczepan
stephanie steffi stefanie stephie stefania
susan sue susie suzie susanne susanna suzanne susana zuzanna
sylvia silvia silvie
teresa theresa terry tess tessa resi therese terezia
theodore ted teddy theo theodor teodor
thomas tom tommy tomas tommaso tomasz
timothy tim timmy
ursula uschi ulla ursel urszula
valerie val
veronica veronika vroni ronnie weronika
victor vic viktor vittorio wiktor
victoria vicky viktoria vicki vittoria wiktoria
vincent vince vinny vicente vincenzo
virginia ginny
walter walt wally
wilhelm william bill billy will willy willi liam guillermo guglielmo guillaume willem wim
wilhelmine mina minna wilma
wladyslaw wladek
wojciech wojtek adalbert
zbigniew zbyszek
`

// variants holds the numbers of the groups of each name, in the form in which
// names compare.
var variants = func() map[string][]int {
	m := map[string][]int{}
	for i, group := range strings.Split(strings.TrimSpace(variantGroups), "\n") {
		for _, name := range strings.Fields(group) {
			key := transliterated(words.Fold(name))
			m[key] = append(m[key], i)
		}
	}
	return m
}()

// isVariant tells whether two names are used for each other: "Bill" and "William".
func isVariant(a, b string) bool {
	for _, i := range variants[a] {
		for _, j := range variants[b] {
			if i == j {
				return true
			}
		}
	}
	return false
}
