package main

import (
	"flag"
	"io"
	"log"
	"os"
)

func main() {
	data := flag.String("data", "../shared/data", "folder of the public data")
	wrong := flag.Bool("wrong", false, "list every wrong answer too")
	papers := flag.String("papers", "", "a folder of text files with truth.jsonl: only these")
	flag.Parse()
	work := func() error { return run(os.Stdout, *data, *wrong) }
	if *papers != "" {
		work = func() error {
			var lists io.Writer
			if *wrong {
				lists = os.Stdout
			}
			return folderTables(os.Stdout, lists, *papers)
		}
	}
	if err := work(); err != nil {
		log.Fatal("score: ", err)
	}
}

// run prints every table that the data allows.
func run(out io.Writer, data string, wrong bool) error {
	docs, err := readLines[document](data, "documents.jsonl")
	if err != nil {
		return err
	}
	people, err := readLines[report](data, "identity.jsonl")
	if err != nil {
		return err
	}
	compounds, err := readLines[compound](data, "compound.jsonl")
	if err != nil {
		return err
	}
	var lists io.Writer
	if wrong {
		lists = out
	}
	if len(docs) > 0 {
		kindTables(out, lists, docs)
	}
	madeUpTables(out, lists)
	headTables(out, lists)
	if len(people) > 0 {
		identityTable(out, lists, people)
	}
	if len(compounds) > 0 {
		jointsTable(out, lists, compounds)
	}
	dateTable(out, lists, data)
	return nil
}
