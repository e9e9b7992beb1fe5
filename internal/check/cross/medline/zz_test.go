package medline

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

func TestZZ(t *testing.T) {
	f, err := os.Open("/work/shared/data/documents.jsonl")
	if err != nil {
		t.Skip()
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 16<<20)
	n, none := 0, 0
	for sc.Scan() {
		var d struct{ ID, Label, Text string }
		json.Unmarshal(sc.Bytes(), &d)
		if os.Getenv("LABEL") != d.Label {
			continue
		}
		n++
		rows := Rows(phrase.Lines(d.Text), d.Label == "medication_list")
		for _, r := range rows {
			fmt.Printf("%s\t%v\t%s | %s | %s | %s | %s\n", d.ID[:min(len(d.ID), 22)], r.Ended, r.Name, r.Dose, r.HowOften, r.From, r.To)
		}
		if len(rows) == 0 {
			none++
			fmt.Printf("%s\tNONE\n", d.ID)
		}
	}
	fmt.Println(n, none)
}
